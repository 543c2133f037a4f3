"""Criteria are no oracle about a contact that the caller may only select (S3.15, S8.3)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contacts.record import Contact
from contactbook.domain.segments.criteria import certainly_matches, matches
from contactbook.domain.segments.criteria_fields import ACCOUNT_FIELDS, CONTACT_FIELDS, SELECTABLE
from contactbook.domain.segments.criteria_parsing import parsed
from contactbook.domain.settings.fields import CustomFields
from tests.builders.notifications import a_reachable_contact

TODAY = date(2026, 3, 2)
KYC = {"profile": "full", "state": "verified", "assigned_on": "2026-01-01", "expires_on": "2026-03-31"}
# Contacts that differ only in what a caller may not know who may only select them.
ALIKE = [
    a_reachable_contact(tags=("vip",)),
    a_reachable_contact(
        tags=("vip",), emails=[{"type": "personal", "address": "other@example.com"}], language="en", date_of_birth="1971-04-23"
    ),
    a_reachable_contact(
        tags=("vip",), emails=(), phones=(), addresses=(), kyc=KYC, industry="banking", open_accounts=2, had_account=True
    ),
]
LEAVES = [
    {"field": "kind", "is": "person"},
    {"field": "first_name", "is": "nobody"},
    {"field": "tags", "contains": "vip"},
    {"field": "owned_by_group", "exists": False},
    {"field": "emails", "is": "other@example.com"},
    {"field": "emails", "is_not": "other@example.com"},
    {"field": "phones", "exists": True},
    {"field": "kyc.profile", "is": "full"},
    {"field": "date_of_birth", "before": "1980-01-01"},
    {"field": "open_accounts", "is": 2},
    {"field": "account.name", "exists": True},
    {"field": "account.name", "exists": False},
]
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda of: {"all": of}),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: {"any": of}),
        inner.map(lambda one: {"not": one}),
    ),
    max_leaves=8,
)


def criteria(tree: Any) -> Any:
    return parsed(tree, CustomFields())


@given(TREES)
@pytest.mark.feature("S8.3", "S3.15")
def test_the_answer_depends_on_nothing_that_may_not_be_known_and_is_never_wrong(tree: Any) -> None:
    asked = criteria(tree)
    answers = {certainly_matches(asked, contact) for contact in ALIKE}
    assert len(answers) == 1
    if answers == {True}:
        assert all(matches(asked, contact, (), TODAY) for contact in ALIKE)


@pytest.mark.feature("S3.15")
@pytest.mark.parametrize(
    ("tree", "is_member"),
    [
        ({"field": "tags", "contains": "vip"}, True),
        ({"not": {"field": "tags", "contains": "gold"}}, True),
        ({"any": [{"field": "emails", "exists": True}, {"field": "tags", "contains": "vip"}]}, True),
        ({"all": [{"field": "emails", "exists": True}, {"field": "tags", "contains": "vip"}]}, False),
        ({"not": {"all": [{"field": "emails", "exists": True}, {"field": "tags", "contains": "gold"}]}}, True),
        ({"all": []}, True),
    ],
)
def test_a_contact_is_a_member_if_what_may_be_known_says_so(tree: Any, is_member: bool) -> None:
    assert {certainly_matches(criteria(tree), contact) for contact in ALIKE} == {is_member}


def _differs(asked: Any, contacts: list[Contact]) -> bool:
    return len({matches(asked, contact, (), TODAY) for contact in contacts}) > 1


def test_criteria_that_are_matched_against_everything_are_an_oracle() -> None:
    """The deliberately broken variant: without the rule, hidden values decide."""
    assert any(_differs(criteria(leaf), ALIKE) for leaf in LEAVES)


@pytest.mark.feature("S3.15")
def test_what_may_be_known_is_kind_name_tags_lists_categories_and_owner() -> None:
    assert CONTACT_FIELDS.keys() >= SELECTABLE
    assert not SELECTABLE & ACCOUNT_FIELDS.keys()
    names = {"first_name", "middle_name", "last_name", "full_name", "company_name"}
    assert SELECTABLE - names == {"contact_id", "kind", "tags", "list_ids", "categories", "owned_by_group"}
