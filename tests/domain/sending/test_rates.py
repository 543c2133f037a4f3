"""The bucket that keeps a tenant to its sending rate."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sending.rates import SendingRate, booking_of, wait_before_booking
from contactbook.domain.sending.rates import booked as booked_as

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def booked(rate: SendingRate | None, count: int, per_second: int, now: datetime) -> SendingRate:
    return booked_as(rate, count, per_second, now, booking_id="bkg_1")


def test_a_booking_is_ten_seconds_worth_at_most_and_at_least_one() -> None:
    assert booking_of(1_000, 10) == 100
    assert booking_of(7, 10) == 7
    assert booking_of(3, 1) == 3
    assert booking_of(100, 1) == 10


def test_the_first_booking_does_not_wait_and_the_next_waits_until_it_is_spent() -> None:
    assert wait_before_booking(None, NOW) == timedelta(0)
    rate = booked(None, 100, 10, NOW)
    assert wait_before_booking(rate, NOW) == timedelta(seconds=10)
    assert wait_before_booking(rate, NOW + timedelta(seconds=4)) == timedelta(seconds=6)
    assert wait_before_booking(rate, NOW + timedelta(seconds=10)) == timedelta(0)


def test_a_wait_of_less_than_a_second_is_skipped_but_counts() -> None:
    rate = booked(None, 9, 10, NOW)
    assert wait_before_booking(rate, NOW) == timedelta(0)
    assert booked(rate, 9, 10, NOW) == SendingRate(spent_until=NOW + timedelta(seconds=1.8), booking_id="bkg_1")


def test_unused_rate_is_not_saved_up() -> None:
    rate = booked(None, 10, 10, NOW)
    much_later = NOW + timedelta(days=1)
    assert booked(rate, 10, 10, much_later).spent_until == much_later + timedelta(seconds=1)


@given(
    per_second=st.integers(1, 1_000),
    steps=st.lists(st.tuples(st.integers(1, 200), st.floats(0, 30)), min_size=1, max_size=60),
)
def test_never_more_is_booked_than_the_rate_and_one_booking(per_second: int, steps: list[tuple[int, float]]) -> None:
    rate, now, total, largest = None, NOW, 0, 0
    for wanted, passed in steps:
        now += timedelta(seconds=passed)
        if wait_before_booking(rate, now):
            continue
        count = booking_of(wanted, per_second)
        rate = booked(rate, count, per_second, now)
        total, largest = total + count, max(largest, count)
        # A wait of up to a second is skipped; moments are rounded to a microsecond.
        allowed = per_second * ((now - NOW).total_seconds() + 1 + len(steps) * 1e-6) + largest
        assert total <= allowed


def test_a_bucket_of_a_clock_that_was_put_back_is_empty() -> None:
    rate = booked(None, 100, 10, NOW + timedelta(hours=16))
    assert wait_before_booking(rate, NOW) == timedelta(0)
    assert booked(rate, 10, 10, NOW).spent_until == NOW + timedelta(seconds=1)
