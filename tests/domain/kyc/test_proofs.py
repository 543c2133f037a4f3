"""What revives a lost profile, and which documents prove what: laws over random edits, and dates."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import profiles as rules
from contactbook.domain.kyc.ends import standing_on
from contactbook.domain.kyc.proofs import missing_documents, with_identifiers_since
from contactbook.domain.kyc.provision import documents_provided
from contactbook.domain.kyc.rules import information_to_ask_for, is_provided, profile_named, rules_for
from contactbook.domain.settings.kyc import Kyc, KycAssign
from contactbook.domain.settings.sections import Settings
from contactbook.services.changes.kyc_step import with_kyc, with_kyc_facts
from tests.builders.contacts import a_contact
from tests.domain.kyc.test_profiles import CARD, DEFINITION, EMAIL, JANUARY, TODAY

LOST_AT = datetime(2026, 3, 1, 9, 0, 0, 300_000, tzinfo=UTC)
SETTINGS = Settings(kyc=DEFINITION)
# What an edit can set, with whether the profile `full` requires it.
EDITS: list[dict[str, object]] = [
    {"title": "Dr"},
    {"first_name": "Eleni"},
    {"tags": ["vip"]},
    {"phones": [{"number": "+35799123456", "primary": True}]},
    {"phones": []},
    {"emails": [{"address": "b@example.com", "primary": True}]},
    {"emails": []},
    {"emails": [{"address": "A@example.com", "primary": True}]},
    {"identifiers": {"id_card": {"number": "X2", "expires_on": "2031-01-31"}}},
    {"identifiers": {"id_card": {"number": "X1", "expires_on": "2026-01-31"}}},
    {"identifiers": {"passport": {"number": "P1", "expires_on": "2031-01-31"}}},
    {"identifiers": {"vat_number": "CY10259033P"}},
    {"identifiers": {}},
]


def _lost(state: KycState) -> Contact:
    kyc = {"profile": "full", "state": state, "assigned_on": "2026-01-01", "since": LOST_AT}
    return a_contact(open_accounts=1, had_account=True, created_at=JANUARY, **EMAIL, **CARD, kyc=kyc)


def _edited(before: Contact, edit: dict[str, object], action: str = "contact.changed") -> Contact:
    after = Contact.model_validate(before.model_dump() | edit)
    facts = with_kyc_facts(before, after, SETTINGS, action, LOST_AT + timedelta(days=1), str)
    return with_kyc(before, facts, SETTINGS, action, LOST_AT + timedelta(days=1), None)


def _gives(before: Contact, after: Contact) -> bool:
    """Whether an edit gave something that `full` requires, told another way than the rules do: field by field."""
    emails = {email.address.lower() for email in after.emails} - {email.address.lower() for email in before.emails}
    told = [emails]
    for name in ("id_card", "passport"):
        was, now = getattr(before.identifiers, name), getattr(after.identifiers, name)
        told.append(now is not None and now != was and (now.expires_on is None or now.expires_on > TODAY))
    return any(told)


def _require_only_what_is_new_to_revive(
    contact: Contact, edits: list[dict[str, object]], edited: Callable[[Contact, dict[str, object]], Contact]
) -> None:
    assert contact.kyc is not None
    state, was_given = contact.kyc.state, False
    required = rules_for(DEFINITION, contact.kind, profile_named(DEFINITION, "full") or DEFINITION.profiles[0])
    for edit in edits:
        after = edited(contact, edit)
        was_given = was_given or _gives(contact, after)
        assert after.kyc is not None
        if after.kyc.state is not state:
            assert was_given
            assert after.emails
            assert any(is_provided(after, rule, TODAY) for rule in required if rule.semi_optional)
            return
        contact = after


@pytest.mark.feature("S2.76", "S2.91")
@given(st.sampled_from([KycState.REFUTED, KycState.EXPIRED]), st.lists(st.sampled_from(EDITS), min_size=1, max_size=6))
def test_only_information_that_the_profile_requires_revives_it(state: KycState, edits: list[dict[str, object]]) -> None:
    _require_only_what_is_new_to_revive(_lost(state), edits, _edited)


def test_the_law_finds_an_edit_that_revives_without_giving_anything() -> None:
    def revived_by_any_edit(before: Contact, edit: dict[str, object]) -> Contact:
        assert before.kyc is not None
        return _edited(with_fields(before, kyc=with_fields(before.kyc, renewed=True)), edit)

    with pytest.raises(AssertionError):
        _require_only_what_is_new_to_revive(_lost(KycState.REFUTED), [{"title": "Dr"}], revived_by_any_edit)


@pytest.mark.feature("S2.76")
@pytest.mark.parametrize("edit", [one for one in EDITS if "emails" in one or "identifiers" in one], ids=str)
def test_new_information_does_revive_it(edit: dict[str, object]) -> None:
    before = _lost(KycState.REFUTED)
    after = _edited(before, edit)
    assert after.kyc is not None
    is_complete = bool(after.emails) and _gives(before, after)
    assert (after.kyc.state is KycState.PENDING_VERIFICATION) is is_complete


@pytest.mark.feature("S2.76")
@pytest.mark.parametrize(
    ("stored_at", "outcome"),
    [
        (LOST_AT - timedelta(seconds=1), "refuted"),
        # The bucket dates files to the second: one of the same second may be older.
        (LOST_AT.replace(microsecond=0), "refuted"),
        (LOST_AT, "refuted"),
        (LOST_AT + timedelta(days=1), "pending_verification"),
    ],
)
def test_only_a_document_that_was_stored_after_the_refutation_revives(stored_at: datetime, outcome: str) -> None:
    before = _lost(KycState.REFUTED)
    provided = documents_provided(before, DEFINITION, "id_card", stored_at, zone="UTC", now=stored_at)
    after = with_kyc(before, provided, SETTINGS, "attachment.stored", stored_at, None)
    assert after.kyc is not None
    assert after.kyc.state == outcome


@pytest.mark.feature("S2.103")
def test_a_scan_older_than_the_number_that_it_is_to_prove_does_not_count() -> None:
    asked = rules_for(DEFINITION, a_contact().kind, profile_named(DEFINITION, "full") or DEFINITION.profiles[0])
    before = a_contact(created_at=JANUARY, **EMAIL, **CARD)
    renewed = Contact.model_validate(before.model_dump() | {"identifiers": {"id_card": {"number": "X2"}}})
    after = with_identifiers_since(before, renewed, LOST_AT)
    scan = {"id_card": LOST_AT - timedelta(days=3)}
    assert missing_documents(before, asked, scan, TODAY) == []
    assert missing_documents(after, asked, scan, TODAY) == ["id_card"]
    assert missing_documents(after, asked, {"id_card": LOST_AT + timedelta(minutes=1)}, TODAY) == []
    # What is the same as before stands since before.
    again = with_identifiers_since(after, with_fields(after, title="Dr"), LOST_AT + timedelta(days=9))
    assert again.identifiers_since == {"id_card": LOST_AT}


@pytest.mark.feature("S2.92")
def test_a_change_down_whose_end_is_past_starts_pending() -> None:
    rule = {"field": "identifiers.id_card.number", "required_for": ["basic"]}
    definition = Kyc.model_validate(
        {"profiles": [{"profile": "basic", "level": 1}, {"profile": "full", "level": 2}], "person_rules": [rule]}
    )
    ended = {"identifiers": {"id_card": {"number": "X1", "expires_on": "2026-01-31"}}}
    kyc = {"profile": "full", "state": "verified", "assigned_on": "2026-01-01"}
    for identifiers, state in ((ended, "pending_verification"), (CARD, "verified")):
        moved = rules.change(a_contact(open_accounts=1, kyc=kyc, **identifiers), definition, "basic", TODAY)
        assert moved.kyc is not None
        assert moved.kyc.state == state
        # It is so for whoever looks, and for the job.
        assert standing_on(moved, TODAY) == moved


@pytest.mark.feature("S2.92", "S2.94", "S2.104")
@pytest.mark.parametrize("wanted", ["full", "premium"])
def test_a_profile_that_waits_for_a_new_document_stays_pending_until_one_is_proven(wanted: str) -> None:
    ended = {"number": "X1", "expires_on": TODAY}
    identifiers = {"id_card": ended, "passport": {"number": "P1", "expires_on": "2031-01-31"}}
    kyc = {"profile": "premium" if wanted == "full" else "full", "state": "pending_verification", "assigned_on": "2026-01-01"}
    phone = {"phones": [{"number": "+35799123456", "primary": True}]}
    held = a_contact(open_accounts=1, had_account=True, created_at=JANUARY, **EMAIL, **phone, identifiers=identifiers, kyc=kyc)
    waiting = rules.change(held, DEFINITION, wanted, TODAY)
    tomorrow = TODAY + timedelta(days=1)
    for contact in (
        waiting,
        _edited(waiting, {"title": "Dr"}),
        _edited(waiting, {"identifiers": identifiers | {"id_card": None}}),
    ):
        stands = standing_on(contact, tomorrow).kyc
        assert stands is not None
        assert stands.state == "pending_verification"
    with pytest.raises(RuleBroken) as refused:
        rules.verify(waiting, DEFINITION, {"id_card": LOST_AT, "passport": LOST_AT}, TODAY)
    assert (refused.value.code, refused.value.errors[0].field) == ("information_missing", "/identifiers/id_card/expires_on")
    assert information_to_ask_for(waiting, DEFINITION, TODAY).fields == ("identifiers.id_card.expires_on",)

    new = {"id_card": {"number": "X1", "expires_on": "2026-06-01"}}
    given = _edited(waiting, {"identifiers": identifiers | new})
    stored_at = LOST_AT + timedelta(days=2)
    proven = documents_provided(given, DEFINITION, "id_card", stored_at, zone="UTC", now=stored_at)
    assert proven.kyc is not None
    assert proven.kyc.expires_on == date(2026, 6, 1)
    verified = rules.verify(given, DEFINITION, {"id_card": stored_at}, stored_at.date()).kyc
    assert verified is not None
    assert (verified.state, verified.expires_on, verified.waits_for) == ("verified", date(2026, 6, 1), {})


@pytest.mark.feature("S2.76")
def test_a_lost_profile_is_never_replaced_by_a_lower_one_that_needs_no_verification() -> None:
    lost = _lost(KycState.REFUTED)
    assert lost.kyc is not None
    lost = with_fields(lost, kyc=with_fields(lost.kyc, renewed=True))
    without_card = with_fields(lost, identifiers=a_contact().identifiers)
    assert rules.assigned_on_edit(without_card, DEFINITION, TODAY) == without_card
    given = rules.assigned_on_edit(lost, with_fields(DEFINITION, assign=KycAssign.LOWEST), TODAY).kyc
    assert given is not None
    assert (given.profile, given.state) == ("full", "pending_verification")
