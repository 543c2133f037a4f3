"""A mailbox that bounces so many times in a row: each message counts once, and a delivery begins anew (S5.10)."""

from datetime import datetime, timedelta

import pytest

from contactbook.domain.refusals.soft_bounces import SoftBounce, SoftBounces, settled, with_bounce, with_deliveries
from tests.builders.refusals import THEN


def day(number: int) -> datetime:
    return THEN + timedelta(days=number)


def bounce(number: int, name: str = "") -> SoftBounce:
    return SoftBounce(communication_id=name or f"com_{number}", contact_id="con_1", at=day(number))


def known(*numbers: int) -> SoftBounces:
    found = SoftBounces(address="hash", version=0)
    for number in numbers:
        found = with_bounce(found, bounce(number))
    return found


def days(found: SoftBounces) -> list[int]:
    return [(one.at - THEN).days for one in found.bounces]


@pytest.mark.feature("S5.10")
def test_bounces_are_kept_in_the_order_of_their_times_and_each_message_once() -> None:
    found = known(3, 1, 2)
    assert (days(found), found.version) == ([1, 2, 3], 3)
    assert with_bounce(found, bounce(9, "com_1")) is found
    same = with_bounce(found, bounce(2, "com_0"))
    assert [one.communication_id for one in same.bounces] == ["com_1", "com_0", "com_2", "com_3"]


@pytest.mark.feature("S5.10")
def test_only_the_last_fifty_are_kept() -> None:
    assert days(known(*range(51))) == list(range(1, 51))


@pytest.mark.feature("S5.10")
def test_a_delivery_leaves_the_bounces_after_it() -> None:
    found = with_deliveries(known(1, 2, 3), [day(0), day(2)])
    assert (days(found), found.settled_until, found.version) == ([3], day(2), 3)
    assert with_bounce(found, bounce(2, "com_late")) is found
    assert days(with_bounce(found, bounce(4))) == [3, 4]
    for nothing in ([], [day(0)]):
        unchanged = known(1, 2)
        assert with_deliveries(unchanged, nothing) is unchanged
    assert days(with_deliveries(known(1, 2), [day(1)])) == [2]
    empty = known()
    assert with_deliveries(empty, [day(1)]) is empty


@pytest.mark.feature("S5.10")
def test_what_was_counted_counts_no_more() -> None:
    found = settled(known(1, 2))
    assert (found.bounces, found.settled_until, found.version) == ((), day(2), 2)
    assert with_bounce(found, bounce(2, "com_late")) is found
    assert days(with_bounce(found, bounce(3))) == [3]
