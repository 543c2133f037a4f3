"""Races of a no with a send, with the stream, and with another no. Each safety is shown by a variant without it, which must fail."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.links.choices import ONE_CLICK, unsubscribe
from contactbook.services.links.visits import Visitor
from contactbook.services.refusals import following, recording
from contactbook.services.sending.feedback import record_feedback
from contactbook.services.stream import derived
from contactbook.storage.base import table
from contactbook.storage.base.rows import Check, Write
from contactbook.storage.stream.changes import RowChange
from tests.aws_in_process.aws import World
from tests.builders.communications import a_communication
from tests.builders.refusals import an_event, refuse, settle
from tests.builders.sending import communications, contact, mails, set_up, store
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, many_seeds
from tests.services.refusals.test_following import token
from tests.services.sending.driver import START
from tests.services.sending.test_fenced_send_races import Table, armed_after, planned, restore, send

ADDRESS = "c0@example.com"
EARLIER = "run_01KJPWD6M0FJM1VKSF48MW5Z9B"


pytestmark = pytest.mark.usefixtures("quiet_at_start")


def report(kind: FeedbackKind, contact_id: str) -> None:
    """Report about an earlier message to the contact."""
    earlier = a_communication(contact_id, time=EARLIER)
    feedback = Feedback(
        kind=kind, tenant_id="acme", communication_id=earlier.communication_id, message_id="m", recipients=(ADDRESS,), at=START
    )
    record_feedback(store(), feedback, now=START)


def click(contact_id: str) -> None:
    unsubscribe(token(contact_id, ADDRESS), through=ONE_CLICK, visitor=Visitor(), now=START)


Say = Callable[[str], None]
EVERY_WAY = pytest.mark.parametrize(
    "say",
    [
        pytest.param(partial(report, FeedbackKind.HARD_BOUNCE), id="bounce"),
        pytest.param(partial(report, FeedbackKind.COMPLAINT), id="complaint"),
        pytest.param(click, id="one click"),
    ],
)


def no_while_sending(world: World, say: Say, *, settled: bool) -> Scenario:
    records = planned(world, 1)
    (contact_id,) = [found["contact_id"] for found in communications(world)]
    store().communications.add(a_communication(contact_id, time=EARLIER, state="sent", message_id="m", address=ADDRESS))
    if settled:
        settle(contact_id)
    world.keep()

    def scenario(schedule: Schedule) -> None:
        restore(world)
        outcome = schedule.run({"sender": partial(send, records), "person": partial(say, contact_id)})
        if mails(world):
            assert not armed_after(outcome, "person"), "armed after the no committed"

    return scenario


@pytest.mark.feature("S5.4", "S0.15", "S3.4")
@pytest.mark.parametrize("settled", [True, False], ids=["settled", "not settled"])
@EVERY_WAY
@many_seeds(25, torture=3_000)
def test_nothing_is_armed_after_a_no_of_the_contact_committed(world: World, say: Say, seeds: range, *, settled: bool) -> None:
    explored = explore(no_while_sending(world, say, settled=settled), seeds)
    assert len(explored.orders) > 5


@EVERY_WAY
def test_without_the_check_on_the_contact_it_is_armed(world: World, say: Say) -> None:
    """Deliberately broken: the arming checks the communication only."""
    scenario = no_while_sending(world, say, settled=True)

    def without_checks(writes: Sequence[Write]) -> None:
        table.transact([write for write in writes if not isinstance(write, Check)])

    broken = patch("contactbook.services.sending.arming.table", Table(without_checks))
    with broken, pytest.raises(RaceFailedError, match="armed after"):
        explore(scenario, seeds=range(300))


def test_a_no_that_leaves_its_contact_to_the_stream_is_armed(world: World) -> None:
    """Deliberately broken: the refusal is saved by itself, as the automatic list was."""

    def leave_it_to_the_stream(_contact_id: str) -> None:
        store_of_the_race = store()
        writes = recording.recorded(store_of_the_race, an_event(), [ADDRESS], None).writes
        table.transact(writes)

    with pytest.raises(RaceFailedError, match="armed after"):
        explore(no_while_sending(world, leave_it_to_the_stream, settled=True), seeds=range(60))


# --- The stream ----------------------------------------------------------------------------------------------------------

Consume = Callable[[Any, Sequence[RowChange], Any], None]


def both(first: Consume, second: Consume) -> Consume:
    def consume(tenant: Any, changes: Sequence[RowChange], now: Any) -> None:
        first(tenant, changes, now)
        second(tenant, changes, now)

    return consume


def new_contact_and_no(world: World, consume: Consume) -> Scenario:
    """The stream follows a new contact while it follows the no of another one with the same address."""
    world.reset()
    set_up()
    contact_id = contact(0)
    created = RowChange(None, store().contacts.row_of(store().contacts.get(contact_id)))
    world.keep()

    def say_no() -> None:
        refuse(ADDRESS)
        following.mark_holders(store(), ADDRESS, START)

    def scenario(schedule: Schedule) -> None:
        restore(world)
        schedule.run({"creation": lambda: consume(store(), [created], START), "no": say_no})
        found = store().contacts.get(contact_id)
        assert found.refusals, "a settled contact forgot a no" if found.settled else "a contact forgot a no"

    return scenario


@pytest.mark.feature("S5.4")
@many_seeds(40, torture=3_000)
def test_a_new_contact_and_a_no_find_each_other_whichever_is_first(world: World, seeds: range) -> None:
    explored = explore(new_contact_and_no(world, both(derived.follow_changes, following.follow_changes)), seeds)
    assert len(explored.orders) > 5


def test_a_contact_that_is_settled_before_it_can_be_found_forgets_a_no(world: World) -> None:
    """Deliberately broken: the addresses are looked up before the rows of the contact are written."""
    with pytest.raises(RaceFailedError, match="forgot a no"):
        explore(new_contact_and_no(world, both(following.follow_changes, derived.follow_changes)), seeds=range(100))


def two_noes(world: World) -> Scenario:
    """The stream marks a contact with a no while another no of the same address is said and marked."""
    world.reset()
    set_up()
    contact_id = contact(0)
    created = RowChange(None, store().contacts.row_of(store().contacts.get(contact_id)))
    derived.follow_changes(store(), [created], START)
    settle(contact_id)
    refuse(ADDRESS, "bounce")
    world.keep()

    def complain() -> None:
        refuse(ADDRESS, "complaint")
        following.mark_holders(store(), ADDRESS, START)

    def scenario(schedule: Schedule) -> None:
        restore(world)
        schedule.run({"slow": lambda: following.mark_holders(store(), ADDRESS, START), "other": complain})
        said = {mark.through.value for mark in store().contacts.get(contact_id).refusals}
        assert said == {"bounce", "complaint"}, "a no was put back"

    return scenario


@pytest.mark.feature("S5.4")
@many_seeds(40, torture=3_000)
def test_a_slower_worker_puts_no_older_refusal_back(world: World, seeds: range) -> None:
    explored = explore(two_noes(world), seeds)
    assert len(explored.orders) > 5


def test_without_the_check_on_the_refusal_a_slower_worker_puts_it_back(world: World) -> None:
    """Deliberately broken: the marking trusts the refusal that it read."""
    scenario = two_noes(world)

    def commit(tenant: Any, writes: Sequence[Write], **fields: Any) -> None:
        from contactbook.services.changes.commit import commit_writes

        commit_writes(tenant, [write for write in writes if not isinstance(write, Check)], **fields)

    with patch.object(following, "commit_writes", commit), pytest.raises(RaceFailedError, match="put back"):
        explore(scenario, seeds=range(200))


# --- Whoever decides -----------------------------------------------------------------------------------------------------


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("broken", [False, True], ids=["as it is", "broken: every contact counts as settled"])
def test_a_contact_that_the_stream_has_not_reached_is_looked_up(world: World, *, broken: bool) -> None:
    records = planned(world, 1)
    refuse(ADDRESS)
    trusting: Any = patch("contactbook.services.decisions.suppressions.refused_addresses", lambda _store, _reached: {})
    with trusting if broken else patch("contactbook.clock.source", lambda: START):
        send(records)
    assert len(mails(world)) == (1 if broken else 0)
