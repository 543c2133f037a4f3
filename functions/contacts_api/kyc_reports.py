"""Routes of what is to be worked off in KYC."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.services.kyc import reports
from contactbook.services.kyc.profiles import KycView
from contactbook.services.kyc.reports import AboveMaximum, ExpiredInRun, ListedExpiryRun, ListedState

router = Router()
Lister = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.KYC_VERIFY))]
WithinDays = Annotated[int, Query(ge=0, le=3650)]


class KycExpiryRunView(ListedExpiryRun):
    """An expiry run, with a page of its contacts that the caller may view."""

    items: tuple[ExpiredInRun, ...] = ()
    next_cursor: str | None = None


@router.get("/v1/kyc/expiring", tags=["KYC"])
def list_expiring(
    caller: Lister,
    store: Store,
    now: Now,
    pages: Pages,
    profile: str | None = None,
    within_days: WithinDays = 30,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[KycView]:
    """List customers whose KYC profile ends within some days, by date."""
    after = pages.after(cursor)
    return pages.page(
        *reports.page_of_expiring(store, profile=profile, within_days=within_days, by=caller, now=now, limit=limit, after=after)
    )


@router.get("/v1/kyc/profiles", tags=["KYC"])
def list_profiles(
    caller: Lister,
    store: Store,
    now: Now,
    pages: Pages,
    state: ListedState | None = None,
    since: Annotated[Moment | None, Query(description="In this state since then or later.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[KycView]:
    """List whose KYC profile is pending, refuted or expired, and since when, longest first."""
    found = reports.page_of_profiles(store, state=state, since=since, by=caller, now=now, limit=limit, after=pages.after(cursor))
    return pages.page(*found)


@router.get("/v1/kyc/above-maximum", tags=["KYC"])
def list_accounts_above_maximum(
    caller: Lister, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AboveMaximum]:
    """List accounts whose credit limit is above the maximum of their customer's KYC standing."""
    return pages.page(*reports.page_of_accounts_above(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/kyc/expiry-runs", tags=["KYC"])
def list_expiry_runs(
    caller: Lister, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[ListedExpiryRun]:
    """List the runs of the expiry, newest first: one for each day on which a profile was due."""
    return pages.page(*reports.page_of_expiry_runs(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/kyc/expiry-runs/<run_id>", tags=["KYC"])
def read_expiry_run(
    run_id: str, caller: Lister, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> KycExpiryRunView:
    """Read a run of the expiry: its progress, whom it expired and why."""
    run, items, after = reports.read_expiry_run(store, run_id, by=caller, limit=limit, after=pages.after(cursor))
    page = pages.page(items, after)
    return KycExpiryRunView.model_validate(run.model_dump() | {"items": tuple(page.items), "next_cursor": page.next_cursor})
