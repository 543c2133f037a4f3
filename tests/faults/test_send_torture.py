"""A large run in which one call in a hundred fails: nothing doubled, everything ended, and how much of it unknown."""

import logging
from collections import Counter
from contextlib import suppress

import pytest

from contactbook.storage import table
from tests.aws import World
from tests.builders_sending import mails, notification_type, set_up, start_run, store, template
from tests.faults.faults import Fault, WorkerDied
from tests.faults.injecting import RandomFaults, inject
from tests.faults.send_driver import Driver, doubled, states
from tests.http import Api

FAULTS = (Fault.THROTTLED, Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR, Fault.CONFLICT, Fault.PARTIAL, Fault.DEATH)


def many_contacts(count: int) -> None:
    """Contacts written in batches, as nobody would but a test: it is the run that is tested."""
    from tests.builders_sending import contact

    first = store().contacts.get(contact(0))
    rows = []
    for number in range(1, count):
        contact_id = f"con_{number:026}"
        emails = (first.emails[0].model_copy(update={"address": f"c{number}@example.com"}),)
        other = first.model_copy(update={"contact_id": contact_id, "emails": emails, "last_name": f"Georgiou {number:06}"})
        rows.append(store().contacts.row_of(other))
    table.put_many(rows)


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize(
    ("recipients", "seed"),
    [
        pytest.param(300, 1, id="300 recipients"),
        pytest.param(10_000, 1, id="10,000 recipients", marks=pytest.mark.torture),
        pytest.param(100_000, 2, id="100,000 recipients", marks=pytest.mark.torture),
    ],
)
def test_with_one_call_in_a_hundred_failing_nothing_is_doubled_and_all_ends(world: World, recipients: int, seed: int) -> None:
    logging.disable(logging.CRITICAL)
    driver = Driver(world)
    with driver.clock():
        set_up()
        many_contacts(recipients)
        api = Api()
        run_id = start_run(api, {"all": True}, notification_type_id=notification_type(api), template_id=template(api))
    for turn in range(1_000):
        with inject(plan=RandomFaults(seed * 1_000 + turn, 0.01, FAULTS)), suppress(WorkerDied):
            driver.work()
        driver.redeliver()
        if any(world.messages(queue) for queue in driver.undelivered):
            continue
        if driver.is_at_an_end():
            break
        driver.tick()
    logging.disable(logging.NOTSET)
    ends = Counter(states(world))
    assert doubled(world) == []
    assert sum(ends.values()) == recipients
    assert set(ends) <= {"sent", "unknown"}, ends
    assert ends["unknown"] < recipients * 0.05
    assert ends["sent"] <= len(mails(world)) <= recipients
    with driver.clock():
        run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["sent"], run["unknown"]) == ("finished", ends["sent"], ends["unknown"])
