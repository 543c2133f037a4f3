"""A tenant's share of requests, and its places for jobs (S8.4)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.tenants.shares import (
    WINDOW,
    JobSlot,
    RequestShare,
    after_request,
    free_slot,
    lot_of,
    seconds_to_next_window,
    share_in_window,
    window_at,
    with_lot,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.feature("S8.4")
@given(st.integers(1, 200), st.integers(1, 20), st.lists(st.integers(0, 19), max_size=400))
def test_environments_together_allow_the_share_and_one_lot_each(per_second: int, environments: int, arrivals: list[int]) -> None:
    shares: dict[int, RequestShare] = {}
    taken, allowed = 0, 0
    for arrival in arrivals:
        environment = arrival % environments
        share = share_in_window(shares.get(environment), 7, per_second)
        if share.left <= 0 and not share.used_up:
            lot = lot_of(share, per_second)
            taken += lot
            share = with_lot(share, lot, taken, per_second)
        if share.left > 0:
            allowed, share = allowed + 1, after_request(share)
        shares[environment] = share
    free = len(shares) * lot_of(RequestShare(7, 0), per_second)
    assert allowed <= per_second * WINDOW + free
    # Who has not used up the share is never refused.
    assert allowed == len(arrivals) or any(share.used_up for share in shares.values())


def test_a_tenant_that_used_up_its_share_is_asked_first_for_a_minute() -> None:
    busy = RequestShare(window=10, left=0, used_up=True, busy_in=10)
    assert share_in_window(busy, 11, 40).left == 0
    assert share_in_window(busy, 16, 40).left == 0
    assert share_in_window(busy, 17, 40).left == lot_of(RequestShare(17, 0), 40) == 20


def test_the_last_lot_of_a_window_is_as_large_as_what_is_left() -> None:
    share = RequestShare(7, 0)
    assert with_lot(share, 20, taken=400, per_second=40).left == 20
    assert with_lot(share, 20, taken=410, per_second=40).left == 10
    assert with_lot(share, 20, taken=420, per_second=40) == RequestShare(7, 0, used_up=True, busy_in=7)


def test_a_refused_tenant_waits_until_the_next_window() -> None:
    assert window_at(79.9) == 7
    assert seconds_to_next_window(70.0) == 10
    assert seconds_to_next_window(79.9) == 1


def test_a_place_is_free_when_nobody_holds_it_or_its_time_is_over() -> None:
    held, over = JobSlot(until=NOW + timedelta(minutes=1)), JobSlot(until=NOW)
    assert free_slot([], 2, NOW) == 0
    assert free_slot([(0, held)], 2, NOW) == 1
    assert free_slot([(0, held), (1, held)], 2, NOW) is None
    assert free_slot([(0, held), (1, over)], 2, NOW) == 1
