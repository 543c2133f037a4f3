"""A worker books a part of its tenant's sending rate before it sends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.sending.rates import RateLimiter
from tests.aws_in_process.aws import World
from tests.builders.sending import store
from tests.faults.counting import count_calls

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_a_second(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("EMAILS_PER_SECOND", "1")
    monkeypatch.setenv("TEXTS_PER_SECOND", "1")
    config.cache_clear()
    yield
    config.cache_clear()


def due(count: int, channel: Channel = Channel.EMAIL, origin: Origin = Origin.CONTACT_REPORT) -> list[Communication]:
    return [
        Communication(
            communication_id=f"com_{number}",
            contact_id="con_1",
            origin=origin,
            channel=channel,
            notification_type_id="nty_1",
            created_at=NOW,
            created_by=job("test").actor,
            updated_at=NOW,
        )
        for number in range(count)
    ]


def spent_until(channel: Channel) -> datetime | None:
    rate = store().sending_rates.read(channel).rate
    return rate.spent_until if rate else None


def test_a_booking_of_ten_seconds_is_used_up_before_the_next_one() -> None:
    limiter = RateLimiter(store(), NOW)
    with count_calls() as calls:
        assert limiter.wait_before(due(4), further=96) == timedelta(0)
        assert limiter.wait_before(due(6), further=90) == timedelta(0)
    assert calls.counts == {"dynamodb.GetItem": 1, "dynamodb.PutItem": 1}
    assert spent_until(Channel.EMAIL) == NOW + timedelta(seconds=10)
    assert limiter.wait_before(due(1), further=89) == timedelta(seconds=10)


def test_communications_sent_together_are_booked_together_at_any_rate() -> None:
    """Otherwise thirty would be booked ten at a time, again and again, and never be sent."""
    assert RateLimiter(store(), NOW).wait_before(due(30), further=0) == timedelta(0)
    assert spent_until(Channel.EMAIL) == NOW + timedelta(seconds=30)


def test_each_channel_has_its_own_rate() -> None:
    assert RateLimiter(store(), NOW).wait_before(due(10), further=0) == timedelta(0)
    assert RateLimiter(store(), NOW).wait_before(due(10, Channel.SMS), further=0) == timedelta(0)
    assert RateLimiter(store(), NOW).wait_before(due(1, Channel.SMS), further=0) == timedelta(seconds=10)
    assert RateLimiter(store(), NOW).wait_before(due(1, Channel.PRINT), further=0) == timedelta(0)
    assert spent_until(Channel.PRINT) is None


def test_a_communication_sent_by_hand_never_waits_but_counts() -> None:
    for _ in range(3):
        assert RateLimiter(store(), NOW).wait_before(due(10, origin=Origin.PROFILE), further=0) == timedelta(0)
    assert spent_until(Channel.EMAIL) == NOW + timedelta(seconds=30)


def test_an_empty_batch_makes_no_call() -> None:
    with count_calls() as calls:
        assert RateLimiter(store(), NOW).wait_before([], further=50) == timedelta(0)
    assert calls.counts == {}
