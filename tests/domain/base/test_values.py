"""The scalar types are strict where JSON is loose."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from contactbook.domain.base.values import Count, Day, Flag, Moment, Money, MonthDay, Value
from contactbook.domain.base.versions import with_fields


class Sample(BaseModel):
    flag: Flag | None = None
    count: Count | None = None
    day: Day | None = None
    moment: Moment | None = None
    money: Money | None = None
    month_day: MonthDay | None = None


@pytest.mark.parametrize(
    "loose",
    [
        {"flag": "yes"},
        {"flag": 1},
        {"flag": "true"},
        {"count": "3"},
        {"count": True},
        {"count": -1},
        {"day": 20260101},
        {"day": "2026-1-1"},
        {"day": "2026-02-30"},
        {"day": "2026-01-01T00:00:00Z"},
        {"moment": 1700000000},
        {"moment": "1700000000"},
        {"moment": "2026-01-01"},
        {"moment": "2026-01-01T10:00:00"},
        {"moment": "0001-01-01T00:00:00+05:00"},
        {"money": 12.5},
        {"money": "1e5"},
        {"money": "12,50"},
        {"month_day": "02-30"},
        {"month_day": "13-01"},
        {"month_day": "2-1"},
    ],
)
def test_what_could_be_understood_differently_is_refused(loose):
    with pytest.raises(ValidationError):
        Sample.model_validate(loose)


def test_a_time_is_kept_in_utc():
    assert Sample.model_validate({"moment": "2026-01-01T02:00:00+02:00"}).moment == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_time_is_written_with_z():
    assert '"2026-01-01T00:00:00.000Z"' in Sample(moment=datetime(2026, 1, 1, tzinfo=UTC)).model_dump_json()


def test_money_is_a_decimal_string_both_ways():
    sample = Sample.model_validate({"money": "250.00"})
    assert sample.money == Decimal("250.00")
    assert '"250.00"' in sample.model_dump_json()


@pytest.mark.feature("S2.64")
def test_the_29th_of_february_is_a_day_of_the_year():
    assert Sample.model_validate({"month_day": "02-29"}).month_day == "02-29"


def test_a_day_is_a_date():
    assert Sample.model_validate({"day": "2024-02-29"}).day == date(2024, 2, 29)


class _Pair(Value):
    first: int = 1
    second: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({}, {}, True),
        ({"first": 1}, {}, True),
        ({"first": 2}, {}, False),
        ({"second": ["a"]}, {"second": ["a"]}, True),
        ({"new": 1}, {}, False),
        ({"new": 1}, {"new": 1}, True),
    ],
)
def test_values_are_equal_as_pydantic_says(one: dict[str, object], other: dict[str, object], is_same: bool) -> None:
    first, second = _Pair.model_validate(one), _Pair.model_validate(other)
    assert (first == second) is is_same is BaseModel.__eq__(first, second)
    if is_same:
        assert hash(first) == hash(second)


def test_a_value_of_another_type_is_another_value() -> None:
    class Further(_Pair):
        pass

    assert _Pair() != Further()
    assert _Pair() != {"first": 1, "second": ()}


def test_the_same_time_in_two_zones_is_written_as_each_says() -> None:
    class Timed(Value):
        at: Moment

    in_utc = Timed(at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    elsewhere = with_fields(in_utc, at=in_utc.at.astimezone(timezone(timedelta(hours=2))))
    assert [one.model_dump(mode="json")["at"] for one in (in_utc, elsewhere, in_utc)] == [
        "2026-03-02T09:00:00.000Z",
        "2026-03-02T11:00:00.000+02:00",
        "2026-03-02T09:00:00.000Z",
    ]
