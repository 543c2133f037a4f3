"""Races of suppressions and sends: an entry for a contact, email or phone stops every send that is armed later."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.decisions.suppression_lists import EntriesDraft, SuppressionListDraft
from contactbook.services.decisions import suppression_lists
from contactbook.storage.base import table
from contactbook.storage.base.rows import Check, Write
from tests.aws_in_process.aws import World
from tests.builders.refusals import refuse
from tests.builders.sending import mails, store
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, many_seeds
from tests.faults.race import Outcome
from tests.services.sending.driver import START, communications, states, written_states
from tests.services.sending.test_fenced_send_races import Table, planned, restore, send

BY = job("test")
ADDRESS = "c0@example.com"
WRITES = ("PutItem", "BatchWriteItem", "TransactWriteItems")


pytestmark = pytest.mark.usefixtures("quiet_at_start")


def email_entry(list_id: str, _contact_id: str) -> None:
    draft = EntriesDraft.model_validate({"entries": [{"email": ADDRESS}]})
    suppression_lists.add_entries(store(), list_id, draft, by=BY, now=START)


def contact_entry(list_id: str, contact_id: str) -> None:
    draft = EntriesDraft.model_validate({"entries": [{"contact_id": contact_id}]})
    suppression_lists.add_entries(store(), list_id, draft, by=BY, now=START)


Suppress = Callable[[str, str], None]
EVERY_WAY = pytest.mark.parametrize("suppress", [email_entry, contact_entry])


def prepared(world: World) -> tuple[list[dict[str, Any]], str]:
    """Plan a run over one contact, and create an empty list that always applies."""
    records = planned(world, 1)
    made = suppression_lists.create_list(store(), SuppressionListDraft(name="Do not disturb", always=True), by=BY, now=START)
    world.keep()
    return records, made.suppression_list_id


def armed_after(outcome: Outcome) -> bool:
    """True if the last arming came after the entry was saved."""
    arming = [place for place, step in enumerate(outcome.trace) if "sending" in [s for _, s in written_states(step.call)]]
    entered = [
        place
        for place, step in enumerate(outcome.trace)
        if step.worker == "suppression" and step.call.operation in WRITES and "'suppression'" in str(step.call.params)
    ]
    assert entered, "nothing was suppressed"
    return bool(arming) and arming[-1] > entered[-1]


def race(world: World, suppress: Suppress) -> Scenario:
    records, list_id = prepared(world)

    def scenario(schedule: Schedule) -> None:
        restore(world)
        (contact_id,) = [found["contact_id"] for found in communications(world)]
        outcome = schedule.run({"sender": partial(send, records), "suppression": partial(suppress, list_id, contact_id)})
        (state,) = states(world)
        sent = len(mails(world))
        assert (state, sent) in {("sent", 1), ("skipped", 0)}, (state, sent)
        if sent:
            assert not armed_after(outcome), "armed after the entry"

    return scenario


@pytest.mark.feature("S0.15", "S3.4")
@EVERY_WAY
@many_seeds(60, torture=3_000)
def test_nothing_is_armed_after_an_entry_was_written(world: World, suppress: Suppress, seeds: range) -> None:
    explored = explore(race(world, suppress), seeds)
    assert len(explored.orders) > 10


@EVERY_WAY
def test_a_suppressed_communication_is_armed_without_the_checks_in_the_transaction(world: World, suppress: Suppress) -> None:
    """Deliberately broken: the arming checks the contact only and trusts the earlier look-up."""
    scenario = race(world, suppress)

    def with_contact_only(writes: Sequence[Write]) -> None:
        table.transact([write for write in writes if not isinstance(write, Check) or write.key.sk == "PROFILE"])

    broken = patch("contactbook.services.sending.arming.table", Table(with_contact_only))
    with broken, pytest.raises(RaceFailedError, match="armed after"):
        explore(scenario, seeds=range(300))


@pytest.mark.feature("S0.15")
def test_a_complaint_does_not_stop_a_bill(world: World) -> None:
    from tests.aws_in_process.http import Api
    from tests.builders.sending import contact, drain, notification_type, set_up, start_run, template

    world.reset()
    set_up()
    contact_id = contact(0)
    refuse(ADDRESS, "complaint")
    api = Api()
    start_run(
        api,
        {"contact_ids": [contact_id]},
        notification_type_id=notification_type(api, "financial"),
        template_id=template(api),
    )
    drain(world)
    assert (states(world), len(mails(world))) == (["sent"], 1)
