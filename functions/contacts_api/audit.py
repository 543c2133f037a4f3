"""Routes of the audit: who did what with whose data."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.downloads import attached
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.audit.chain import ChainVerdict
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.domain.base.versions import with_fields
from contactbook.services.audit import chain, timeline
from contactbook.services.audit.entries import AuditEntry, as_csv
from contactbook.services.audit.reports import AuditQuery, file_of_audit, page_of_audit
from contactbook.services.audit.timeline import TimelineItem

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Auditor = Annotated[Caller, Depends(needs(Scope.AUDIT_READ))]
Format = Annotated[
    str | None,
    Query(
        pattern="^(json|csv)$",
        description="`csv` returns up to 5,000 entries as a file. If there are more, the header `Next-Cursor` holds the `cursor` of the next file.",
    ),
]
Kind = Annotated[AuditKind | None, Query(description="All kinds if it is left out.")]
User = Annotated[str | None, Query(min_length=1, max_length=200, description="The user who acted. Without it, everybody.")]
Account = Annotated[
    str | None, Query(min_length=1, max_length=64, description="An account: its changes, and looks at its contact.")
]
Until = Annotated[Moment | None, Query(alias="to", description="Now if it is left out.")]
Report = Response[Page[AuditEntry] | str]


@router.get("/v1/contacts/<contact_id>/audit", tags=["Data protection"])
def read_contact_audit(
    contact_id: str,
    caller: Auditor,
    store: Store,
    now: Now,
    pages: Pages,
    kind: Kind = None,
    user_id: User = None,
    account_id: Account = None,
    since: Annotated[Moment | None, Query(alias="from", description="The whole history if it is left out.")] = None,
    until: Until = None,
    limit: Limit = 25,
    cursor: Cursor = None,
    format: Format = None,  # noqa: A002 - the name in the URL
) -> Report:
    """List the changes of a contact and its records, and who read it, newest first.

    A page may hold fewer entries than `limit` without being the last. Continue while there is a `next_cursor`.
    """
    query = AuditQuery(contact_id, account_id, user_id, kind, since, until)
    if format == "csv":
        return _file(store, query, caller, now, pages, cursor)
    return _page(store, query, caller, now, pages, limit, cursor)


@router.get("/v1/contacts/<contact_id>/timeline", tags=["Contacts"])
def read_timeline(
    contact_id: str, caller: Reader, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[TimelineItem]:
    """List what happened with a contact, newest first: its changes, its communications and its notes.

    Changes are on it for a caller who has `audit:read` as well.
    """
    after = pages.after(cursor)
    return pages.page(*timeline.page_of_timeline(store, contact_id, by=caller, now=now, limit=limit, after=after))


@router.get("/v1/contacts/<contact_id>/audit/verify", tags=["Data protection"])
def verify_contact_audit(contact_id: str, caller: Auditor, store: Store, pages: Pages, cursor: Cursor = None) -> ChainVerdict:
    """Check whether an entry of a contact's history was changed, removed, added or moved.

    A long history is checked in pieces. Continue while there is a `next_cursor`; the last answer is about the whole history.
    """
    verdict, further = chain.verify_chain(store, contact_id, by=caller, after=pages.after(cursor))
    return with_fields(verdict, next_cursor=pages.page((), further).next_cursor)


@router.get("/v1/contacts/<contact_id>/audit/chain", tags=["Data protection"])
def read_contact_chain(contact_id: str, caller: Auditor, store: Store, pages: Pages, cursor: Cursor = None) -> chain.Chain:
    """Read a contact's chained history, to check it elsewhere. A long one comes in pieces: continue while there is a `next_cursor`."""
    piece, further = chain.read_chain(store, contact_id, by=caller, after=pages.after(cursor))
    return with_fields(piece, next_cursor=pages.page((), further).next_cursor)


@router.get("/v1/audit", tags=["Data protection"])
def read_audit(
    caller: Auditor,
    store: Store,
    now: Now,
    pages: Pages,
    contact_id: Annotated[str | None, Query(min_length=1, max_length=64, description="Without it, every contact.")] = None,
    account_id: Account = None,
    user_id: User = None,
    kind: Kind = None,
    since: Annotated[
        Moment | None,
        Query(alias="from", description="If it is left out: of a contact the whole history, else the 31 days before `to`."),
    ] = None,
    until: Until = None,
    limit: Limit = 25,
    cursor: Cursor = None,
    format: Format = None,  # noqa: A002 - the name in the URL
) -> Report:
    """List what was done, newest first: with a contact, by a user, in a period, or any combination of them.

    A page may hold fewer entries than `limit` without being the last. Continue while there is a `next_cursor`.
    `POST /v1/exports` writes the whole audit into a file.
    """
    query = AuditQuery(contact_id, account_id, user_id, kind, since, until)
    if format == "csv":
        return _file(store, query, caller, now, pages, cursor)
    return _page(store, query, caller, now, pages, limit, cursor)


def _page(store: Store, query: AuditQuery, caller: Caller, now: Now, pages: Pages, limit: int, cursor: str | None) -> Report:
    found, further = page_of_audit(store, query, by=caller, now=now, limit=limit, after=pages.after(cursor))
    return Response(status_code=200, content_type="application/json", body=pages.page(found, further))


def _file(store: Store, query: AuditQuery, caller: Caller, now: Now, pages: Pages, cursor: str | None) -> Report:
    found, further = file_of_audit(store, query, by=caller, now=now, after=pages.after(cursor))
    next_cursor = pages.page((), further).next_cursor
    headers = attached(f"{query.contact_id or 'tenant'}-audit.csv") | ({"Next-Cursor": next_cursor} if next_cursor else {})
    return Response(200, "text/csv; charset=utf-8", as_csv(found), headers)
