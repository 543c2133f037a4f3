"""Measures a full sync that finds nothing to do: its CPU by a contact, beside raw boto3 making the same requests.

Two groups that differ in nothing but their size are read, so that the constant part of a run cancels out. The answers come from below
botocore, and their own CPU is taken off.
"""

import os
import statistics
import time
from datetime import datetime, timedelta
from typing import Any

from benchmarks.budget import line_of, within_budget
from benchmarks.kept_table import KeptTable
from tests.aws_in_process.aws import ENVIRONMENT, World, moto_world

# Each step is two hundred contacts.
STEPS, ROUNDS = 8, 3
# What is measured: the table's items, the run that was asked for, and the time.
_Stored = tuple[list[Any], str, datetime]


def run(steps: int = STEPS) -> list[str]:
    """Measure a full run and return the lines to print. Raises SystemExit past a budget."""
    os.environ.update(ENVIRONMENT)
    from tests.metering.sync import contacts_in_all

    with moto_world() as world:
        small, large = _stored(world, 1), _stored(world, steps)
    less, more = _measured(small), _measured(large)
    contacts = contacts_in_all(steps) - contacts_in_all(1)
    seconds, raw = ((much - little) / contacts for much, little in zip(more, less, strict=True))
    times = f"{seconds / raw:.2f} times raw boto3 with the same requests ({raw * 1000:.3f} ms)"
    return within_budget([line_of("full_sync", f"CPU a contact: {seconds * 1000:.3f} ms, {times}", seconds / raw)])


def _stored(world: World, steps: int) -> _Stored:
    """Return a group of so many steps, and a full run that was asked for after one that has done everything."""
    from contactbook.domain.sync.runs import SyncRunDraft
    from contactbook.services.sync.requests import administration
    from tests.builders.contacts import a_caller
    from tests.builders.sync import TOP
    from tests.metering.sync import stored_group

    group = stored_group(world, steps)
    group.sync(full=True)
    group.now += timedelta(days=1)
    asked = administration.request_run(group.store(TOP), SyncRunDraft(full=True), by=a_caller(), now=group.now)
    return world.state.as_sent(world.table_name), asked.sync_run_id, group.now


def _measured(stored: _Stored) -> tuple[float, float]:
    """Return the median seconds of CPU of the run, and of raw boto3 making its requests."""
    from contactbook.domain.sync.messages import TenantSyncMessage
    from contactbook.services.sync.job import run_tenant_sync
    from contactbook.storage.settings.sections import forget_cached
    from tests.builders.sync import TOP

    items, run_id, now = stored
    ours, raw = [], []
    for _ in range(ROUNDS):
        table = KeptTable(items)
        forget_cached()
        with table.in_place_of_aws():
            begun = time.process_time()
            run_tenant_sync(TenantSyncMessage(tenant_id=TOP, run_id=run_id), now, lambda: True)
            seconds = time.process_time() - begun
        ours.append(seconds - table.own_seconds())
        raw.append(table.raw_seconds())
    return statistics.median(ours), statistics.median(raw)
