"""Making several contacts of one again."""

from typing import Any

import pytest
from hypothesis import given

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.contacts.record import ConsentState, Contact, Preference
from contactbook.domain.merges.combined_contact import combined_contact
from contactbook.domain.merges.undo import Before, Restored, restored
from contactbook.domain.settings.permissions import ConsentSettings
from tests.builders.contacts import NOW, a_contact
from tests.builders.merging import OTHER, SOURCE, contacts

CONSENT = ConsentSettings()


def merge(survivor: Contact, *sources: Contact, **prefer: str) -> Before:
    return Before(survivor=survivor, sources=sources, after=combined_contact(survivor, sources, prefer, CONSENT))


def undo(before: Before, assign: dict[str, str] | None = None, **changed_since: Any) -> Restored:
    now = Contact.model_validate(before.after.model_dump() | changed_since)
    return restored(before, now, assign or {}, CONSENT)


@pytest.mark.feature("S1.22")
@given(survivor=contacts(), source=contacts(SOURCE), other=contacts(OTHER))
def test_undoing_a_merge_gives_back_what_was_merged(survivor: Contact, source: Contact, other: Contact) -> None:
    result = undo(merge(survivor, source, other))
    assert (result.survivor, result.sources) == (survivor, (source, other))


def test_a_later_edit_goes_to_the_one_whose_value_it_was() -> None:
    before = merge(a_contact(first_name="Eleni"), a_contact(contact_id=SOURCE, last_name="Other", language="el"))
    result = undo(before, first_name="Helen", language="en")
    assert (result.survivor.first_name, result.survivor.language) == ("Helen", None)
    assert (result.sources[0].last_name, result.sources[0].language) == ("Other", "en")


def test_an_edited_email_or_address_stays_with_its_own() -> None:
    address = {"address_id": "adr_" + "0" * 26, "type": "home", "line_1": "1 Ledra St", "country": "CY", "primary": True}
    source = a_contact(
        contact_id=SOURCE, emails=[{"address": "b@example.com", "type": "work", "primary": True}], addresses=[address]
    )
    before = merge(a_contact(emails=[{"address": "a@example.com", "primary": True}]), source)
    emails = [{"address": "a@example.com", "primary": True}, {"address": "b@example.com", "type": "home"}]
    result = undo(before, emails=emails, addresses=[{**address, "line_1": "9 Ledra St"}])
    (email,) = result.sources[0].emails
    assert (email.type, email.primary) == ("home", True)
    assert result.sources[0].addresses[0].line_1 == "9 Ledra St"
    assert result.survivor.addresses == ()


def test_what_was_added_since_stays_with_the_survivor_and_what_was_removed_is_gone() -> None:
    before = merge(a_contact(tags=["vip"]), a_contact(contact_id=SOURCE, tags=["old"]))
    result = undo(before, tags=["vip", "new"], title="Dr")
    assert (result.survivor.tags, result.survivor.title) == (("vip", "new"), "Dr")
    assert result.sources[0].tags == ()


def test_a_change_of_what_both_had_is_a_conflict_until_somebody_says_whose_it_is() -> None:
    before = merge(a_contact(last_name="Georgiou"), a_contact(contact_id=SOURCE, last_name="Georgiou"))
    with pytest.raises(RuleBroken) as refused:
        undo(before, last_name="Georgiu")
    assert (refused.value.code, [error.field for error in refused.value.errors]) == ("undo_conflicts", ["/last_name"])
    result = undo(before, {"last_name": SOURCE}, last_name="Georgiu")
    assert (result.survivor.last_name, result.sources[0].last_name) == ("Georgiou", "Georgiu")
    with pytest.raises(ValidationFailed):
        undo(before, {"last_name": OTHER}, last_name="Georgiu")


def test_a_stop_given_since_stays_on_all_of_them() -> None:
    said_yes = Preference(value=True, asked=True, changed_at=NOW)
    preferences = {"direct_marketing": said_yes, "affiliate_marketing": said_yes}
    before = merge(a_contact(preferences=preferences), a_contact(contact_id=SOURCE, preferences=preferences))
    said_no = Preference(value=False, asked=True, changed_at=NOW)
    result = undo(before, preferences={**preferences, "direct_marketing": said_no}, consent={"state": "rejected"})
    for contact in (result.survivor, *result.sources):
        assert not contact.preferences.direct_marketing.value
        assert contact.preferences.affiliate_marketing.value
        assert contact.consent.state is ConsentState.REJECTED


def test_whoever_left_a_list_since_is_on_it_in_none_of_them() -> None:
    before = merge(a_contact(list_ids=["lst_1"]), a_contact(contact_id=SOURCE, list_ids=["lst_1", "lst_2"]))
    result = undo(before, list_ids=["lst_2"])
    assert (result.survivor.list_ids, result.sources[0].list_ids) == ((), ("lst_2",))


def test_a_kyc_profile_goes_back_as_it_stands_now() -> None:
    basic = {"profile": "basic", "state": "pending_verification", "assigned_on": "2026-01-01"}
    result = undo(merge(a_contact(), a_contact(contact_id=SOURCE, kyc=basic)), kyc={**basic, "state": "verified"})
    assert result.survivor.kyc is None
    assert result.sources[0].kyc is not None
    assert result.sources[0].kyc.state == "verified"
