"""What is due for the sweeper."""

from datetime import timedelta

from contactbook.storage.base import table
from contactbook.storage.sending.due import Due, DueRun, DueSlice
from tests.aws_in_process.aws import World
from tests.builders.communications import RUN, THEN, a_communication, a_run, a_slice
from tests.builders.sending import store
from tests.faults.counting import count_calls


def test_everything_due_is_found_with_one_query(world: World) -> None:
    acme = store()
    due = a_communication(due_at=THEN)
    acme.communications.add(due)
    acme.runs.add_slice(a_slice(2, due_at=THEN - timedelta(seconds=1)))
    table.transact([acme.runs.add_of(a_run(due_at=THEN))])

    with count_calls() as calls:
        found = acme.due.find(THEN, limit=10)

    assert found == Due([due.communication_id], [DueSlice(RUN, 2), DueRun(RUN)])
    assert calls.counts == {"dynamodb.Query": 1}


def test_nothing_later_and_nothing_of_another_tenant_is_due(world: World) -> None:
    acme = store()
    acme.communications.add(a_communication(due_at=THEN + timedelta(seconds=1)))
    store("acme-corp").communications.add(a_communication(due_at=THEN))

    assert acme.due.find(THEN, limit=10) == Due([], [])


def test_the_longest_waiting_come_first(world: World) -> None:
    acme = store()
    for number, minutes in enumerate((1, 3, 2)):
        acme.runs.add_slice(a_slice(number, due_at=THEN - timedelta(minutes=minutes)))

    assert acme.due.find(THEN, limit=2).others == [DueSlice(RUN, 1), DueSlice(RUN, 2)]
