"""The counts of a run are exact whoever ends a communication, in any order: the slice's sender, the provider, a user, the sweeper."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.communications.communication_changes import cancel_communication, change_communication
from contactbook.services.sending.feedback import record_feedback
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.contacts import a_caller
from tests.builders.sending import communications, contact, drain, mails, set_up, start_run, states, store, sweep
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, to
from tests.faults.injecting import inject
from tests.services.sending.driver import START, counted, runs
from tests.services.sending.test_fenced_send_races import planned, restore, send

BY = a_caller()


pytestmark = pytest.mark.usefixtures("quiet_at_start")


def ends(world: World) -> Counter[str]:
    """Count the outcomes of what is stored."""
    accepted = {"delivered": "sent", "bounced": "sent", "complained": "sent"}
    return Counter(accepted.get(state, state) for state in states(world))


def report(world: World, kind: FeedbackKind) -> None:
    """Record the provider's report about everything that it accepted so far."""
    for mail, accepted in zip(mails(world), world.sent_emails(), strict=True):
        communication_id = str(mail["X-Communication-Id"])
        found = Feedback(kind=kind, tenant_id="acme", communication_id=communication_id, message_id=str(accepted.id), at=START)
        record_feedback(store(), found, now=START)


@pytest.mark.feature("S3.20")
@many_seeds(60, torture=2_000)
def test_the_counts_are_exact_in_any_order_of_sender_provider_and_user(world: World, seeds: range) -> None:
    records = planned(world, 3)
    (first, second, _) = communications(world)

    def scenario(schedule: Schedule) -> None:
        restore(world)
        cancel = partial(cancel_communication, store(), first["communication_id"], by=BY, now=START)
        put_off = {"scheduled_for": (START + timedelta(days=1)).isoformat()}
        change = partial(change_communication, store(), second["communication_id"], dict(put_off), by=BY, now=START)
        workers: dict[str, Any] = {
            "sender": partial(send, records),
            "canceller": cancel,
            "editor": change,
            "provider": partial(report, world, FeedbackKind.REJECTED),
        }
        schedule.run(workers, may_raise=[RuleBroken])
        drain(world)
        report(world, FeedbackKind.REJECTED)
        found = ends(world)
        found.pop("queued", None)
        assert counted(world) == found

    explored = explore(scenario, seeds)
    assert len(explored.orders) > 20


@pytest.mark.feature("S3.20")
def test_a_late_report_moves_the_count_of_a_slice_that_is_done(world: World) -> None:
    send(planned(world, 2))
    assert counted(world) == {"sent": 2}
    report(world, FeedbackKind.DELIVERED)
    assert counted(world) == {"sent": 2}
    report(world, FeedbackKind.REJECTED)
    assert (ends(world), counted(world)) == ({"sent": 2}, {"sent": 2})


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize("late", [FeedbackKind.DELIVERED, FeedbackKind.REJECTED])
def test_what_became_unknown_is_counted_as_the_provider_reports_it_later(world: World, late: FeedbackKind) -> None:
    records = planned(world, 2)
    death = Injection(0, Fault.DEATH, Moment.AFTER, which=to("SendEmail"))
    with inject(death), pytest.raises(WorkerDied):
        send(records)
    with patch("contactbook.clock.source", lambda: START + timedelta(minutes=16)):
        sweep(world)
        drain(world)
    assert counted(world) == {"sent": 1, "unknown": 1}
    report(world, late)
    assert counted(world) == ({"sent": 2} if late is FeedbackKind.DELIVERED else {"failed": 2})
    assert counted(world) == ends(world)


@pytest.mark.feature("S3.20")
def test_a_recipient_of_two_slices_is_one_recipient(world: World) -> None:
    set_up()
    api = Api()
    contact_id, other = contact(1), contact(2)
    pages = iter([[contact_id, other], [other]])

    def page(*_: Any, **__: Any) -> Any:
        from contactbook.domain.runs.slices import Recipient
        from contactbook.services.runs.audiences import AudiencePage

        found = next(pages)
        further = {"place": "1"} if len(found) > 1 else None
        return AudiencePage(tuple(Recipient(contact_id=one) for one in found), further)

    with patch("contactbook.services.runs.planning.page_of_audience", page):
        run_id = start_run(api, {"contact_ids": [contact_id, other]})
        drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["planned"], run["sent"], len(mails(world))) == ("finished", 2, 2, 2)


def test_reading_a_run_costs_two_read_units_at_any_size(world: World) -> None:
    with patch("contactbook.services.runs.audiences.PAGE", 2):
        records = planned(world, 17)
        send(records)
        drain(world)
    (run,) = runs(world)
    api = Api()
    with count_calls() as calls:
        assert api.get(f"/v1/notification-runs/{run['run_id']}").body["sent"] == 17
    assert (calls.of("GetItem"), calls.of("Query"), calls.units.read) == (1, 1, 2)


@pytest.mark.feature("S0.22", "S0.27")
def test_a_planned_communication_is_read_by_its_id_and_in_the_history(world: World) -> None:
    records = planned(world, 3)
    found = communications(world)[1]
    api = Api()
    path = f"/v1/communications/{found['communication_id']}"
    read = api.get(path)
    assert (read.status, read.body["state"], read.body["version"]) == (200, "queued", 1)
    listed = api.get(f"/v1/contacts/{found['contact_id']}/communications").body["items"]
    assert listed == [read.body]
    assert list(world.documents("communication")) == []
    assert api.get(path[:-1] + ("0" if path[-1] != "0" else "1")).status == 404
    send(records)
    assert api.get(path).body["state"] == "sent"


@pytest.mark.feature("S0.23")
def test_a_planned_communication_that_is_cancelled_is_not_sent_and_is_counted_at_once(world: World) -> None:
    records = planned(world, 2)
    found = communications(world)[0]
    api = Api()
    assert api.delete(f"/v1/communications/{found['communication_id']}").status == 204
    assert counted(world) == {"cancelled": 1}
    send(records)
    drain(world)
    assert (counted(world), len(mails(world))) == ({"cancelled": 1, "sent": 1}, 1)
