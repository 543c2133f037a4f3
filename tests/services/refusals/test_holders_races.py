"""A no of an address, and a contact that has just got the address: in no order is the contact open afterwards (S5.4, S5.6).

The stream writes where a contact is found and then reads the refusals of its addresses; whoever records a no saves it and then searches
who has the address. Each half is shown by a variant without it, which must fail.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Phone
from contactbook.domain.sending.deliveries import FeedbackKind
from contactbook.domain.sending.inbound_texts import TextStop
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.refusals import following, recording
from contactbook.services.sending import text_stops
from contactbook.services.stream import consumers, derived
from contactbook.storage.stream.changes import RowChange
from tests.aws_in_process.aws import World
from tests.builders.communications import a_communication
from tests.builders.sending import contact, set_up, store
from tests.faults.exploring import Explored, RaceFailedError, Scenario, Schedule, explore, explore_all
from tests.services.refusals.test_refusals_races import ADDRESS, EARLIER, report
from tests.services.sending.driver import START
from tests.services.sending.test_fenced_send_races import restore

NUMBER = "+35799123456"
GONE = "con_01KJPWD6M0FJM1VKSF48MW5Z9B"
USER = job("test")


pytestmark = pytest.mark.usefixtures("quiet_at_start")


def stop() -> None:
    text_stops.record_stop(store(), TextStop(tenant_id="acme", stop_id="in-1", number=NUMBER, at=START), now=START)


def bounce() -> None:
    """A message to a contact that is gone bounces."""
    report(FeedbackKind.HARD_BOUNCE, GONE)


Change = Callable[[], RowChange]


def created() -> RowChange:
    contact_id = contact(0, phones=[{"number": NUMBER}])
    return RowChange(None, store().contacts.row_of(store().contacts.get(contact_id)))


def changed() -> RowChange:
    """A contact that the stream has settled gets the email and the number."""
    contact_id = contact(0, emails=[{"address": "former@example.com"}])
    follow([RowChange(None, store().contacts.row_of(store().contacts.get(contact_id)))])
    before = store().contacts.get(contact_id)
    assert before.settled
    emails = tuple(with_fields(one, address=ADDRESS) for one in before.emails)
    after = with_fields(before, phones=(Phone(number=NUMBER),), emails=emails)
    after = commit_change(store(), ContactChange(before, after, "contact.changed"), by=USER, now=START)
    return RowChange(store().contacts.row_of(before), store().contacts.row_of(after))


def follow(changes: list[RowChange]) -> None:
    """Do what the stream does, in its order, for search and refusals."""
    for consume in consumers.CONSUMERS:
        if consume in (derived.follow_changes, following.follow_changes):
            consume(store(), changes, START)


def racing(world: World, change: Change, say: Callable[[], None]) -> Scenario:
    set_up()
    store().communications.add(a_communication(GONE, time=EARLIER, state="sent", message_id="m", address=ADDRESS))
    made = change()
    world.keep()

    def scenario(schedule: Schedule) -> None:
        restore(world)
        schedule.run({"stream": lambda: follow([made]), "no": say})
        assert store().contacts.get(made.contact_id).refusals, "the contact is open"

    return scenario


SOME = 25
Exploring = Callable[[Scenario], Explored]
SOME_OR_EVERY_ORDER = pytest.mark.parametrize(
    "exploring",
    [
        pytest.param(partial(explore, seeds=range(SOME)), id="some orders"),
        pytest.param(partial(explore_all, bound=400), id="every order", marks=pytest.mark.torture),
    ],
)
EVERY_CHANGE = pytest.mark.parametrize("change", [created, changed])


@pytest.mark.feature("S5.4", "S5.6")
@EVERY_CHANGE
@pytest.mark.parametrize("say", [stop, bounce])
@SOME_OR_EVERY_ORDER
def test_in_no_order_is_the_contact_open_afterwards(
    world: World, change: Change, say: Callable[[], None], exploring: Exploring
) -> None:
    explored = exploring(racing(world, change, say))
    assert explored.complete or explored.runs == SOME
    assert len(explored.orders) > 10


@EVERY_CHANGE
def test_a_stop_that_does_not_search_again_is_lost(world: World, change: Change) -> None:
    """Deliberately broken: the holders are searched before the refusal is saved, and never afterwards."""
    broken = patch.object(text_stops, "mark_holders", lambda *_: None)
    with broken, pytest.raises(RaceFailedError, match="is open"):
        explore(racing(world, change, stop), range(SOME))


@pytest.mark.feature("S5.6")
def test_a_stop_that_was_interrupted_is_finished_when_it_is_told_again(world: World) -> None:
    set_up()
    made = created()
    save = recording.refuse_addresses

    def save_late(*given: Any) -> None:
        follow([made])
        save(*given)

    late = patch.object(text_stops, "refuse_addresses", save_late)
    interrupted = patch.object(text_stops, "mark_holders", side_effect=InterruptedError)
    with late, interrupted, pytest.raises(InterruptedError):
        stop()
    assert store().contacts.get(made.contact_id).refusals == ()
    stop()
    assert [mark.through for mark in store().contacts.get(made.contact_id).refusals] == ["sms_stop"]
