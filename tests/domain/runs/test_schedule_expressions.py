"""Schedules fire when EventBridge would, and once when a clock skips or repeats an hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aws_croniter import AwsCroniter
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.runs.schedule_expressions import next_after, require_expression
from contactbook.domain.settings.local_times import instant_of

ATHENS = "Europe/Athens"
# Local times without a zone.
FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - local times have no zone


def fires(expression: str, zone: str, start: datetime, count: int) -> list[datetime]:
    found: list[datetime] = []
    moment = start
    while len(found) < count:
        upcoming = next_after(expression, zone, moment, start=start)
        assert upcoming is not None
        found.append(upcoming)
        moment = upcoming
    return found


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    value = st.integers(low, high)
    ordered = st.tuples(value, value).map(sorted)
    return st.one_of(
        st.just("*"),
        value.map(str),
        ordered.map(lambda pair: f"{pair[0]}-{pair[1]}"),
        st.lists(value, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found))),
        st.tuples(value, st.integers(1, max(1, high // 2))).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    )


DAYS = st.one_of(
    st.tuples(numbers(1, 31), st.just("?")),
    st.tuples(st.sampled_from(["L", "1W", "15W", "28W", "L-3"]), st.just("?")),
    st.tuples(st.just("?"), numbers(1, 7).filter(lambda field: "/" not in field)),
    st.tuples(st.just("?"), st.sampled_from(["2#1", "6#3", "5#5", "6L", "MON-FRI", "SUN,WED"])),
)


@settings(max_examples=200, deadline=None)
@given(numbers(0, 59), numbers(0, 23), DAYS, numbers(1, 12), st.datetimes(FIRST, LAST))
def test_cron_agrees_with_an_independent_implementation(
    minutes: str, hours: str, days: tuple[str, str], months: str, start: datetime
) -> None:
    body = f"{minutes} {hours} {days[0]} {months} {days[1]} *"
    moment = start.replace(tzinfo=UTC, second=0, microsecond=0)
    (expected,) = AwsCroniter(body).get_next(moment)
    found = next_after(f"cron({body})", "UTC", moment, start=moment)
    if expected is None:
        # The other implementation gives up after ten steps.
        return
    assert found == expected


def test_a_skipped_time_fires_once() -> None:
    # On 29 March 2026 the clocks of Athens go from 03:00 to 04:00.
    found = fires("cron(30 3 * * ? *)", ATHENS, datetime(2026, 3, 27, 12, tzinfo=UTC), 3)
    assert [moment.isoformat() for moment in found] == [
        "2026-03-28T01:30:00+00:00",
        "2026-03-29T01:00:00+00:00",
        "2026-03-30T00:30:00+00:00",
    ]


def test_a_repeated_time_fires_the_first_time_only() -> None:
    # On 25 October 2026 the clocks of Athens go from 04:00 back to 03:00.
    found = fires("cron(30 3 * * ? *)", ATHENS, datetime(2026, 10, 24, 12, tzinfo=UTC), 2)
    assert [moment.isoformat() for moment in found] == ["2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"]


def test_two_times_within_the_skipped_hour_are_one_instant_and_fire_once() -> None:
    found = fires("cron(0/20 3-4 29 3 ? 2026)", ATHENS, datetime(2026, 3, 28, 22, tzinfo=UTC), 3)
    assert [moment.isoformat() for moment in found] == [
        "2026-03-29T01:00:00+00:00",
        "2026-03-29T01:20:00+00:00",
        "2026-03-29T01:40:00+00:00",
    ]


@settings(deadline=None)
@given(
    st.datetimes(FIRST, LAST),
    st.sampled_from([ATHENS, "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_the_instant_of_a_local_time_shows_that_time_or_the_end_of_the_skip(local: datetime, zone: str) -> None:
    local = local.replace(second=0, microsecond=0)
    shown = instant_of(local, ZoneInfo(zone)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert local <= shown <= local + timedelta(hours=1)


def test_a_rate_counts_from_its_start_and_drops_missed_times() -> None:
    start = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert next_after("rate(2 hours)", "UTC", start, start=start) == start + timedelta(hours=2)
    assert next_after("rate(2 hours)", "UTC", start + timedelta(hours=9), start=start) == start + timedelta(hours=10)


def test_a_single_time_fires_once() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert next_after("at(2026-03-02T12:00:00)", ATHENS, moment, start=moment) == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert next_after("at(2026-03-02T12:00:00)", ATHENS, moment + timedelta(hours=1), start=moment) is None


def test_an_expression_that_never_fires_again_has_no_next_time() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert next_after("cron(0 9 30 2 ? *)", "UTC", moment, start=moment) is None
    assert next_after("cron(0 9 1 1 ? 2020)", "UTC", moment, start=moment) is None


@pytest.mark.parametrize(
    "expression",
    [
        "cron(0 9 * * * *)",
        "cron(0 9 ? * ? *)",
        "cron(60 9 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 9 * 13 ? *)",
        "cron(0 9 ? * 8 *)",
        "cron(0 9 * * ?)",
        "cron(0/0 9 * * ? *)",
        "cron(0 9 1-5W * ? *)",
        "rate(1 days)",
        "rate(5 minute)",
        "rate(-1 days)",
        "at(2026-02-30T09:00:00)",
        "at(2026-02-28)",
        "",
        "cron(0 9 * * ? *) ",
    ],
)
def test_an_expression_that_eventbridge_would_refuse_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        require_expression(expression)
