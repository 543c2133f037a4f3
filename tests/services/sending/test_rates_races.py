"""Senders of one tenant book at the same moment: no booking is lost, and exactly one of the waiting senders books."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.sending import rates
from contactbook.services.sending.rates import RateLimiter
from tests.aws_in_process.aws import World
from tests.builders.sending import store
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, many_seeds

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ten_a_second(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("EMAILS_PER_SECOND", "10")
    config.cache_clear()
    yield
    config.cache_clear()


def one(origin: Origin) -> Communication:
    return Communication(
        communication_id="com_1",
        contact_id="con_1",
        origin=origin,
        channel=Channel.EMAIL,
        notification_type_id="nty_1",
        created_at=NOW,
        created_by=job("test").actor,
        updated_at=NOW,
    )


def race(world: World, origin: Origin, workers: int) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        waits: list[timedelta] = []

        def book() -> None:
            waits.append(RateLimiter(store(), NOW).wait_before([one(origin)], further=19))

        schedule.run({f"sender {number}": book for number in range(workers)})
        granted = sum(not wait for wait in waits)
        rate = store().sending_rates.read(Channel.EMAIL).rate
        assert rate is not None
        if origin is Origin.PROFILE:
            assert granted == workers, "a communication sent by hand does not wait"
        else:
            assert granted == 1, waits
        assert rate.spent_until == NOW + timedelta(seconds=2 * granted), "a booking was lost"

    return scenario


@many_seeds(60, torture=2_000)
def test_one_of_the_waiting_senders_books(world: World, seeds: range) -> None:
    explore(race(world, Origin.CONTACT_REPORT, 3), seeds)


@many_seeds(60, torture=2_000)
def test_no_booking_of_urgent_senders_is_lost(world: World, seeds: range) -> None:
    explore(race(world, Origin.PROFILE, 2), seeds)


def test_a_booking_is_lost_without_an_id_for_each_booking(world: World) -> None:
    """Deliberately broken: two equal bookings at the same moment look alike."""
    with patch.object(rates, "new_id", lambda *_: "bkg_same"), pytest.raises(RaceFailedError):
        explore(race(world, Origin.CONTACT_REPORT, 3), range(60))
