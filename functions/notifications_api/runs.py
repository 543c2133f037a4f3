"""Routes of notification runs."""

from aws_lambda_powertools.event_handler.api_gateway import Router

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.runs.run_views import RunDecision, RunSummary, RunView
from contactbook.domain.runs.runs import RunDraft
from contactbook.services.runs import run_decisions, runs
from notifications_api.scopes import Reader, Writer

router = Router()


@router.post("/v1/notification-runs", status_code=202, tags=["Notification runs"])
def start_run(draft: RunDraft, caller: Writer, store: Store, now: Now) -> RunView:
    """Start a run over a list, a segment, chosen contacts or everyone; a dry run only counts."""
    return runs.start_run(store, draft, by=caller, now=now)


@router.get("/v1/notification-runs", tags=["Notification runs"])
def list_runs(caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[RunSummary]:
    """List the runs that the caller may cancel, newest first. A page may hold fewer than `limit` without being the last."""
    return pages.page(*runs.page_of_runs(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/notification-runs/<run_id>", tags=["Notification runs"])
def read_run(run_id: str, caller: Reader, store: Store, now: Now) -> RunView:
    """Read a run with its state and counts."""
    return runs.read_run(store, run_id, by=caller, now=now)


@router.post("/v1/notification-runs/<run_id>/cancel", tags=["Notification runs"])
def cancel_run(run_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> RunView:
    """Cancel every communication of a run that is not being sent yet."""
    return runs.cancel_run(store, run_id, by=caller, now=now, if_match=if_match)


@router.get("/v1/notification-runs/<run_id>/decisions", tags=["Notification runs"])
def list_decisions(
    run_id: str, caller: Reader, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RunDecision]:
    """List for each contact whether it is contacted, why not, and the address with its level."""
    after = pages.after(cursor)
    return pages.page(*run_decisions.page_of_decisions(store, run_id, by=caller, limit=limit, after=after, now=now))
