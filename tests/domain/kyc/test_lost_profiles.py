"""A law: nothing but what was not told before brings a refuted or expired profile back (S2.76)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.profiles import reassessed
from contactbook.domain.kyc.provision import documents_provided
from contactbook.domain.merges.combined_contact import combined_contact
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.permissions import ConsentSettings
from contactbook.domain.settings.sections import Settings
from contactbook.services.changes.kyc_step import with_kyc, with_kyc_facts
from tests.builders.contacts import a_contact
from tests.domain.kyc.test_profiles import JANUARY, TODAY
from tests.domain.kyc.test_proofs import LOST_AT

NOW = LOST_AT + timedelta(days=1)
LIMASSOL = {"type": "home", "line_1": "1 Ledra St.", "city": "Limassol", "country": "CY", "primary": True}
NICOSIA = {"type": "work", "line_1": "2 Ledra St.", "city": "Nicosia", "country": "CY"}
A, B = {"address": "a@example.com", "primary": True}, {"address": "b@example.com"}
CARD, PASSPORT = {"number": "X1", "expires_on": "2030-01-31"}, {"number": "P1", "expires_on": "2031-01-31"}
# Everything that is told when the profile is lost. The values of a field below take away, give back, rearrange or write otherwise.
TOLD: dict[str, Any] = {
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "emails": [A, B],
    "addresses": [LIMASSOL, NICOSIA],
    "identifiers": {"id_card": CARD, "passport": PASSPORT},
    "custom": {"size": 3},
}
AGAIN: dict[str, list[Any]] = {
    "first_name": [None, "Eleni", "ELENI", "Georgiou"],
    "last_name": ["Georgiou", "Eleni", "Eleni  Georgiou"],
    "emails": [[], [A], [B], [B, A], [{"address": "A@EXAMPLE.com", "type": "work", "primary": True}]],
    "addresses": [
        [],
        [LIMASSOL],
        [NICOSIA | {"primary": True}, LIMASSOL | {"active": False, "primary": False}],
        [LIMASSOL | {"city": "Nicosia", "line_1": "1, ledra st"}],
    ],
    "identifiers": [
        {},
        {"id_card": CARD},
        {"passport": PASSPORT},
        {"id_card": {"number": "x-1"}, "passport": {"number": "P 1"}},
        {"id_card": PASSPORT, "passport": CARD},
        {"id_card": CARD | {"expires_on": "2031-01-31"}},
    ],
    "custom": [{}, {"size": 3}, {"size": "3"}],
}
FIELDS = ("first_name", "last_name", "emails", "addresses", "identifiers.id_card.number", "identifiers.passport", "custom.size")
PROFILES = [{"profile": "basic", "level": 1, "requires_verification": False}, {"profile": "full", "level": 2}]
DEFINITION = Kyc.model_validate(
    {
        "profiles": PROFILES,
        "person_rules": [{"field": field, "required_for": ["full"], "attachment_classification": "scan"} for field in FIELDS],
    }
)
DEFINITIONS = [
    DEFINITION,
    Kyc(),
    Kyc.model_validate({"profiles": PROFILES[:1]}),
    Kyc.model_validate({"profiles": [PROFILES[1]], "person_rules": [{"field": "emails", "required_for": ["full"]}]}),
    Kyc.model_validate({"profiles": [PROFILES[0], {"profile": "Full", "level": 2}]}),
]
# A step, with what it does.
Step = tuple[str, Any]
Taken = Callable[[Contact, Kyc, Step], tuple[Contact, Kyc]]

EDITS = st.sampled_from([("edit", {field: value}) for field, values in AGAIN.items() for value in values])
STEPS = st.one_of(
    EDITS,
    EDITS.map(lambda step: ("take back", step[1])),
    st.sampled_from(range(len(DEFINITIONS))).map(lambda place: ("define", place)),
    st.sampled_from(["look", "merge into", "merge"]).map(lambda name: (name, None)),
)


def _lost(state: KycState) -> Contact:
    held = {"profile": "full", "state": "pending_verification", "assigned_on": "2026-01-01"}
    before = a_contact(open_accounts=1, had_account=True, created_at=JANUARY, **TOLD, kyc=held)
    assert before.kyc is not None
    after = with_fields(before, kyc=with_fields(before.kyc, state=state, since=LOST_AT))
    return with_kyc_facts(before, after, Settings(kyc=DEFINITION), "kyc.refuted", LOST_AT, str)


def _committed(before: Contact, after: Contact, kyc: Kyc, action: str, now: datetime = NOW, **said: bool) -> Contact:
    settings = Settings(kyc=kyc)
    return with_kyc(before, with_kyc_facts(before, after, settings, action, now, str, **said), settings, action, now, None)


def _taken(contact: Contact, kyc: Kyc, step: Step) -> tuple[Contact, Kyc]:
    name, what = step
    if name == "define":
        return _committed(
            contact, reassessed(contact, DEFINITIONS[what], TODAY), DEFINITIONS[what], "kyc.term_changed"
        ), DEFINITIONS[what]
    if name == "look":
        after = documents_provided(contact, kyc, "scan", LOST_AT - timedelta(hours=1), zone="UTC", now=NOW)
        return _committed(contact, after, kyc, "attachment.stored"), kyc
    if name.startswith("merge"):
        other = a_contact(contact_id="con_other", created_at=JANUARY, **TOLD)
        survivor, source = (other, contact) if name == "merge into" else (contact, other)
        return _committed(survivor, combined_contact(survivor, [source], {}, ConsentSettings()), kyc, "contact.merged"), kyc
    after = Contact.model_validate(contact.model_dump() | what)
    return _committed(contact, after, kyc, "contact.changed", takes_back=name == "take back"), kyc


def _require_lost(state: KycState, steps: list[Step], taken: Taken) -> None:
    contact, kyc = _lost(state), DEFINITION
    for step in steps:
        contact, kyc = taken(contact, kyc, step)
        assert contact.kyc is not None
        assert contact.kyc.state is state, step
        assert contact.kyc.profile == "full"


@pytest.mark.feature("S2.76", "S2.91")
@given(st.sampled_from([KycState.REFUTED, KycState.EXPIRED]), st.lists(STEPS, min_size=1, max_size=8))
def test_what_stood_brings_a_lost_profile_back_in_no_order_and_no_form(state: KycState, steps: list[Step]) -> None:
    _require_lost(state, steps, _taken)


@pytest.mark.parametrize(
    "steps",
    [
        [("edit", {"emails": []}), ("edit", {"emails": [A, B]})],
        [("edit", {"identifiers": {}}), ("edit", {"identifiers": {"id_card": CARD, "passport": PASSPORT}})],
    ],
)
def test_the_law_finds_a_contact_that_is_compared_with_what_it_said_a_moment_ago(steps: list[Step]) -> None:
    def taken(contact: Contact, kyc: Kyc, step: Step) -> tuple[Contact, Kyc]:
        assert contact.kyc is not None
        return _taken(with_fields(contact, kyc=with_fields(contact.kyc, stood=None)), kyc, step)

    with pytest.raises(AssertionError):
        _require_lost(KycState.REFUTED, steps, taken)


def test_the_law_finds_a_definition_that_washes_a_refutation_off() -> None:
    def taken(contact: Contact, kyc: Kyc, step: Step) -> tuple[Contact, Kyc]:
        after, definition = _taken(contact, kyc, step)
        return (with_fields(after, kyc=None) if step[0] == "define" else after), definition

    with pytest.raises(AssertionError):
        _require_lost(KycState.REFUTED, [("define", 2), ("define", 0), ("edit", {"custom": {}})], taken)


@pytest.mark.feature("S2.76")
@pytest.mark.parametrize(
    "edit",
    [
        {"emails": [A, {"address": "c@example.com"}]},
        {"first_name": "Eleni Maria"},
        {"addresses": [LIMASSOL | {"line_1": "3 Ledra St."}]},
        {"identifiers": {"id_card": CARD | {"number": "X2"}, "passport": PASSPORT}},
        {"identifiers": {"id_card": CARD | {"expires_on": "2036-01-31"}, "passport": PASSPORT}},
        {"custom": {"size": 4}},
    ],
    ids=str,
)
def test_what_was_not_told_brings_it_back(edit: dict[str, Any]) -> None:
    found, _ = _taken(_lost(KycState.REFUTED), DEFINITION, ("edit", edit))
    assert found.kyc is not None
    assert (found.kyc.profile, found.kyc.state) == ("full", KycState.PENDING_VERIFICATION)
