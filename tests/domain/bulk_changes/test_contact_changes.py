"""What a bulk change makes of one contact (S7.7)."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach, FieldValues, changed_contact
from contactbook.domain.settings.fields import Categories
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import a_contact

NAMES = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=4, unique=True)


@pytest.mark.feature("S7.7")
@given(has=NAMES, added=NAMES, removed=NAMES, lists=NAMES)
def test_tags_and_lists_end_as_sets_do_and_a_second_time_changes_nothing(
    has: Sequence[str], added: Sequence[str], removed: Sequence[str], lists: Sequence[str]
) -> None:
    removed = [one for one in removed if one not in added]
    on, off = [f"lst_{one}" for one in added], [f"lst_{one}" for one in removed]
    change = ChangeOfEach(
        add_tags=tuple(added), remove_tags=tuple(removed or ["x"]), add_to_lists=tuple(on), remove_from_lists=tuple(off)
    )
    contact = a_contact(first_name="Ann", tags=tuple(has), list_ids=tuple(f"lst_{one}" for one in lists))
    after = changed_contact(contact, change, Settings())
    assert set(after.tags) == (set(has) | set(added)) - set(removed)
    assert set(after.list_ids) == (set(contact.list_ids) | set(on)) - set(off)
    assert changed_contact(after, change, Settings()) == after


def test_a_field_that_is_left_out_stays_and_an_empty_list_takes_every_category() -> None:
    settings = Settings(categories=Categories(categories=("partner",)))
    contact = a_contact(first_name="Ann", categories=("partner",), owned_by_group="sales")
    moved = changed_contact(contact, ChangeOfEach(set=FieldValues(owned_by_group="support")), settings)
    assert (moved.owned_by_group, moved.categories) == ("support", ("partner",))
    assert changed_contact(contact, ChangeOfEach(set=FieldValues(categories=())), settings).categories == ()


def test_fields_pass_the_rules_of_the_tenant() -> None:
    with pytest.raises(ValidationFailed) as refused:
        changed_contact(a_contact(first_name="Ann"), ChangeOfEach(set=FieldValues(categories=("none",))), Settings())
    assert [(error.field, error.code) for error in refused.value.errors] == [("/categories/0", "unknown_category")]
