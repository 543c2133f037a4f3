"""A user records what became of a communication of which nobody knows whether it was sent (S3.20)."""

from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.versions import require_version
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_drafts import ResolutionDraft
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communication_views import CommunicationView, communication_view
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact
from contactbook.services.communications.communications import commit_communication, visible_communication
from contactbook.services.communications.run_ends import ending_writes
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def resolve_communication(
    store: TenantStore, communication: str, draft: ResolutionDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> CommunicationView:
    """End an `unknown` communication as delivered, or as not delivered. It is never sent again; the counts of its run follow.

    Raises RuleBroken `not_unknown`, `anonymized`, VersionMismatch, NotFound.
    """
    found, contact_id = visible_communication(store, communication, by, now)
    # A record of what happened is kept whatever the contact allows now.
    contact = editable_contact(store, contact_id, by=by, although_not_functional=True)
    require_version(found.version, if_match)
    if found.state is not CommunicationState.UNKNOWN:
        raise RuleBroken(
            f"The communication is {found.state}; only what became of an `unknown` one can be recorded.", code="not_unknown"
        )
    resolved = transitions.resolved(found, now, is_delivered=draft.outcome == "delivered")
    why = Change(field="communication.resolved_because", to=draft.reason)
    writes = [store.communications.save_of(resolved), *ending_writes(store, found, resolved)]
    commit_communication(store, contact, "communication.resolved", resolved, writes, details=(why,), by=by, now=now)
    return communication_view(resolved)
