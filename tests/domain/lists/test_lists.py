"""The lists that a contact is on."""

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.lists.lists import MAXIMUM_LISTS_OF_A_CONTACT, member_view, on_lists
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import a_contact


@pytest.mark.feature("S1.25", "S1.30")
def test_a_list_that_is_named_twice_counts_once() -> None:
    assert on_lists(a_contact(), ["lst_2", "lst_1", "lst_2"]).list_ids == ("lst_2", "lst_1")


@pytest.mark.feature("S1.30")
def test_the_same_lists_in_another_order_are_no_change() -> None:
    contact = a_contact(list_ids=("lst_1", "lst_2"))
    assert on_lists(contact, ["lst_2", "lst_1"]) is contact


def test_a_contact_is_on_a_limited_number_of_lists() -> None:
    most = [f"lst_{number}" for number in range(MAXIMUM_LISTS_OF_A_CONTACT)]
    assert len(on_lists(a_contact(), [*most, most[0]]).list_ids) == MAXIMUM_LISTS_OF_A_CONTACT
    with pytest.raises(RuleBroken) as refused:
        on_lists(a_contact(), [*most, "lst_more"])
    assert refused.value.code == "too_many_lists"


def test_a_member_is_shown_with_its_name_and_its_stage() -> None:
    view = member_view(a_contact(first_name="Eleni", open_accounts=1, had_account=True), Settings(), email=None, phone=None)
    assert (view.display_name, view.stage, view.life_cycle_state) == ("Eleni Georgiou", "customer", "financial")
