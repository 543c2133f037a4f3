"""The audit chain."""

import pytest

from contactbook.domain.audit.entries import Change, Entry, changes_between, commitment_to, hash_of, sealed
from tests.builders.contacts import NOW, USER, a_contact


def _entry(**said):
    fields = {"entry_id": "his_1", "at": NOW, "actor": USER, "action": "contact.changed", "sequence": 1, "previous": ""}
    return sealed(Entry.model_validate(fields | said))


@pytest.mark.feature("S2.127")
def test_a_change_names_the_leaf_that_differs():
    before, after = a_contact(), a_contact(first_name="Eleni", consent={"state": "accepted"})
    assert {(change.field, change.to) for change in changes_between(before, after)} == {
        ("first_name", "Eleni"),
        ("consent.state", "accepted"),
    }


def test_nothing_differs_between_a_contact_and_itself():
    assert changes_between(a_contact(), a_contact()) == ()


@pytest.mark.parametrize(
    "forged",
    [{"action": "contact.deleted"}, {"sequence": 2}, {"previous": "x"}, {"fields": ("first_name",)}, {"commitment": "x"}],
)
def test_any_altered_field_breaks_the_seal(forged):
    altered = _entry().model_copy(update=forged)
    assert hash_of(altered) != altered.hash


def test_the_commitment_hides_values_behind_its_salt():
    changes = (Change(field="first_name", to="Eleni"),)
    assert commitment_to(changes, "a") != commitment_to(changes, "b")
    assert commitment_to(changes, "a") == commitment_to(changes, "a")
