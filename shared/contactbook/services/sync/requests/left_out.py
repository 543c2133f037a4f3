"""Persons whose copy is gone, for the top account: it sees them, and may let a copy be made again (S4.27)."""

from datetime import datetime

from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.sync.copies import LeftOutView, SyncedCopy
from contactbook.domain.sync.runs import owing_full
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.sync.requests.administration import group_of_top_account
from contactbook.storage.tenant_store import TenantStore


def page_of_left_out(store: TenantStore, *, limit: int, after: After | None) -> tuple[list[LeftOutView], After | None]:
    """Return a page of the persons whose copy is gone. Raises RuleBroken `not_top_account`."""
    copies, next_page = group_of_top_account(store).copies.page_of_left_out(limit=limit, after=after)
    return [view for copy in copies if (view := _view(copy))], next_page


@retried_when_raced
def let_in(store: TenantStore, left_out_id: str, *, by: Caller, now: datetime) -> None:
    """Let a copy be made again. The next run reads every contact, and makes it if its person is still shared.

    Raises RuleBroken `not_top_account`, NotFound.
    """
    group = group_of_top_account(store)
    copy = group.copies.find_left_out(left_out_id)
    if copy is None:
        raise NotFound("There is no such person.")
    _, state = group.settings_and_state()
    change = TenantChange("left_out.removed", left_out_id, copy, None, kind=AuditKind.JOBS)
    writes = [group.copies.forget_of(copy), group.put_state(owing_full(state))]
    commit_tenant_change(store, change, *writes, by=by, now=now)
    group.copies.remove_pointers(copy)


def _view(copy: SyncedCopy) -> LeftOutView | None:
    if copy.left_out is None or copy.left_out_at is None:
        return None
    accounts = tuple(dict.fromkeys(member.tenant_id for member in copy.members))
    return LeftOutView(left_out_id=copy.contact_id, because=copy.left_out, at=copy.left_out_at, accounts=accounts)
