"""A run dies anywhere while it takes copies back or leaves persons out: whoever takes the message next brings it to the same end."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import administration, left_out
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.conftest import NOW
from tests.faults.counting import count_calls
from tests.faults.faults import WorkerDied, every_injection
from tests.faults.injecting import inject
from tests.services.sync.test_job_faults import BEFORE, DEATH, deliver, restore, the_run
from tests.services.sync.test_stops import Through, refuse


@pytest.fixture(scope="module")
def evening() -> Iterator[Group]:
    """A day on which copies lose a source, go with the last one, were deleted, and get a no; its run is asked for."""
    with moto_world() as world:
        world.reset()
        group = Group(world, NOW)
        group.configure(copy_to_top_account=True)
        for tenant_id in (TOP, *group.names):
            save_section(group.store(tenant_id), "anonymization", {"enabled": True}, by=a_caller(), now=NOW)
        pairs = {}
        for name in ("loses", "erased", "parted", "removed", "refuses"):
            first = group.add("acme-corp", f"{name}@example.com", first_name=name)
            pairs[name] = first, group.add("acme2", f"{name}@example.com", first_name="Other")
        group.sync()
        erase(group, "acme-corp", pairs["loses"][0].contact_id)
        for tenant_id, contact in zip(("acme-corp", "acme2"), pairs["erased"], strict=True):
            erase(group, tenant_id, contact.contact_id)
        for tenant_id, contact in zip(("acme-corp", "acme2"), pairs["parted"], strict=True):
            group.delete(tenant_id, contact)
        removed = next(copy for copy in group.all(TOP) if copy.first_name == "removed")
        group.delete(TOP, removed)
        group.change("acme2", pairs["removed"][1], phones=[{"number": "+35799123456"}])
        refuse(group, "acme-corp", pairs["refuses"][0], Through.COMPLAINT, "refuses@example.com")
        group.follow_stream()
        administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        world.keep()
        yield group
        world.reset()


def erase(group: Group, tenant_id: str, contact_id: str) -> None:
    anonymize_contact(group.store(tenant_id), contact_id, by=a_caller(), now=group.now, has_time=lambda: True)


def end(group: Group) -> None:
    group.work()
    drain_queues(group.world, "anonymization")
    group.follow_stream()


def picture(group: Group) -> tuple[Any, ...]:
    """What the day leaves behind in the top account, what is remembered, and what the run says."""
    contacts = sorted(
        (
            contact.contact_id,
            contact.first_name,
            tuple(email.address for email in contact.emails),
            contact.tags,
            contact.erasure,
            tuple(mark.through.value for mark in contact.refusals),
        )
        for contact in group.all(TOP)
    )
    left = [(one.left_out_id, one.because) for one in left_out.page_of_left_out(group.store(TOP), limit=10, after=None)[0]]
    run = the_run(group)
    return contacts, left, (run.state, run.taken_back, run.copied, run.permissions_changed)


@pytest.mark.feature("S2.141", "S4.27")
@pytest.mark.parametrize("step", [25, pytest.param(1, marks=pytest.mark.torture)])
def test_after_death_at_any_call_copies_end_the_same(evening: Group, step: int) -> None:
    restore(evening)
    with count_calls() as calls:
        deliver(evening.world.take_messages("tenant_sync"))
    end(evening)
    expected = picture(evening)
    assert expected[2] == ("finished", 2, 0, 1)
    assert [because.value for _, because in expected[1]] == ["sources_erased", "sources_gone", "copy_deleted"]
    assert {(name, emails) for _, name, emails, *_ in expected[0] if emails} == {
        ("Other", ("loses@example.com",)),
        ("refuses", ("refuses@example.com",)),
    }
    for injection in list(every_injection(calls.made, faults=DEATH, moments=BEFORE))[::step]:
        restore(evening)
        records = evening.world.take_messages("tenant_sync")
        with suppress(WorkerDied), inject(injection):
            deliver(records)
        deliver(records)
        end(evening)
        assert picture(evening) == expected, str(injection)
