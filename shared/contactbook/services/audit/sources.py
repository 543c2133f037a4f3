"""Where the records of a report lie. A source reads a span of time, newest first, and says how far it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from contactbook.domain.audit.entries import AuditKind, ContactEntry
from contactbook.domain.audit.looks import Look
from contactbook.domain.base.callers import ActorType
from contactbook.domain.base.ulids import moment_of, ulid_before
from contactbook.storage.audit.history import AuditRecord, user_of
from contactbook.storage.base.audit_index import (
    beginning_of,
    first_at,
    month_of,
)
from contactbook.storage.tenant_store import TenantStore

R = TypeVar("R", bound=AuditRecord)
# Records, newest first, and the time part down to which they were read; None if nothing older is left.
Read = tuple[Sequence[R], str | None]
# Reads records between two time parts, at most so many.
Page = Callable[[tuple[str, str], int], Read[R]]

# Queries of one source in one request. A round about everybody costs a query for each bucket of a month.
_MOST_QUERIES, _ROUNDS_ABOUT_EVERYBODY = 30, 6
_LOOKS_AT_ONCE = 200
# How the ids of runs begin, and the names of jobs. A change that a job made names one of these as its request.
_RUNS = (
    *("anr_", "exp_", "imp_", "ndr_", "rbd_", "run_", "syn_"),
    *("anonymization", "kyc-", "name-days", "privacy-levels", "reconsent", "tenant-sync"),
)


@dataclass(frozen=True)
class Span:
    """A span of time, between two time parts, both included."""

    first: str
    last: str


@dataclass(frozen=True)
class Source:
    """One place of records, and which of those that lie there a report shows."""

    page: Page[AuditRecord]
    keeps: Callable[[AuditRecord], bool] = lambda _: True
    # A look older than this has expired; DynamoDB takes days to delete it.
    since: str = ""
    most_queries: int = _MOST_QUERIES

    def read(self, span: Span, limit: int) -> Read[AuditRecord]:
        """Return at least `limit` records of the span, or fewer if there are no more or reading them takes too many queries."""
        found: list[AuditRecord] = []
        first, last = max(span.first, self.since), span.last
        behind: str | None = None
        for _ in range(self.most_queries):
            if last < first:
                return found, None
            records, behind = self.page((first, last), limit)
            found += [one for one in records if self.keeps(one)]
            if behind is None or len(found) >= limit:
                break
            last = ulid_before(behind)
        return found, behind


def sources_of_contact(
    store: TenantStore,
    contact_id: str,
    kinds: Sequence[AuditKind],
    *,
    user_id: str | None,
    account_id: str | None,
    looks_since: datetime,
) -> list[Source]:
    """Return where records about one contact lie: its history, looks at it alone, in lists, and by exports.

    Of the kind `jobs` are the changes that a job or a run made.
    """
    found = []
    is_by_user = _is_by(user_id)

    def is_wanted(record: AuditRecord) -> bool:
        return is_by_user(record) and isinstance(record, ContactEntry) and _is_about(record, account_id)

    history: Page[AuditRecord] = lambda between, limit: store.history.page_between(contact_id, between=between, limit=limit)  # noqa: E731 - a name for the type
    if AuditKind.CHANGES in kinds:
        found.append(Source(history, is_wanted))
    elif AuditKind.JOBS in kinds:
        found.append(Source(history, lambda record: is_wanted(record) and _is_by_a_job(record)))
    if AuditKind.LOOKS in kinds:
        since = first_at(looks_since)

        def shows(record: AuditRecord) -> bool:
            return is_by_user(record) and isinstance(record, Look) and contact_id in record.contact_ids

        found += [
            Source(lambda between, limit: store.looks.page(contact_id, between=between, limit=limit), is_by_user, since),
            Source(_by_months(store.looks.pages_of_month, at_least=_LOOKS_AT_ONCE), shows, since),
            Source(lambda between, _: store.looks.exports_of(contact_id, between=between, limit=_LOOKS_AT_ONCE), shows, since),
        ]
    return found


def sources_of_tenant(
    store: TenantStore, kinds: Sequence[AuditKind], *, user_id: str | None, looks_since: datetime
) -> list[Source]:
    """Return where the records of everybody, or of one user, lie."""
    return [_of_tenant(store, kind, user_id, looks_since) for kind in kinds]


def _of_tenant(store: TenantStore, kind: AuditKind, user_id: str | None, looks_since: datetime) -> Source:
    if kind in (AuditKind.JOBS, AuditKind.SETTINGS):
        return Source(lambda between, limit: store.tenant_history.page(kind, user_id=user_id, between=between, limit=limit))

    def of_month(month: str, *, between: tuple[str, str], limit: int) -> Read[AuditRecord]:
        return store.history.page_of_month(kind, month, user_id=user_id, between=between, limit=limit)

    return Source(
        _by_months(of_month),
        since=first_at(looks_since) if kind is AuditKind.LOOKS else "",
        most_queries=_ROUNDS_ABOUT_EVERYBODY if user_id is None else _MOST_QUERIES,
    )


def _by_months(of_month: Callable[..., Read[R]], *, at_least: int = 0) -> Page[R]:
    """Return a page that reads the newest month of its span, and then says that the month before is left."""

    def page(between: tuple[str, str], limit: int) -> Read[R]:
        first, last = between
        month = month_of(moment_of(last))
        records, behind = of_month(month, between=between, limit=max(limit, at_least))
        beginning = first_at(beginning_of(month))
        if behind is None and beginning > first:
            behind = beginning
        return records, behind

    return page


def _is_by(user_id: str | None) -> Callable[[AuditRecord], bool]:
    return lambda record: user_id is None or user_of(record) == user_id


def _is_about(record: ContactEntry, account_id: str | None) -> bool:
    """True if the entry is about this account of the contact, or no account is asked for."""
    if account_id is None or record.entry.subject == account_id:
        return True
    changes = record.values.changes if record.values else ()
    return any(change.field.endswith("account_id") and account_id in (change.from_, change.to) for change in changes)


def _is_by_a_job(record: AuditRecord) -> bool:
    if not isinstance(record, ContactEntry):
        return False
    return record.entry.actor.type is ActorType.JOB or record.entry.request_id.startswith(_RUNS)
