"""KYC profiles: the matrix of states and actions, terms and documents."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import ends
from contactbook.domain.kyc import profiles as rules
from contactbook.domain.kyc.proofs import missing_documents
from contactbook.domain.kyc.provision import documents_provided
from contactbook.domain.kyc.rules import definition_errors, missing_information, profile_named, rules_for
from contactbook.domain.kyc.terms import require_credit_limit_allowed
from contactbook.domain.settings.fields import CustomFields
from contactbook.domain.settings.kyc import Kyc
from tests.builders.contacts import a_contact

TODAY = date(2026, 3, 2)
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 1, 12, tzinfo=UTC)
DEFINITION = Kyc.model_validate(
    {
        "profiles": [
            {"profile": "basic", "level": 1, "requires_verification": False, "maximum_credit_limit": "500.00"},
            {
                "profile": "full",
                "level": 2,
                "requires_verification": True,
                "maximum_credit_limit": "5000.00",
                "expires_after_days": 365,
            },
            {"profile": "premium", "level": 3, "requires_verification": True},
        ],
        "person_rules": [
            {"field": "emails", "required_for": ["basic", "full"]},
            {
                "field": "identifiers.id_card.number",
                "required_for": ["full"],
                "semi_optional": True,
                "attachment_classification": "id_card",
            },
            {
                "field": "identifiers.passport.number",
                "required_for": ["full"],
                "semi_optional": True,
                "attachment_classification": "passport",
            },
            {"field": "phones", "required_for": ["premium"]},
        ],
        "company_rules": [{"field": "identifiers.vat_number", "required_for": ["basic"]}],
    }
)
EMAIL = {"emails": [{"address": "a@example.com", "primary": True}]}
CARD = {"identifiers": {"id_card": {"number": "X1", "expires_on": "2030-01-31"}}}
PHONE = {"phones": [{"number": "+35799123456", "primary": True}]}


def _customer(**said) -> Contact:
    return a_contact(**{"open_accounts": 1, "had_account": True, "created_at": JANUARY} | said)


def _held(profile: str, state: KycState, **said) -> Contact:
    return _customer(**EMAIL, **CARD, kyc={"profile": profile, "state": state, "assigned_on": "2026-01-01"}, **said)


def _renewed(contact: Contact) -> Contact:
    return contact.model_copy(update={"kyc": contact.kyc.model_copy(update={"renewed": True})}) if contact.kyc else contact


def _state(contact: Contact) -> tuple[str, str] | None:
    return (contact.kyc.profile, contact.kyc.state.value) if contact.kyc else None


class TestAssignment:
    @pytest.mark.feature("S2.73", "S2.74", "S2.88")
    def test_a_customer_gets_the_profile_it_qualifies_for_on_edit(self):
        assert _state(rules.assigned_on_edit(_customer(**EMAIL), DEFINITION, TODAY)) == ("basic", "verified")

    @pytest.mark.feature("S2.76")
    def test_of_several_profiles_the_highest_is_given(self):
        assert _state(rules.assigned_on_edit(_customer(**EMAIL, **CARD), DEFINITION, TODAY)) == ("full", "pending_verification")

    @pytest.mark.feature("S2.76")
    def test_a_tenant_can_ask_for_the_lowest(self):
        lowest = DEFINITION.model_copy(update={"assign": "lowest"})
        assert _state(rules.assigned_on_edit(_customer(**EMAIL, **CARD), lowest, TODAY)) == ("basic", "verified")

    @pytest.mark.feature("S2.75")
    def test_without_an_account_or_without_the_fields_nothing_is_given(self):
        assert rules.assigned_on_edit(a_contact(**EMAIL), DEFINITION, TODAY).kyc is None
        assert rules.assigned_on_edit(_customer(), DEFINITION, TODAY).kyc is None

    @pytest.mark.feature("S2.76")
    @pytest.mark.parametrize("state", [KycState.PENDING_VERIFICATION, KycState.VERIFIED])
    def test_a_held_profile_is_kept_on_later_edits(self, state):
        assert _state(rules.assigned_on_edit(_held("basic", state), DEFINITION, TODAY)) == ("basic", state.value)

    @pytest.mark.feature("S2.76", "S2.91")
    @pytest.mark.parametrize("state", [KycState.REFUTED, KycState.EXPIRED])
    def test_a_refuted_or_expired_contact_goes_through_the_flow_again_once_something_new_came_in(self, state):
        lost = _held("full", state)
        assert rules.assigned_on_edit(lost, DEFINITION, TODAY) == lost
        assert _state(rules.assigned_on_edit(_renewed(lost), DEFINITION, TODAY)) == ("full", "pending_verification")

    @pytest.mark.feature("S2.77")
    def test_companies_have_rules_of_their_own(self):
        company = {"kind": "company", "company_name": "Acme", "last_name": None}
        assert rules.assigned_on_edit(_customer(**company, **EMAIL), DEFINITION, TODAY).kyc is None
        with_vat = _customer(**company, identifiers={"vat_number": "CY10259033P"})
        assert rules.assigned_on_edit(with_vat, DEFINITION, TODAY).kyc.profile == "premium"

    @pytest.mark.feature("S2.101", "S2.103")
    def test_a_document_that_has_ended_does_not_count_again(self):
        ended = _customer(**EMAIL, identifiers={"id_card": {"number": "X1", "expires_on": TODAY}})
        assert _state(rules.assigned_on_edit(ended, DEFINITION, TODAY)) == ("basic", "verified")


# What each action makes of each state; a string in brackets is the code of its refusal.
MATRIX = {
    "assign full": ("[profile_held]", "[profile_held]", "[nothing_new]", "[nothing_new]"),
    "assign full, with something new": ("[profile_held]", "[profile_held]", "pending_verification", "pending_verification"),
    "verify": ("verified", "[kyc_state]", "[kyc_state]", "[kyc_state]"),
    "refute": ("refuted", "[kyc_state]", "[kyc_state]", "[kyc_state]"),
    "change down": ("verified", "verified", "verified", "verified"),
    "change up": ("pending_verification", "[information_missing]", "pending_verification", "pending_verification"),
    "change to the same": ("[same_profile]", "[same_profile]", "[same_profile]", "[same_profile]"),
    "expire": ("expired", "expired", "refuted", "expired"),
}
STATES = (KycState.PENDING_VERIFICATION, KycState.VERIFIED, KycState.REFUTED, KycState.EXPIRED)
ACTIONS = {
    "assign full": lambda contact: rules.assign(contact, DEFINITION, "full", TODAY),
    "assign full, with something new": lambda contact: rules.assign(_renewed(contact), DEFINITION, "full", TODAY),
    "verify": lambda contact: rules.verify(contact, DEFINITION, {"id_card": FEBRUARY}, TODAY),
    "refute": lambda contact: rules.refute(contact, "blurred"),
    "change down": lambda contact: rules.change(contact, DEFINITION, "basic", TODAY),
    "change up": lambda contact: rules.change(contact, DEFINITION, "premium", TODAY),
    "change to the same": lambda contact: rules.change(contact, DEFINITION, "full", TODAY),
    "expire": lambda contact: ends.expire(contact) if ends.is_due_to_expire(contact, TODAY) else contact,
}


@pytest.mark.feature("S2.85", "S2.86", "S2.87", "S2.89", "S2.90", "S2.91", "S2.92", "S2.93", "S2.94", "S2.95", "S2.97")
@pytest.mark.parametrize(("action", "outcomes"), MATRIX.items(), ids=MATRIX.keys())
@pytest.mark.parametrize("place", range(4), ids=[state.value for state in STATES])
def test_the_matrix_of_states_and_actions(action, outcomes, place):
    contact = _held("full", STATES[place])
    if action == "expire":
        contact = contact.model_copy(update={"kyc": contact.kyc.model_copy(update={"expires_on": TODAY})})
    try:
        outcome = ACTIONS[action](contact).kyc.state.value
    except RuleBroken as refused:
        outcome = f"[{refused.code}]"
    assert outcome == outcomes[place]


@pytest.mark.feature("S2.93")
def test_a_verified_contact_moves_up_once_its_information_is_there():
    assert _state(rules.change(_held("full", KycState.VERIFIED, **PHONE), DEFINITION, "premium", TODAY)) == (
        "premium",
        "pending_verification",
    )


def test_an_unknown_profile_is_refused():
    with pytest.raises(ValidationFailed):
        rules.change(_held("full", KycState.VERIFIED), DEFINITION, "gold", TODAY)


@pytest.mark.feature("S2.73")
def test_only_a_customer_can_be_given_a_profile():
    with pytest.raises(RuleBroken, match="customer"):
        rules.assign(a_contact(**EMAIL), DEFINITION, "basic", TODAY)


class TestDocuments:
    @pytest.mark.feature("S2.82", "S2.83")
    def test_a_profile_is_not_verified_while_a_document_is_missing(self):
        with pytest.raises(RuleBroken) as refused:
            rules.verify(_held("full", KycState.PENDING_VERIFICATION), DEFINITION, {}, TODAY)
        assert refused.value.code == "document_missing"

    @pytest.mark.feature("S2.81")
    def test_of_semi_optional_fields_one_document_is_enough(self):
        asked = rules_for(DEFINITION, a_contact().kind, profile_named(DEFINITION, "full"))
        assert missing_documents(_held("full", KycState.PENDING_VERIFICATION), asked, {"id_card": FEBRUARY}, TODAY) == []

    @pytest.mark.feature("S2.79", "S2.81")
    def test_missing_fields_name_what_to_ask_for(self):
        asked = rules_for(DEFINITION, a_contact().kind, profile_named(DEFINITION, "full"))
        assert list(missing_information(a_contact(), asked, TODAY).fields) == [
            "emails",
            "identifiers.id_card.number",
            "identifiers.passport.number",
        ]
        assert list(missing_information(a_contact(**EMAIL, **CARD), asked, TODAY).fields) == []


class TestExpiry:
    @pytest.mark.feature("S2.98", "S2.100", "S2.102")
    def test_the_earliest_of_term_and_documents_ends_the_profile(self):
        contact = rules.assigned_on_edit(
            _customer(
                **EMAIL,
                identifiers={
                    "id_card": {"number": "X", "expires_on": "2026-12-01"},
                    "passport": {"number": "P", "expires_on": "2026-06-01"},
                },
            ),
            DEFINITION,
            TODAY,
        )
        assert (contact.kyc.expires_on, contact.kyc.expires_because) == (date(2026, 6, 1), "passport")

    @pytest.mark.feature("S2.104")
    def test_an_ended_document_expires_the_profile_though_another_is_valid(self):
        contact = _held("full", KycState.VERIFIED).model_copy(
            update={
                "identifiers": a_contact(
                    identifiers={
                        "id_card": {"number": "X", "expires_on": "2026-03-02"},
                        "passport": {"number": "P", "expires_on": "2035-01-01"},
                    }
                ).identifiers
            }
        )
        dated = ends.with_expiry(contact, DEFINITION)
        assert ends.is_due_to_expire(dated, TODAY)
        assert ends.expire(dated).kyc.expires_because == "id_card"

    @pytest.mark.feature("S2.99")
    def test_the_term_starts_with_the_later_of_assignment_and_documents(self):
        contact = documents_provided(_held("full", KycState.VERIFIED), DEFINITION, "id_card", FEBRUARY, zone="UTC", now=FEBRUARY)
        assert contact.kyc.expires_on == date(2026, 2, 1) + timedelta(days=365)

    @pytest.mark.feature("S2.99")
    def test_a_document_that_the_profile_does_not_ask_for_changes_nothing(self):
        contact = _held("full", KycState.VERIFIED)
        assert documents_provided(contact, DEFINITION, "contract", FEBRUARY, zone="UTC", now=FEBRUARY) == contact

    @pytest.mark.feature("S2.96")
    def test_a_change_resets_the_term(self):
        moved = rules.change(_held("basic", KycState.VERIFIED), DEFINITION, "full", TODAY)
        assert (moved.kyc.assigned_on, moved.kyc.expires_on) == (TODAY, TODAY + timedelta(days=365))

    @pytest.mark.feature("S2.106")
    def test_an_always_valid_profile_never_expires_by_period(self):
        contact = rules.assigned_on_edit(_customer(**EMAIL), DEFINITION, TODAY)
        assert contact.kyc.expires_on is None
        assert not ends.is_due_to_expire(contact, date.max)

    @pytest.mark.feature("S2.103")
    def test_a_document_that_needs_no_renewal_does_not_end_the_profile(self):
        relaxed = DEFINITION.model_copy(
            update={
                "person_rules": tuple(rule.model_copy(update={"requires_renewal": False}) for rule in DEFINITION.person_rules)
            }
        )
        assert ends.with_expiry(_held("full", KycState.VERIFIED), relaxed).kyc.expires_because == "period"

    @pytest.mark.feature("S2.105")
    def test_a_profile_expires_on_the_printed_date_itself(self):
        contact = ends.with_expiry(_held("full", KycState.VERIFIED), DEFINITION)
        last = contact.kyc.expires_on
        assert last is not None
        assert not ends.is_due_to_expire(contact, last - timedelta(days=1))
        assert ends.is_due_to_expire(contact, last)

    @given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(min_value=1, max_value=36_500))
    def test_a_term_is_so_many_days_whatever_the_calendar(self, start, days):
        definition = Kyc.model_validate({"profiles": [{"profile": "p", "level": 1, "expires_after_days": days}]})
        contact = rules.assigned_on_edit(_customer(), definition, start)
        assert (contact.kyc.expires_on - start).days == days


class TestDefinition:
    @pytest.mark.feature("S2.84")
    def test_a_field_of_a_lower_level_is_asked_for_at_every_higher_one(self):
        asked = rules_for(DEFINITION, a_contact().kind, profile_named(DEFINITION, "premium"))
        assert {rule.field for rule in asked} == {"emails", "identifiers.id_card.number", "identifiers.passport.number", "phones"}

    @pytest.mark.feature("S2.84")
    def test_a_field_cannot_be_taken_from_a_higher_level_alone(self):
        changed = _with_rules([{"field": "emails", "required_for": ["basic"]}])
        assert [error.code for error in definition_errors(DEFINITION, changed, CustomFields())] == ["removed_from_higher_level"]

    @pytest.mark.feature("S2.80")
    def test_one_semi_optional_field_alone_is_refused(self):
        changed = _with_rules([{"field": "emails", "required_for": ["full"], "semi_optional": True}])
        assert [error.code for error in definition_errors(Kyc(), changed, CustomFields())] == ["one_semi_optional_field"]

    @pytest.mark.feature("S2.78")
    def test_a_rule_names_profiles_that_exist(self):
        changed = _with_rules([{"field": "emails", "required_for": ["gold"]}])
        assert [error.code for error in definition_errors(Kyc(), changed, CustomFields())] == ["unknown_profile"]

    def test_levels_and_names_are_each_used_once(self):
        twice = Kyc.model_validate({"profiles": [{"profile": "a", "level": 1}, {"profile": "a", "level": 1}]})
        assert [error.code for error in definition_errors(Kyc(), twice, CustomFields())] == ["repeated_profile", "repeated_level"]

    def test_the_definition_of_the_tests_is_sound(self):
        assert definition_errors(Kyc(), DEFINITION, CustomFields()) == []


@pytest.mark.feature("S2.107", "S2.71")
def test_a_credit_limit_above_the_profiles_is_refused():
    contact = _held("basic", KycState.VERIFIED)
    require_credit_limit_allowed(contact, DEFINITION, Decimal("500.00"))
    with pytest.raises(RuleBroken, match="credit limit"):
        require_credit_limit_allowed(contact, DEFINITION, Decimal("500.01"))


def _with_rules(person_rules: list[dict]) -> Kyc:
    return Kyc.model_validate({"profiles": DEFINITION.model_dump(mode="json")["profiles"], "person_rules": person_rules})
