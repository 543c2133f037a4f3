"""Drives planner, sender and sweeper as SQS and the schedule do, despite faults, until every communication has a final state."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from typing import Any
from unittest.mock import patch

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.aws_in_process.moto_state import in_clear
from tests.builders.sending import (
    communications,
    contact,
    document,
    notification_type,
    set_up,
    start_run,
    states,
    sweep,
    template,
)
from tests.faults.calls import Call
from tests.faults.faults import WorkerDied

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUEUES = ("notification_planner", "notification_sender")
# Long enough for a lease to end, and for a slice or run to be overdue.
SWEEP_AFTER = timedelta(minutes=16)
OPEN = ("queued", "sending")


class Driver:
    """Delivers messages, and redelivers those that failed, on a clock of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = START
        self.undelivered: dict[str, list[dict[str, Any]]] = {queue: [] for queue in QUEUES}

    @contextmanager
    def clock(self) -> Iterator[None]:
        with patch("contactbook.clock.source", lambda: self.now):
            yield

    def work(self, *, times: int = 1) -> None:
        """Deliver every message `times` times, until the queues are empty or only failed or delayed messages are left."""
        before: list[str] = []
        with self.clock():
            while batch := [(queue, record) for queue in QUEUES for record in self.world.take_messages(queue)]:
                bodies = sorted(_without_again(record["body"]) for _, record in batch)
                if bodies == before:
                    # The messages only delay themselves: they need time to pass, and the clock stands still here.
                    for queue, record in batch:
                        self.undelivered[queue].append(record)
                    return
                before = bodies
                for place, (queue, record) in enumerate(batch):
                    try:
                        for _ in range(times):
                            self.undelivered[queue] += deliver(self.world, queue, [record])
                    except WorkerDied:
                        for other, undelivered in batch[place:]:
                            self.undelivered[other].append(undelivered)
                        raise

    def redeliver(self) -> None:
        """Put failed messages back into their queues, a few minutes later."""
        again, self.undelivered = self.undelivered, {queue: [] for queue in QUEUES}
        for queue, records in again.items():
            for record in records:
                self.world.client("sqs").send_message(QueueUrl=self.world.queue_urls[queue], MessageBody=record["body"])
        if any(again.values()):
            self.now += timedelta(minutes=6)

    def tick(self) -> None:
        """Let time pass, and run the sweeper."""
        self.now += SWEEP_AFTER
        with self.clock():
            sweep(self.world)

    def is_finished(self) -> bool:
        """True if every communication has a final state, every run is planned and counted, and no message is left."""
        if any(self.undelivered.values()) or not all(run_is_planned(found) for found in runs(self.world)):
            return False
        if any(found.get("due_at") for found in self.world.documents("notification_slice")):
            return False
        return all(found.get("state", "queued") not in OPEN for found in communications(self.world))

    def recover(self, *, rounds: int = 8) -> None:
        """Without further faults: redeliver failed messages, let time pass and run the sweeper, until all is finished."""
        for _ in range(rounds):
            again, self.undelivered = self.undelivered, {queue: [] for queue in QUEUES}
            with self.clock():
                for queue, records in again.items():
                    for record in records:
                        assert deliver(self.world, queue, [record]) == []
            self.work()
            if self.is_finished():
                return
            self.now += SWEEP_AFTER
            with self.clock():
                sweep(self.world)
            self.work()
        raise AssertionError(f"not finished: {Counter(states(self.world))}, {runs(self.world)}")


def set_up_run(world: World, recipients: int, *, origin: str = "contact_report") -> str:
    """Start a run over so many contacts, not planned yet, and save the world as the state that `restore` returns to."""
    from contactbook.storage.settings.sections import forget_cached

    world.reset()
    forget_cached()
    with patch("contactbook.clock.source", lambda: START):
        set_up()
        ids = [contact(number) for number in range(recipients)]
        api = Api()
        run_id = start_run(
            api,
            {"contact_ids": ids},
            notification_type_id=notification_type(api),
            template_id=template(api),
            origin=origin,
        )
    world.keep()
    return run_id


def counted(world: World) -> dict[str, int]:
    """Return the ends that the runs have counted, by outcome."""
    from contactbook.domain.runs.run_counts import added

    return added(*(found["ends"] for found in world.documents("notification_totals")))


def _without_again(body: str) -> str:
    """Return a message's body without the flag of a slice that is sent again."""
    return json.dumps({name: value for name, value in json.loads(body).items() if name != "again"})


def runs(world: World) -> list[dict[str, Any]]:
    return list(world.documents("notification_run"))


def run_is_planned(run: dict[str, Any]) -> bool:
    return bool(run.get("planning", {}).get("complete")) or run.get("cancelled_at") is not None


def doubled(world: World) -> list[str]:
    """Return the communications that the provider accepted more than once."""
    return [name for name, times in accepted(world).items() if times > 1]


def accepted(world: World) -> Counter[str]:
    """Count how often the provider accepted each communication."""
    # Only the headers: parsing a hundred thousand messages takes longer than sending them.
    headers = (HeaderParser().parsestr(mail.raw_data) for mail in world.sent_emails())
    return Counter(str(found["X-Communication-Id"]) for found in headers)


def written_states(call: Call) -> list[tuple[str, str]]:
    """Return the (communication, state) pairs that a call writes."""
    parts: Sequence[Any] = [call.params, *call.actions()]
    items = [part["Item"] for part in parts if "Item" in part and part["Item"].get("kind", {}).get("S") == "communication"]
    return [(item["sk"]["S"].partition("#")[2], document(in_clear(item)).get("state", "queued")) for item in items]
