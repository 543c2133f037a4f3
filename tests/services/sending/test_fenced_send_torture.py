"""A large run in which one call in a hundred fails: nothing is sent twice, everything gets a final state, little is unknown."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import notification_type, set_up, start_run, store, template
from tests.faults.faults import Fault, WorkerDied
from tests.faults.injecting import RandomFaults, inject
from tests.services.sending.driver import Driver, accepted

FAULTS = (Fault.THROTTLED, Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR, Fault.CONFLICT, Fault.PARTIAL, Fault.DEATH)


def many_contacts(count: int) -> None:
    """Write contacts in batches, past the use cases, to save time."""
    from tests.builders.sending import contact

    first = store().contacts.get(contact(0))

    def row(number: int) -> Any:
        contact_id = f"con_{number:026}"
        emails = (first.emails[0].model_copy(update={"address": f"c{number}@example.com"}),)
        other = first.model_copy(update={"contact_id": contact_id, "emails": emails, "last_name": f"Georgiou {number:06}"})
        return store().contacts.row_of(other)

    for start in range(1, count, 1_000):
        table.put_many([row(number) for number in range(start, min(start + 1_000, count))])


@pytest.fixture(autouse=True)
def _small(world: World) -> Iterator[None]:
    """Keep memory small: no log of thousands of faults, no image of each write in the stream."""
    logging.disable(logging.CRITICAL)
    with world.without_stream():
        yield
    logging.disable(logging.NOTSET)


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize(
    ("recipients", "seed"),
    [
        pytest.param(300, 1, id="300 recipients"),
        pytest.param(1_000, 1, id="1,000 recipients", marks=pytest.mark.torture),
        pytest.param(10_000, 1, id="10,000 recipients", marks=pytest.mark.torture),
        pytest.param(100_000, 2, id="100,000 recipients", marks=pytest.mark.torture),
    ],
)
def test_a_run_with_one_failing_call_in_a_hundred_sends_nothing_twice_and_finishes(
    world: World, recipients: int, seed: int
) -> None:
    driver = Driver(world)
    with driver.clock():
        set_up()
        many_contacts(recipients)
        api = Api()
        run_id = start_run(api, {"all": True}, notification_type_id=notification_type(api), template_id=template(api))
    # Some faults are deaths, and a death ends a turn.
    for turn in range(100 + recipients):
        with inject(plan=RandomFaults(seed * 1_000 + turn, 0.01, FAULTS)), suppress(WorkerDied):
            driver.work()
        driver.redeliver()
        if any(world.messages(queue) for queue in driver.undelivered):
            continue
        if driver.is_finished():
            break
        driver.tick()
    ids: dict[str, set[str]] = defaultdict(set)
    contacts: Counter[str] = Counter()
    for communication in world.documents("communication"):
        ids[communication.get("state", "queued")].add(communication["communication_id"])
        contacts[communication["contact_id"]] += 1
    ends = {state: len(those) for state, those in ids.items()}
    taken = accepted(world)
    assert set(taken.values()) == {1}
    assert len(contacts) == contacts.total() == sum(ends.values()) == recipients
    assert set(ends) <= {"sent", "unknown"}, ends
    assert ends.get("unknown", 0) < recipients * 0.05
    assert ids["sent"] <= set(taken) <= ids["sent"] | ids["unknown"]
    with driver.clock():
        run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["sent"], run["unknown"]) == ("finished", ends["sent"], ends.get("unknown", 0))
