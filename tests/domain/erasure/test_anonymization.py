"""What blocks an anonymization, and what is left of a contact after it."""

from datetime import timedelta

import pytest

from contactbook.domain.accounts.accounts import ContactInformation
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.erasure.anonymization import blanked, blockers, redacted_account, require_unblocked
from contactbook.domain.segments.criteria import Criteria
from contactbook.domain.segments.criteria_parsing import parsed
from contactbook.domain.settings.fields import CustomFields
from tests.builders.accounts import an_account
from tests.builders.children import an_engagement
from tests.builders.contacts import NOW, a_contact

EVERYBODY = parsed({"all": []}, CustomFields())
LEADS = parsed({"field": "stage", "is": "lead"}, CustomFields())


def blockers_of(
    contact: Contact, *engagements: Engagement, unbilled: bool = False, conditions: Criteria = EVERYBODY
) -> list[str]:
    return blockers(contact, (), (), engagements, unbilled=unbilled, conditions=conditions, today=NOW.date())


def test_nothing_blocks_a_plain_contact() -> None:
    assert blockers_of(a_contact()) == []


@pytest.mark.feature("S2.133", "S2.134", "S2.135", "S2.136")
def test_every_blocker_is_named_once() -> None:
    associations = [{"type": "user", "id": "u-1"}, {"type": "user", "id": "u-2"}, {"type": "group", "id": "g-1"}]
    contact = a_contact(associations=associations, had_opportunity=True)
    engagements = (an_engagement(), an_engagement("eng_2"), an_engagement("eng_3", type="lead", status="closed"))
    found = blockers_of(contact, *engagements, unbilled=True, conditions=LEADS)
    assert found == ["user", "group", "running_job", "unbilled_items", "settings_condition"]


def test_a_refusal_has_one_error_for_each_blocker() -> None:
    require_unblocked([])
    with pytest.raises(RuleBroken) as refused:
        require_unblocked(["running_job", "unbilled_items"])
    assert refused.value.code == "anonymization_blocked"
    assert [error.code for error in refused.value.errors] == ["running_job", "unbilled_items"]


@pytest.mark.feature("S2.141")
def test_a_blanked_contact_keeps_who_may_see_it_and_no_personal_value() -> None:
    contact = a_contact(
        first_name="Eleni",
        emails=[{"address": "eleni@example.com"}],
        custom={"shoe": "38"},
        owned_by_group="sales",
        list_ids=("lst_1",),
        consent={"state": "withdrawn", "form_attachment_id": "att_1"},
    )
    later = NOW + timedelta(days=1)
    after = blanked(contact, later)
    assert (after.contact_id, after.owned_by_group, after.version) == (contact.contact_id, "sales", contact.version)
    assert (after.erasure, after.updated_at) == (Erasure.ERASING, later)
    assert (after.consent.state, after.consent.form_attachment_id) == (contact.consent.state, None)
    assert after.fields() == a_contact(last_name=None, owned_by_group="sales").fields()
    assert after.list_ids == ()


@pytest.mark.feature("S2.132")
def test_a_redacted_account_keeps_its_id_for_its_transactions() -> None:
    account = an_account(name="Eleni's account", number="0042", contact_information={"email": "eleni@example.com"})
    after = redacted_account(account)
    assert (after.account_id, after.version) == (account.account_id, account.version + 1)
    assert (after.name, after.number, after.contact_information) == ("anonymized", None, ContactInformation())
