"""Communications whose outcome nobody knows: listing them, and writing down what became of one."""

import argparse
import sys
from collections.abc import Iterator

from pydantic import ValidationError

from contactbook import clock
from contactbook.domain.base.callers import job
from contactbook.domain.base.paging import every
from contactbook.domain.communications.communication_drafts import ResolutionDraft
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.worklist import WorklistFilters
from contactbook.services.communications.resolving import resolve_communication
from contactbook.services.communications.worklist import page_of_worklist
from contactbook.storage.tenant_store import TenantStore
from infra.operate.tenants import JOB, store_of, stores_of

_PAGE = 100


def unknown(wanted: argparse.Namespace) -> int:
    """Print each communication that is `unknown`. Return 1 if there is none."""
    count = 0
    for store in stores_of(wanted.tenant):
        for one in _unknown(store):
            print(
                f"{store.tenant_id} {one.communication_id} {one.channel} run {one.run_id or '-'} of {one.created_at:%Y-%m-%d %H:%M} UTC"
            )
            count += 1
    print(f"{count} communications are unknown.")
    return 0 if count else 1


def _unknown(store: TenantStore) -> Iterator[CommunicationView]:
    filters, by, now = WorklistFilters(state=CommunicationState.UNKNOWN), job(JOB), clock.now()
    return every(lambda after: page_of_worklist(store, filters, None, by=by, now=now, limit=_PAGE, after=after))


def resolve(wanted: argparse.Namespace) -> int:
    """Write down what became of a communication. It is never sent again. Raises ContactbookError."""
    try:
        draft = ResolutionDraft(outcome=wanted.outcome, reason=wanted.reason)
    except ValidationError:
        print("The reason has 1 to 500 characters, in one line.", file=sys.stderr)
        return 1
    store = store_of(wanted.tenant)
    if wanted.dry_run:
        found = store.communications.find(wanted.communication)
        is_unknown = found is not None and found.state is CommunicationState.UNKNOWN
        print(f"The communication is {found.state if found else 'missing'}.", file=sys.stdout if is_unknown else sys.stderr)
        return 0 if is_unknown else 1
    view = resolve_communication(store, wanted.communication, draft, by=job(JOB), now=clock.now())
    print(f"The communication is {view.state}.")
    return 0
