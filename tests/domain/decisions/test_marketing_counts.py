"""How much marketing a contact got lately: in any period, over merged contacts, with clocks that go back."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.decisions.marketing_counts import MarketingCount, is_reached, with_message, without_message
from contactbook.domain.settings.contact_policy import MOST_DAYS, MOST_MESSAGES, MarketingCap

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def count(*sent: datetime, contact_id: str = "con_1", version: int = 1) -> MarketingCount:
    return MarketingCount(contact_id=contact_id, version=version, sent=tuple(sorted(int(one.timestamp()) for one in sent)))


def cap(most: int, days: int = 7) -> MarketingCap:
    return MarketingCap(most=most, days=days)


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize(
    ("sent", "most", "reached"),
    [
        ((), 1, False),
        ((NOW,), 1, True),
        ((NOW - WEEK + timedelta(seconds=1),), 1, True),
        # A period has its beginning no more than its end.
        ((NOW - WEEK,), 1, False),
        ((NOW, NOW - timedelta(days=3)), 3, False),
        ((NOW, NOW, NOW), 3, True),
        # A clock that was put back by an hour, and by a year.
        ((NOW + timedelta(hours=1),), 1, True),
        ((NOW + timedelta(days=365),), 1, False),
    ],
)
def test_a_cap_is_reached_by_what_was_sent_in_the_period(sent: tuple[datetime, ...], most: int, reached: bool) -> None:
    assert is_reached([count(*sent)], cap(most), NOW) is reached


@pytest.mark.feature("S7.9")
def test_the_counts_of_merged_contacts_are_added_up() -> None:
    own, other = count(NOW), count(NOW - timedelta(days=1), contact_id="con_2")
    assert not is_reached([own], cap(2), NOW)
    assert is_reached([own, other], cap(2), NOW)


@pytest.mark.feature("S7.9")
def test_a_message_that_was_counted_does_not_stop_itself_and_takes_no_second_place() -> None:
    earlier = NOW - timedelta(hours=1)
    own, other = count(version=0), count(earlier, earlier, contact_id="con_2", version=4)
    assert is_reached([own, other], cap(2), NOW)
    assert not is_reached([own, other], cap(2), NOW, own=earlier)
    first, left = with_message([own, other], NOW, own=earlier)
    assert (first.contact_id, first.version, first.sent) == ("con_1", 1, (int(NOW.timestamp()),))
    assert (left.contact_id, left.version, left.sent) == ("con_2", 5, (int(earlier.timestamp()),))
    (again,) = with_message([count(earlier), other], NOW, own=earlier)
    assert (again.version, again.sent) == (2, (int(NOW.timestamp()),))


@pytest.mark.feature("S7.9")
def test_a_place_is_given_back_once() -> None:
    counts = [count(), count(NOW, NOW, contact_id="con_2")]
    found = without_message(counts, NOW)
    assert found is not None
    assert (found.contact_id, len(found.sent), found.version) == ("con_2", 1, 2)
    assert without_message([count()], NOW) is None


@pytest.mark.feature("S7.9")
def test_a_count_remembers_what_the_largest_cap_asks_for_and_no_more() -> None:
    found = count(NOW - timedelta(days=MOST_DAYS), version=0)
    moment = NOW
    for _ in range(MOST_MESSAGES + 5):
        moment += timedelta(hours=1)
        (found,) = with_message([found], moment)
    assert len(found.sent) == MOST_MESSAGES
    assert is_reached([found], cap(MOST_MESSAGES, MOST_DAYS), moment)
    assert found.sent[-1] == int(moment.timestamp())


@pytest.mark.feature("S7.9")
def test_times_of_a_clock_that_ran_ahead_become_now() -> None:
    ahead, far = NOW + timedelta(hours=2), NOW + timedelta(days=400)
    (found,) = with_message([count(ahead, far)], NOW)
    assert found.sent == (int(NOW.timestamp()),) * 2


@pytest.mark.feature("S7.9")
def test_a_count_forgets_what_is_as_old_as_the_longest_period_or_a_day_ahead() -> None:
    oldest, ahead = NOW - timedelta(days=MOST_DAYS), NOW + timedelta(days=1)
    second = timedelta(seconds=1)
    (found,) = with_message([count(oldest, oldest + second, ahead, ahead + second)], NOW)
    assert found.sent == (int((oldest + second).timestamp()), int(NOW.timestamp()), int(NOW.timestamp()))
