"""The ids of contacts in the values of an audit entry."""

import pytest

from contactbook.domain.audit.entries import Change, EntryValues
from contactbook.domain.audit.named_contacts import contacts_named_in, without_contacts

VALUES = EntryValues(
    entry_id="his_1",
    salt="s",
    changes=(
        Change(field="relation.related_contact_id", from_="con_1", to="con_2"),
        Change(field="sources", to=[{"contact_id": "con_3"}, "con_1", "sales", 7]),
    ),
)


@pytest.mark.feature("S8.3")
def test_ids_are_found_at_any_depth_and_left_out() -> None:
    assert contacts_named_in([VALUES, None]) == {"con_1", "con_2", "con_3"}
    left = without_contacts(VALUES, {"con_1", "con_3"})
    assert left
    assert [(one.from_, one.to) for one in left.changes] == [(None, "con_2"), (None, [{"contact_id": None}, "sales", 7])]


def test_values_that_name_none_of_them_stay_as_they_are() -> None:
    assert without_contacts(VALUES, {"con_9"}) is VALUES
    assert without_contacts(None, {"con_1"}) is None
