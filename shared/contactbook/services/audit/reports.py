"""Reports of the audit: about a contact, its account, a user, a period, or any combination of them (S2.127-S2.130).

Each source is read in the order of time, so a report of any length is read page by page. Nothing is scanned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.audit.entries import AuditKind, ContactEntry
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.named_contacts import contacts_named_in, without_contacts
from contactbook.domain.audit.tenant_entries import TenantRecord
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After, pages
from contactbook.domain.base.ulids import ulid_before
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.audit.entries import AuditEntry, of_change, of_look, of_tenant_record
from contactbook.services.audit.sources import Source, Span, sources_of_contact, sources_of_tenant
from contactbook.services.changes.access import visible_contact
from contactbook.services.changes.children import found_by_own_id
from contactbook.services.changes.hidden import hidden_among
from contactbook.storage.audit.history import AuditRecord
from contactbook.storage.base.audit_index import FIRST_MOMENT, first_at, last_at, time_part
from contactbook.storage.tenant_store import TenantStore

_DEFAULT_PERIOD = timedelta(days=31)
# Bytes of the values in one page. An answer of Lambda holds 6 MB.
_MOST_BYTES = 3_000_000
_PAGES_OF_A_FILE = 50


@dataclass(frozen=True)
class AuditQuery:
    """What a report is about. Each part that is there narrows it; `since` and `until` are both included."""

    contact_id: str | None = None
    account_id: str | None = None
    user_id: str | None = None
    kind: AuditKind | None = None
    since: datetime | None = None
    until: datetime | None = None


def page_of_audit(
    store: TenantStore, query: AuditQuery, *, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """Return a page of a report, newest first.

    Without a contact it has the 31 days before its end, unless `since` says otherwise, and leaves out contacts that the caller may
    not view. A page may hold fewer entries than `limit` without being the last. Raises NotFound, Merged.
    """
    contact = _contact_of(store, query, by)
    until = max(min(query.until or now, now), FIRST_MOMENT)
    since = query.since or (contact.created_at if contact else until - _DEFAULT_PERIOD)
    upto = ulid_before(after["before"]) if after else last_at(until)
    span = Span(first_at(since), upto)
    if span.last < span.first:
        return [], None
    records, behind = _newest(_sources(store, query, contact, now), span, limit)
    records = _without_hidden(store, records, contact, by)
    shown = [of_record(record, contact.contact_id) for record in records] if contact else _visible(store, records, by)
    return _within_bytes(shown, {"before": behind} if behind else None)


def every_look(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> Iterator[AuditEntry]:
    """Yield every look at the contact that is still stored, newest first. Raises NotFound, Merged."""
    query = AuditQuery(contact_id=contact_id, kind=AuditKind.LOOKS)
    for found, _ in pages(lambda after: page_of_audit(store, query, by=by, now=now, limit=500, after=after)):
        yield from found


def file_of_audit(
    store: TenantStore, query: AuditQuery, *, by: Caller, now: datetime, after: After | None
) -> tuple[list[AuditEntry], After | None]:
    """Return what one file of a report holds: the newest 5,000 entries, or as many as fit into one answer. Raises NotFound, Merged."""
    found: list[AuditEntry] = []
    size = 0
    for _ in range(_PAGES_OF_A_FILE):
        page, after = page_of_audit(store, query, by=by, now=now, limit=100, after=after)
        found += page
        size += sum(entry.size for entry in page)
        # Another page of the largest size still fits into the answer.
        if after is None or size > _MOST_BYTES // 2:
            break
    return found, after


def of_record(record: AuditRecord, contact_id: str | None = None, contact_ids: tuple[str, ...] = ()) -> AuditEntry:
    """Return the entry of a record. A look at many names one contact, or those that the reader may see."""
    if isinstance(record, ContactEntry):
        return of_change(record.contact_id, record.entry, record.values)
    return of_tenant_record(record) if isinstance(record, TenantRecord) else of_look(record, contact_id, contact_ids)


def _contact_of(store: TenantStore, query: AuditQuery, by: Caller) -> Contact | None:
    """Return the contact that the report is about, if it is about one. Raises NotFound, Merged."""
    if query.account_id is None:
        return visible_contact(store, query.contact_id, by=by) if query.contact_id is not None else None
    with found_by_own_id("account"):
        owner = store.accounts.contact_of(query.account_id)
        if query.contact_id not in (None, owner):
            raise NotFound("There is no such account.")
        return visible_contact(store, owner, by=by)


def _sources(store: TenantStore, query: AuditQuery, contact: Contact | None, now: datetime) -> list[Source]:
    kinds = tuple(AuditKind) if query.kind is None else (query.kind,)
    looks_since = now - timedelta(days=store.settings.current().retention.looks_days)
    if contact is None:
        return sources_of_tenant(store, kinds, user_id=query.user_id, looks_since=looks_since)
    return sources_of_contact(
        store,
        contact.contact_id,
        kinds,
        user_id=query.user_id,
        account_id=query.account_id,
        looks_since=max(looks_since, contact.created_at),
    )


def _newest(sources: Sequence[Source], span: Span, limit: int) -> tuple[list[AuditRecord], str | None]:
    """Return the newest records of all sources, and the time part down to which they are complete; None if nothing is left.

    Each source is asked for one record more than a page holds: that one shows that another page follows.
    """
    found: list[AuditRecord] = []
    behind = ""
    for source in sources:
        records, read_to = source.read(span, limit + 1)
        found += records
        behind = max(behind, read_to or "")
    ordered = sorted((record for record in found if _time_of(record) >= behind), key=_time_of, reverse=True)
    if len(ordered) > limit:
        return ordered[:limit], _time_of(ordered[limit - 1])
    return ordered, behind or None


def _time_of(record: AuditRecord) -> str:
    return time_part(record.entry_id if isinstance(record, Look) else record.entry.entry_id)


def _within_bytes(entries: list[AuditEntry], further: After | None) -> tuple[list[AuditEntry], After | None]:
    """Return as many of the entries as fit into one answer, and where the next page begins."""
    size = 0
    for place, entry in enumerate(entries):
        size += entry.size
        if size > _MOST_BYTES and place:
            return entries[:place], {"before": time_part(entries[place - 1].entry_id)}
    return entries, further


def _visible(store: TenantStore, records: Sequence[AuditRecord], by: Caller) -> list[AuditEntry]:
    """Return what the caller may see: records about contacts that it may view, and those about no contact."""
    viewable = _viewable(store, {contact_id for record in records for contact_id in _contact_ids(record)}, by)
    found = []
    for record in records:
        ids = _contact_ids(record)
        shown = tuple(one for one in ids if one in viewable)
        if shown or not ids:
            found.append(of_record(record, shown[0] if len(ids) == 1 else None, shown))
    return found


def _viewable(store: TenantStore, contact_ids: set[str], by: Caller) -> set[str]:
    if not contact_ids or by.super_user:
        return contact_ids
    groups = store.settings.current().groups
    contacts = store.contacts.get_many(sorted(contact_ids))
    return {contact.contact_id for contact in contacts if may(by, contact, GroupRight.VIEW, groups)}


def _without_hidden(store: TenantStore, records: list[AuditRecord], contact: Contact | None, by: Caller) -> list[AuditRecord]:
    """Return the changes without the ids of other contacts that the caller may not see, such as the other end of a relation."""
    changes = [record for record in records if isinstance(record, ContactEntry)]
    own = {contact.contact_id} if contact else set()
    hidden = hidden_among(store, contacts_named_in(record.values for record in changes) - own, by=by)
    return [
        with_fields(record, values=without_contacts(record.values, hidden))
        if isinstance(record, ContactEntry) and hidden
        else record
        for record in records
    ]


def _contact_ids(record: AuditRecord) -> tuple[str, ...]:
    if isinstance(record, Look):
        return record.contact_ids
    return (record.contact_id,) if isinstance(record, ContactEntry) else ()
