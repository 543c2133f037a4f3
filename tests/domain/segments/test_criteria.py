"""What criteria accept, and whom they match."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.contacts.record import Contact
from contactbook.domain.segments.criteria import matches
from contactbook.domain.segments.criteria_parsing import DEEPEST, MOST_LEAVES, parsed, parsed_conditions
from contactbook.domain.segments.segments import EveryContact, KycExpiring, ListMembers, best_source
from contactbook.domain.settings.fields import CustomFields
from tests.builders.accounts import an_account
from tests.builders.notifications import a_reachable_contact

TODAY = date(2026, 3, 2)
CUSTOM = CustomFields.model_validate(
    {
        "fields": [
            {"name": "shoe_size", "label": "Shoe size", "type": "number"},
            {"name": "joined_on", "label": "Joined", "type": "date"},
        ]
    }
)
KYC = {"profile": "full", "state": "verified", "assigned_on": "2026-01-01", "expires_on": "2026-03-31"}


def fits(criteria: Any, contact: Contact | None = None, *accounts: Account, today: date = TODAY) -> bool:
    return matches(parsed(criteria, CUSTOM), contact or a_reachable_contact(), accounts, today)


def wrong(criteria: Any) -> dict[str, str]:
    with pytest.raises(ValidationFailed) as refused:
        parsed(criteria, CUSTOM)
    return {error.field: error.code for error in refused.value.errors}


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ({"field": "first_name", "is": "ELENI"}, True),
        ({"field": "first_name", "is": "Ele"}, False),
        ({"field": "first_name", "is_not": "eleni"}, False),
        ({"field": "middle_name", "is_not": "eleni"}, True),
        ({"field": "first_name", "in": ["Maria", "Eleni"]}, True),
        ({"field": "first_name", "contains": "LEN"}, True),
        ({"field": "full_name", "starts_with": "eleni g"}, True),
        ({"field": "tags", "contains": "vip"}, True),
        ({"field": "tags", "contains": "vi"}, False),
        ({"field": "tags", "in": ["gold", "VIP"]}, True),
        ({"field": "tags", "is_not": "gold"}, True),
        ({"field": "tags", "exists": True}, True),
        ({"field": "categories", "exists": True}, False),
        ({"field": "middle_name", "exists": False}, True),
        ({"field": "emails", "contains": "Eleni@Example.com"}, True),
        ({"field": "phones", "starts_with": "+357"}, True),
        ({"field": "emails.address", "starts_with": "eleni@"}, True),
        ({"field": "phones.number", "starts_with": "+30"}, False),
        ({"field": "addresses.country", "is": "CY"}, True),
        ({"field": "addresses.city", "in": ["Limassol"]}, False),
        ({"field": "preferences.direct_marketing", "is": True}, True),
        ({"field": "preferences.direct_marketing", "is_not": True}, False),
        ({"field": "date_of_birth", "before": "1990-01-01"}, True),
        ({"field": "date_of_birth", "after": "1990-01-01"}, False),
        ({"field": "created_at", "before": "today"}, True),
        ({"field": "life_cycle_state", "is": "marketing"}, True),
        ({"field": "stage", "is": "lead"}, True),
        ({"field": "past_customer", "is": False}, True),
        ({"field": "missing_contact_information", "exists": True}, False),
        ({"field": "custom.shoe_size", "is": 42}, True),
        ({"field": "custom.joined_on", "before": "today"}, True),
    ],
)
def test_a_leaf_compares_its_field(leaf: dict[str, Any], expected: bool) -> None:
    contact = a_reachable_contact(tags=["VIP"], date_of_birth="1985-04-12", custom={"shoe_size": 42, "joined_on": "2020-01-01"})

    assert fits(leaf, contact) is expected


@pytest.mark.feature("S0.2")
@pytest.mark.parametrize(
    ("leaf", "expected"),
    [({"contains": "phone"}, True), ({"is": "email"}, False), ({"in": ["mailing_address"]}, True), ({"exists": False}, False)],
)
def test_what_the_contact_level_lacks_can_be_asked_for(leaf: dict[str, Any], expected: bool) -> None:
    lacking = a_reachable_contact(phones=[], addresses=[])
    assert fits({"field": "missing_contact_information", **leaf}, lacking) is expected


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize("tag", ["primary-shared-contact", "secondary-shared-contact"])
def test_the_tags_of_the_sync_can_be_asked_for(tag: str) -> None:
    assert fits({"field": "tags", "contains": tag}, a_reachable_contact(tags=[tag]))
    assert not fits({"field": "tags", "contains": tag}, a_reachable_contact())


@pytest.mark.feature("S2.108")
@pytest.mark.parametrize(
    ("expires_on", "days", "expected"),
    [
        ("2026-03-02", 30, True),
        ("2026-04-01", 30, True),
        ("2026-04-02", 30, False),
        ("2026-03-01", 30, False),
        ("2026-03-01", -1, True),
        ("2026-02-28", -1, False),
        ("2026-03-02", 0, True),
    ],
)
def test_within_days_counts_from_today_with_both_ends(expires_on: str, days: int, expected: bool) -> None:
    contact = a_reachable_contact(kyc=KYC | {"expires_on": expires_on})

    assert fits({"field": "kyc.expires_on", "within_days": days}, contact) is expected


@pytest.mark.feature("S2.108")
@pytest.mark.parametrize("state", ["refuted", "expired"])
def test_a_profile_that_is_not_held_does_not_expire_any_more(state: str) -> None:
    assert not fits({"field": "kyc.expires_on", "within_days": 60}, a_reachable_contact(kyc=KYC | {"state": state}))


@pytest.mark.feature("S2.65")
@pytest.mark.parametrize(
    ("name_day", "today", "expected"),
    [
        ("08-15", date(2026, 8, 15), True),
        ("08-15", date(2026, 8, 14), False),
        (None, date(2026, 8, 15), False),
        ("02-29", date(2024, 2, 29), True),
        ("02-29", date(2026, 2, 28), True),
        ("02-29", date(2024, 2, 28), False),
    ],
)
def test_name_day_is_today_can_be_asked(name_day: str | None, today: date, expected: bool) -> None:
    assert fits({"field": "name_day", "is": "today"}, a_reachable_contact(name_day=name_day), today=today) is expected


@pytest.mark.feature("S2.65")
def test_a_name_day_within_days_reaches_over_the_end_of_the_year() -> None:
    contact = a_reachable_contact(name_day="01-01")

    assert fits({"field": "name_day", "within_days": 7}, contact, today=date(2026, 12, 28))
    assert not fits({"field": "name_day", "within_days": 3}, contact, today=date(2026, 12, 28))


def test_fields_of_accounts_ask_each_account_that_is_in_question() -> None:
    priority, savings = an_account("acc_1", service="priority"), an_account("acc_2", service="savings")

    assert fits({"field": "account.service", "is": "savings"}, a_reachable_contact(), priority, savings)
    assert not fits({"field": "account.service", "is": "savings"}, a_reachable_contact(), priority)
    assert not fits({"field": "account.service", "is": "savings"})


@pytest.mark.parametrize(
    ("criteria", "pointer", "code"),
    [
        ({"field": "shoe_size", "is": 1}, "/criteria/field", "unknown_criteria_field"),
        ({"field": "custom.unknown", "is": "x"}, "/criteria/field", "unknown_criteria_field"),
        ({"field": 3, "is": "x"}, "/criteria/field", "unknown_criteria_field"),
        ({"field": "identifiers.social_security_number", "is": "1"}, "/criteria/field", "unknown_criteria_field"),
        ({"field": "tags"}, "/criteria", "not_one_operator"),
        ({"field": "tags", "is": "x", "in": ["y"]}, "/criteria", "not_one_operator"),
        ({"field": "tags", "like": "x"}, "/criteria", "not_one_operator"),
        ({"field": "tags", "before": "2026-01-01"}, "/criteria/before", "operator_does_not_fit"),
        ({"field": "preferences.direct_marketing", "is": "yes"}, "/criteria/is", "value_does_not_fit"),
        ({"field": "kyc.expires_on", "before": "soon"}, "/criteria/before", "value_does_not_fit"),
        ({"field": "kyc.expires_on", "before": "2026-02-30"}, "/criteria/before", "value_does_not_fit"),
        ({"field": "kyc.expires_on", "within_days": "30"}, "/criteria/within_days", "value_does_not_fit"),
        ({"field": "kyc.expires_on", "within_days": True}, "/criteria/within_days", "value_does_not_fit"),
        ({"field": "kyc.expires_on", "is": "2026-W01-1"}, "/criteria/is", "value_does_not_fit"),
        ({"field": "name_day", "is": "W01-1"}, "/criteria/is", "value_does_not_fit"),
        ({"field": "open_accounts", "is": 10**400}, "/criteria/is", "value_does_not_fit"),
        ({"field": "name_day", "is": "13-01"}, "/criteria/is", "value_does_not_fit"),
        ({"field": "tags", "in": []}, "/criteria/in", "value_does_not_fit"),
        ({"field": "tags", "exists": "true"}, "/criteria/exists", "value_does_not_fit"),
        ({"field": "first_name", "is": " "}, "/criteria/is", "value_does_not_fit"),
        ({"field": "custom.shoe_size", "is": "wide"}, "/criteria/is", "value_does_not_fit"),
        ({}, "/criteria", "not_criteria"),
        ({"all": [], "any": []}, "/criteria", "not_criteria"),
        ({"any": []}, "/criteria/any", "not_a_list"),
        ({"all": {}}, "/criteria/all", "not_a_list"),
        ({"all": ["x"]}, "/criteria/all/0", "not_an_object"),
        ({"not": {"all": [{"field": "nothing", "is": "x"}]}}, "/criteria/not/all/0/field", "unknown_criteria_field"),
    ],
)
def test_criteria_that_do_not_fit_are_refused_where_they_are_wrong(criteria: Any, pointer: str, code: str) -> None:
    assert wrong(criteria) == {pointer: code}


def test_criteria_are_bounded_in_depth_and_number() -> None:
    leaf: Any = {"field": "tags", "exists": True}
    deep = leaf
    for _ in range(DEEPEST):
        deep = {"not": deep}

    assert set(wrong(deep).values()) == {"too_deep"}
    assert set(wrong({"all": [leaf] * (MOST_LEAVES + 5)}).values()) == {"too_many"}


def test_conditions_must_all_hold_and_none_hold_for_everyone() -> None:
    conditions: Any = [{"field": "tags", "contains": "vip"}, {"field": "first_name", "is": "Eleni"}]

    both = parsed_conditions(conditions, CUSTOM)

    assert not matches(both, a_reachable_contact(), (), TODAY)
    assert matches(both, a_reachable_contact(tags=["vip"]), (), TODAY)
    assert matches(parsed_conditions([], CUSTOM), a_reachable_contact(), (), TODAY)


LEAVES = st.sampled_from([("a", {"field": "tags", "contains": "a"}), ("b", {"field": "tags", "contains": "b"})])
TREES = st.recursive(
    LEAVES.map(lambda leaf: leaf[1]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)


def truth(criteria: Any, tags: set[str]) -> bool:
    if "field" in criteria:
        return criteria["contains"] in tags
    if "all" in criteria:
        return all(truth(part, tags) for part in criteria["all"])
    if "any" in criteria:
        return any(truth(part, tags) for part in criteria["any"])
    return not truth(criteria["not"], tags)


@given(criteria=TREES, tags=st.sets(st.sampled_from(["a", "b", "c"])))
def test_joined_criteria_mean_what_logic_says(criteria: Any, tags: set[str]) -> None:
    try:
        found = parsed(criteria, CUSTOM)
    except ValidationFailed as error:
        assert {one.code for one in error.errors} == {"too_deep"}  # noqa: PT017 - not every tree fails
        return
    assert matches(found, a_reachable_contact(tags=sorted(tags)), (), TODAY) is truth(criteria, tags)


@pytest.mark.parametrize(
    ("criteria", "source"),
    [
        ({"field": "list_ids", "contains": "lst_01JABC"}, ListMembers("lst_01JABC")),
        ({"all": [{"all": [{"field": "list_ids", "is": "lst_1"}]}, {"field": "tags", "is": "x"}]}, ListMembers("lst_1")),
        ({"field": "kyc.expires_on", "within_days": 30}, KycExpiring(TODAY, date(2026, 4, 1))),
        ({"field": "kyc.expires_on", "before": "2026-04-01"}, KycExpiring(date.min, date(2026, 4, 1))),
        ({"field": "kyc.expires_on", "is": "today"}, KycExpiring(TODAY, TODAY)),
        ({"not": {"field": "list_ids", "contains": "lst_1"}}, EveryContact()),
        ({"any": [{"field": "list_ids", "contains": "lst_1"}]}, EveryContact()),
        ({"field": "list_ids", "contains": "a#b"}, EveryContact()),
        ({"field": "kyc.expires_on", "after": "2026-04-01"}, EveryContact()),
    ],
)
def test_members_are_looked_for_in_the_smallest_partition_that_holds_them_all(criteria: Any, source: Any) -> None:
    assert best_source(parsed(criteria, CUSTOM), TODAY) == source


@pytest.mark.parametrize(("field", "value"), [("kyc.expires_on", "2026-02-30"), ("name_day", "13-01"), ("name_day", "02-30")])
def test_a_day_that_the_calendar_does_not_have_is_refused_in_our_words(field: str, value: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        parsed({"field": field, "is": value}, CustomFields())
    assert [found.message for found in refused.value.errors] == ["The calendar has no such day."]
