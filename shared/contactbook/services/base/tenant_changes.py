"""Commit a change of something that a tenant has besides its contacts, with its audit entry in the same transaction (S2.127).

What it configures (templates, lists, segments, suppression lists, ...) and the work that somebody starts, cancels or undoes (runs,
imports, exports, ...) change in this way only. Contacts change through `commit_change` in `services/changes`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from contactbook.domain.audit.entries import AuditKind, Change, EntryValues, changes_between, commitment_to
from contactbook.domain.audit.tenant_entries import TenantEntry, kept_changes, with_digest
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Flag
from contactbook.services.base.ids import new_id
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put, Write
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class TenantChange:
    """A change of one record, from `before` (None: it is created) to `after` (None: it is deleted).

    `action` names it, such as `template.changed`; `subject` is the id of the record. `details` are changes that the two values do
    not show. `kind` is JOBS for work that is started, cancelled or undone.
    """

    action: str
    subject: str
    before: BaseModel | None = None
    after: BaseModel | None = None
    details: Sequence[Change] = ()
    kind: AuditKind = AuditKind.SETTINGS
    # True if emails and phones among the values are the tenant's own, such as those of its senders.
    own_addresses: Flag = False


def commit_tenant_change(store: TenantStore, change: TenantChange, *writes: Write, by: Caller, now: datetime) -> None:
    """Commit the writes and the audit entry in one transaction. Raises the refusal of a write, or ConcurrentUpdate."""
    table.transact([*writes, entry_of(store, change, by=by, now=now)])


def entry_of(store: TenantStore, change: TenantChange, *, by: Caller, now: datetime) -> Put:
    """Return the write of the audit entry, for a transaction that the caller commits."""
    found = (*changes_between(change.before, change.after), *change.details)
    changes = kept_changes(found, own_addresses=change.own_addresses)
    salt, source_ip = secrets.token_hex(16), by.source_ip or ""
    entry = TenantEntry(
        entry_id=new_id("his", now),
        at=now,
        actor=by.actor,
        action=change.action,
        subject=change.subject,
        fields=tuple(one.field for one in changes),
        commitment=commitment_to(changes, salt, source_ip),
        request_id=by.request_id,
    )
    values = EntryValues(entry_id=entry.entry_id, salt=salt, changes=changes, source_ip=source_ip)
    return store.tenant_history.put_of(change.kind, with_digest(entry, store.key_ring), values)
