"""A law: no edit moves the end of a held profile to a later day, unless a scan or an agent proves the new document (S2.101-S2.103)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import profiles as rules
from contactbook.domain.kyc.ends import is_due_to_expire, standing_on, with_expiry
from contactbook.domain.kyc.provision import documents_provided
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.sections import Settings
from contactbook.services.changes.kyc_step import with_kyc, with_kyc_facts
from tests.builders.contacts import a_contact
from tests.domain.kyc.test_profiles import DEFINITION, EMAIL, JANUARY, TODAY
from tests.domain.kyc.test_proofs import LOST_AT

WITHOUT_TERM = Kyc.model_validate(
    DEFINITION.model_dump(mode="json")
    | {"profiles": [one.model_dump(mode="json") | {"expires_after_days": None} for one in DEFINITION.profiles]}
)
SETTINGS = Settings(kyc=WITHOUT_TERM)
Edited = Callable[[Contact, dict[str, Any]], Contact]
DOCUMENTS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"number": st.sampled_from(["X1", "X2"])},
        optional={"expires_on": st.sampled_from(["2026-06-01", "2027-06-01", "2099-06-01"])},
    ),
)
EDITS = st.fixed_dictionaries({}, optional={"id_card": DOCUMENTS, "passport": DOCUMENTS})


def _held(state: str) -> Contact:
    kyc = {"profile": "full", "state": state, "assigned_on": "2026-01-01"}
    card = {"identifiers": {"id_card": {"number": "X1", "expires_on": "2027-06-01"}}}
    return with_expiry(a_contact(open_accounts=1, had_account=True, created_at=JANUARY, **EMAIL, **card, kyc=kyc), WITHOUT_TERM)


def _edited(before: Contact, edit: dict[str, Any]) -> Contact:
    identifiers = before.identifiers.model_dump() | edit
    after = Contact.model_validate(before.model_dump() | {"identifiers": identifiers})
    facts = with_kyc_facts(before, after, SETTINGS, "contact.changed", LOST_AT, str)
    return with_kyc(before, facts, SETTINGS, "contact.changed", LOST_AT, None)


def _require_no_later_end(contact: Contact, edits: list[dict[str, Any]], edited: Edited) -> None:
    for edit in edits:
        assert contact.kyc is not None
        end = contact.kyc.expires_on or date.max
        contact = edited(contact, edit)
        assert contact.kyc is not None
        assert (contact.kyc.expires_on or date.max) <= end


@pytest.mark.feature("S2.101", "S2.102", "S2.103")
@given(st.sampled_from(["verified", "pending_verification"]), st.lists(EDITS, min_size=1, max_size=6))
def test_no_edit_moves_the_end_to_a_later_day(state: str, edits: list[dict[str, Any]]) -> None:
    _require_no_later_end(_held(state), edits, _edited)


def test_the_law_finds_a_profile_that_forgets_the_end_that_it_was_held_with() -> None:
    def forgetful(before: Contact, edit: dict[str, Any]) -> Contact:
        after = _edited(before, edit)
        assert after.kyc is not None
        return with_expiry(with_fields(after, kyc=with_fields(after.kyc, proven_until={})), WITHOUT_TERM)

    with pytest.raises(AssertionError):
        _require_no_later_end(_held("verified"), [{"id_card": None}], forgetful)


@pytest.mark.feature("S2.103")
@pytest.mark.parametrize("stored_at", [LOST_AT - timedelta(seconds=1), LOST_AT + timedelta(seconds=1)])
def test_only_a_scan_that_is_not_older_proves_the_new_date(stored_at: Any) -> None:
    after = _edited(_held("verified"), {"id_card": {"number": "X1", "expires_on": "2099-06-01"}})
    shown = documents_provided(after, WITHOUT_TERM, "id_card", stored_at, zone="UTC", now=stored_at)
    assert shown.kyc is not None
    assert shown.kyc.expires_on == (date(2099, 6, 1) if stored_at > LOST_AT else date(2027, 6, 1))


@pytest.mark.feature("S2.89", "S2.103")
def test_a_verification_takes_the_date_that_stands() -> None:
    after = _edited(_held("pending_verification"), {"id_card": {"number": "X1", "expires_on": "2099-06-01"}})
    verified = rules.verify(after, WITHOUT_TERM, {"id_card": LOST_AT + timedelta(days=1)}, TODAY)
    assert verified.kyc is not None
    assert verified.kyc.expires_on == date(2099, 6, 1)


@pytest.mark.feature("S2.105")
def test_a_profile_stands_as_expired_from_its_last_day_on() -> None:
    contact = _held("verified")
    last = date(2027, 6, 1)
    for today in (last - timedelta(days=1), last, last + timedelta(days=1)):
        standing = standing_on(contact, today).kyc
        assert standing is not None
        assert (standing.state == "expired") is is_due_to_expire(contact, today) is (today >= last)
