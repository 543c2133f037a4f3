"""One history of a tenant group: its contacts, what users wrote on copies, and how its days are played."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.sync.match_options import MatchOn
from contactbook.domain.sync.runs import SyncRunDraft, SyncRunView
from contactbook.services.base.stores import open_store
from contactbook.services.sync.following import follow_changes
from contactbook.services.sync.requests import administration
from contactbook.storage.settings.sections import forget_cached
from contactbook.storage.stream.changes import changes_by_tenant
from tests.aws_in_process.jobs import STREAM_BATCH, deliver, drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.checks.template import reaches_stream_function
from tests.faults.faults import WorkerDied

# The fields in which a person's and a company's name stands.
NAME = {ContactKind.PERSON: "first_name", ContactKind.COMPANY: "company_name"}
EMAILS = tuple(f"{name}@example.com" for name in "abcde")
PHONES = tuple(f"+3579900000{number}" for number in range(3))


def name_of(contact: Contact) -> str | None:
    """Return what the contact is called."""
    return getattr(contact, NAME[contact.kind])  # type: ignore[no-any-return]  # both are names


@dataclass
class History:
    """A group, its chance, and what the law needs to know beside what is stored.

    `written` has what users wrote on contacts of the top account: each field's last value, and each address that they added or took off.
    `tagged` has the tags that users gave contacts of child accounts, without those that the sync may take off. `closing` are the accounts whose settings close a contact that rejects.
    `companies` are the companies that ever were in the top account.
    """

    group: Group
    chance: random.Random
    trace: list[str] = field(default_factory=list)
    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    tagged: dict[str, set[str]] = field(default_factory=dict)
    closing: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)
    delivered: list[Any] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    made: int = 0

    @property
    def children(self) -> list[str]:
        """The accounts that are in the group now."""
        return [tenant_id for tenant_id in self.group.names if tenant_id not in self.away]

    def all(self, tenant_id: str) -> list[Contact]:
        return [contact for contact in self.group.all(tenant_id) if contact.erasure is None]

    def one_of(self, *tenants: str) -> tuple[str, Contact]:
        """Return a contact of these accounts. Raises IndexError if there is none."""
        return self.chance.choice([(tenant_id, contact) for tenant_id in tenants for contact in self.all(tenant_id)])

    def points(self) -> dict[str, Any]:
        """Return some emails and phones: more phones where contacts match by these, and of fewer where they match by an email and a phone."""
        match_on = self.group.group.settings_and_state()[0].match_on
        emails = self.chance.sample(EMAILS[:3] if match_on is MatchOn.BOTH else EMAILS, self.chance.choice((0, 1, 1, 1, 2)))
        how_many = (0, 0, 0, 1) if match_on in (MatchOn.EITHER, MatchOn.EMAIL) else (0, 1, 1, 2)
        phones = self.chance.sample(PHONES[:2] if match_on is MatchOn.BOTH else PHONES, self.chance.choice(how_many))
        return {"emails": [{"address": one} for one in emails], "phones": [{"number": one} for one in phones]}

    def stream(self, most: int | None = None) -> None:
        """Deliver the changes that wait, or the first of them, to the sync."""
        self.waiting += [record for record in self.group.world.take_stream_records() if reaches_stream_function(record)]
        taken = self.waiting[:most]
        self.waiting = self.waiting[len(taken) :]
        self.delivered = taken or self.delivered
        self.follow(taken)

    def follow(self, records: list[Any]) -> None:
        for start in range(0, len(records), STREAM_BATCH):
            for tenant_id, changes in changes_by_tenant({"Records": records[start : start + STREAM_BATCH]}).items():
                follow_changes(open_store(tenant_id), changes, self.group.now)

    def run(self, dies_at: int | None = None, **asked: bool) -> SyncRunView:
        """Carry out a run. It dies before this call, and its message is delivered again."""
        forget_cached()
        self.group.now += timedelta(days=1)
        run = administration.request_run(self.group.store(TOP), SyncRunDraft(**asked), by=a_caller(), now=self.group.now)
        if dies_at is not None:
            records = self.group.world.take_messages("tenant_sync")
            with suppress(WorkerDied), dying(dies_at):
                deliver(self.group.world, "tenant_sync", records)
            deliver(self.group.world, "tenant_sync", records)
        drain_queues(self.group.world, "tenant_sync")
        self.companies |= {contact.contact_id for contact in self.group.all(TOP) if contact.kind is ContactKind.COMPANY}
        return administration.read_run(self.group.store(TOP), run.sync_run_id)

    def settle(self, **asked: bool) -> SyncRunView:
        """Let a run read all that happened, and the jobs do what it asked for."""
        self.stream()
        run = self.run(**asked)
        drain_queues(self.group.world, "anonymization")
        self.stream()
        return run


def picture(history: History) -> list[Any]:
    """Return all that the sync decides, of every account."""
    return [
        (tenant_id, contact.contact_id, name_of(contact), sorted(contact.reached_at()), sorted(contact.tags), contact.sync_tags)
        for tenant_id in (TOP, *history.group.names)
        for contact in sorted(history.all(tenant_id), key=lambda one: one.contact_id)
    ]


@contextmanager
def dying(calls: int) -> Iterator[None]:
    """Let whoever makes so many calls die before the next one."""
    usual, left = BaseClient._make_api_call, [calls]  # type: ignore[attr-defined]  # a private method of botocore

    def call(client: Any, operation: str, params: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise WorkerDied(operation)
        return usual(client, operation, params)

    with patch.object(BaseClient, "_make_api_call", call):
        yield


def begun(group: Group, seed: str, now: datetime) -> History:
    group.now = now
    return History(group, random.Random(seed))
