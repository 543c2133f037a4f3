"""A no in a child account reaches the top account's contact, also when the child's contact has another address by then (S5.3, S5.4)."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.refusals.marks import Through
from tests.builders.sync import TOP, Group
from tests.services.sync.test_stops import EMAIL, copy_of, refuse, say_by_itself, shared

MOVED = [{"address": "moved@example.com"}]


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    return made


def ways(group: Group) -> set[Through]:
    return {mark.through for mark in copy_of(group).refusals}


@pytest.mark.feature("S5.3", "S5.4", "S4.27")
@pytest.mark.parametrize("own_contact", [False, True], ids=["copy", "its own"])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("moves_at", ["before", "after"])
def test_a_portal_no_reaches_the_top_although_the_address_changed(
    group: Group, *, full: bool, own_contact: bool, moves_at: str
) -> None:
    if own_contact:
        group.add(TOP, EMAIL)
    first, _ = shared(group)
    group.sync()
    say_by_itself(group, "acme-corp", first, value=False)
    if moves_at == "after":
        group.follow_stream()
    group.change("acme-corp", first, emails=MOVED)
    group.sync(full=full)
    assert ways(group) == {Through.PORTAL}
    before = copy_of(group).version
    group.sync()
    assert copy_of(group).version == before


@pytest.mark.feature("S5.3", "S5.4", "S4.27")
@pytest.mark.parametrize("own_contact", [False, True], ids=["copy", "its own"])
@pytest.mark.parametrize("full", [False, True])
def test_a_click_in_an_old_message_reaches_the_top_after_the_address_changed(
    group: Group, *, full: bool, own_contact: bool
) -> None:
    if own_contact:
        group.add(TOP, EMAIL)
    first, _ = shared(group)
    group.sync()
    group.change("acme-corp", first, emails=MOVED)
    group.sync()
    at = refuse(group, "acme-corp", first, Through.ONE_CLICK)
    group.sync(full=full)
    assert {(mark.through, mark.said_at) for mark in copy_of(group).refusals} == {(Through.ONE_CLICK, at)}


@pytest.mark.feature("S4.10", "S5.4")
def test_a_no_at_a_former_address_takes_nobody_from_the_person_that_it_is_in(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    group.change("acme-corp", first, emails=MOVED)
    other = group.add("other", MOVED[0]["address"])
    group.sync()
    tags = group.tags("acme-corp", first)
    assert tags
    refuse(group, "acme-corp", first, Through.ONE_CLICK)
    group.sync()
    assert group.tags("acme-corp", first) == tags
    assert group.tags("other", other)
