"""Removing changes from a contact."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.audit.entries import changes_between
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.reverting import without_changes
from tests.builders.contacts import NOW, USER, a_contact

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "first_name": st.sampled_from(["Eleni", "Maria", None]),
        "gender": st.sampled_from(["female", None]),
        "tags": st.lists(st.sampled_from(["vip", "gold"]), unique=True),
        "identifiers": st.fixed_dictionaries({}, optional={"vat_number": st.sampled_from(["1", "2"])}),
        "emails": st.lists(st.just({"type": "work", "address": "a@example.com", "primary": True}), max_size=1),
        "preferences": st.just({"direct_marketing": {"value": True, "asked": True, "changed_at": NOW, "changed_by": USER}}),
        "consent": st.just({"state": "accepted", "updated_at": NOW, "updated_by": USER}),
        "custom": st.dictionaries(st.sampled_from(["height", "member"]), st.sampled_from(["a", True, 3])),
        "list_ids": st.lists(st.sampled_from(["lst_1", "lst_2"]), unique=True),
    },
)


@given(st.lists(FIELDS, min_size=2, max_size=4))
def test_removing_all_changes_restores_the_contact(states: list[dict[str, object]]) -> None:
    contacts: list[Contact] = [a_contact(**state) for state in states]
    steps = [changes_between(before, after) for before, after in pairwise(contacts)]
    changes = [change for step in reversed(steps) for change in step]
    assert without_changes(contacts[-1], changes) == contacts[0]
