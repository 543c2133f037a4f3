"""Replaying the erasure register on a restored copy of the table: whoever was erased is erased again (S8.7).

A restored table has no stream yet, so what follows an erasure is done here at once. Every line can be replayed again: what is erased
already stays as it is. So a replay that was interrupted begins again, or behind the last key that it printed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.callers import Actor, ActorType, job
from contactbook.domain.base.jobs import Work
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.erasure.register import RegisterKind, RegisterLine
from contactbook.domain.offboarding.offboarding import Offboarding, OffboardingState, erasing
from contactbook.gateways import erasure_register
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import removal
from contactbook.services.erasure import deletion
from contactbook.services.erasure.marking import mark_contact
from contactbook.services.erasure.trace_removal import remove_traces
from contactbook.services.offboarding.erasing import erase
from contactbook.services.stream import derived
from contactbook.services.sync import following
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.offboarding import records
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

JOB = "replay-erasures"


@dataclass
class Replayed:
    """How many lines were replayed, how many of them erased somebody again, and the last key."""

    lines: int = 0
    erased_again: int = 0
    last_key: str = ""


def replay(*, after: str, tell: Callable[[Replayed], None]) -> Replayed:
    """Replay every line from behind a key on, in the order of their days. `tell` is called after each thousand.

    Raises StorageUnavailable; the replay then goes on from the last key that was told.
    """
    done = Replayed(last_key=after)
    for keys in _pages(after):
        for key in keys:
            done.erased_again += replay_line(erasure_register.read(key))
            done.lines += 1
            done.last_key = key
        tell(done)
    return done


def lines_after(after: str) -> int:
    """Return how many lines a replay from behind this key would replay."""
    return sum(len(keys) for keys in _pages(after))


def replay_line(line: RegisterLine) -> bool:
    """Erase again what a line names, at the time that it says. So the lines that this adds are those that are there.

    Return True if any of it was there.
    """
    if line.kind is RegisterKind.TENANT:
        return _erase_tenant(line, line.at)
    store = open_store(line.tenant_id)
    contact_ids = [line.contact_id, *line.absorbed] if line.contact_id else line.absorbed
    return sum(_erase_contact(store, contact_id, line.kind, line.at) for contact_id in contact_ids) > 0


def _pages(after: str) -> Iterator[list[str]]:
    while keys := erasure_register.keys_after(after):
        yield keys
        after = keys[-1]


def _erase_contact(store: TenantStore, contact_id: str, kind: RegisterKind, now: datetime) -> bool:
    """Anonymize the contact, whatever blocks it, and delete it if it was deleted. Return True if it was there."""
    found = store.contacts.find(contact_id)
    # One that is merged into another in this copy goes with that one.
    if not isinstance(found, Contact):
        return False
    is_new = found.erasure is not Erasure.ANONYMIZED
    if is_new:
        before = store.contacts.row_of(found)
        mark_contact(store, contact_id, by=job(JOB), now=now, though_blocked=True)
        while remove_traces(store, contact_id, by=job(JOB), now=now, has_time=lambda: True) is Work.LEFT:
            pass
        found = store.contacts.get(contact_id)
        _follow(store, before, store.contacts.row_of(found), now)
    if kind is RegisterKind.DELETED:
        removal.remove_contact(store, found, by=job(JOB), now=now)
        _follow(store, store.contacts.row_of(found), None, now)
        deletion.erase_at_once(store, found, now=now)
    return is_new or kind is RegisterKind.DELETED


def _follow(store: TenantStore, before: Row, after: Row | None, now: datetime) -> None:
    """Do what the stream would do."""
    changes = [RowChange(before, after)]
    for consume in (derived.follow_changes, following.follow_changes):
        consume(store, changes, now)


def _erase_tenant(line: RegisterLine, now: datetime) -> bool:
    """Erase the tenant again. Return True if the copy is from before its end."""
    group_id = line.group_id or line.tenant_id
    known = records.find(group_id, line.tenant_id)
    if known is not None and known.state is OffboardingState.FINISHED:
        return False
    found = Offboarding(
        version=known.version if known else 0,
        tenant_id=line.tenant_id,
        group_id=group_id,
        is_top=group_id == line.tenant_id,
        erase_after_days=known.erase_after_days if known else 1,
        requested_at=known.requested_at if known else line.at,
        requested_by=known.requested_by if known else Actor(type=ActorType.JOB, id=JOB),
        updated_at=now,
        erase_at=line.at,
    )
    found, replacing = erasing(found, now), found.version
    table.transact(records.save_of(found, replacing=replacing))
    open_store(line.tenant_id).settings.forget()
    work = Work.LEFT
    while work is Work.LEFT:
        found, work = erase(found, now=now, has_time=lambda: True)
    return True
