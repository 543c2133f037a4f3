"""Starts, reads and cancels notification runs (S0.6, S0.10, S2.53, S3.20, S3.21)."""

from datetime import datetime, timedelta

from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.access import may_stop_work_of
from contactbook.domain.decisions.origins import ACCOUNT_LEVEL_ORIGINS
from contactbook.domain.runs import runs
from contactbook.domain.runs.run_counts import RunState
from contactbook.domain.runs.run_views import RunSummary, RunView, run_view
from contactbook.domain.runs.runs import Run, RunDraft
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.communications.references import require_type_and_template
from contactbook.services.communications.shown_runs import shown_run
from contactbook.services.decisions.excluding import require_excluded
from contactbook.services.runs.audiences import audiences_seen_by, require_audience
from contactbook.services.runs.run_queues import send_to_planner
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.tenant_store import TenantStore

# When the sweeper checks that the planner received its message.
_SOON = timedelta(minutes=2)


def start_run(store: TenantStore, draft: RunDraft, *, by: Caller, now: datetime) -> RunView:
    """Start a run. It is planned and sent in the background, at once or from `scheduled_for` on.

    A dry run is counted at once. With `scheduled_for` it tells what the run would do then (S7.9).

    Raises ValidationFailed for an unknown type, template, audience or list, for a template without a body for the channel,
    `sender_missing` without a verified sender for the channel, and `not_narrowed` for a contact report with a service group (S0.10).
    """
    _require_narrowed(draft)
    require_type_and_template(store, draft.notification_type_id, draft.template_id, draft.channel)
    require_audience(store, draft.audience, by=by)
    require_excluded(store, draft.exclude)
    require_sender(store, draft.channel)
    waits = draft.scheduled_for is not None and draft.scheduled_for > now and not draft.dry_run
    run = Run(
        run_id=new_id("run", now),
        **dict(draft),
        requested_by=stored_caller(by),
        due_at=draft.scheduled_for if waits else now + _SOON,
        created_at=now,
        updated_at=now,
    )
    change = TenantChange("notification_run.started", run.run_id, details=told(run), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.runs.add_of(run), by=by, now=now)
    if not waits:
        send_to_planner(store, run.run_id)
    return _view(store, run, now)


def _require_narrowed(draft: RunDraft) -> None:
    # Left unsaid, a report that was meant for the holders of a product would reach everybody.
    if draft.service_group is not None and draft.origin not in ACCOUNT_LEVEL_ORIGINS:
        message = "Only an account report is narrowed by a service group. Send the origin `account_report`, or leave this out."
        raise ValidationFailed.of("/service_group", "not_narrowed", message)


def stored_caller(by: Caller) -> Caller:
    """Return the caller as a run stores it: what decides access, without the origin of the request."""
    return with_fields(by, source_ip=None, user_agent=None)


def read_run(store: TenantStore, run_id: str, *, by: Caller, now: datetime) -> RunView:
    """Return the run with its state and counts. Raises NotFound."""
    return _seen_by(store, shown_run(store, run_id, by=by), by, now)


def page_of_runs(store: TenantStore, *, by: Caller, limit: int, after: After | None) -> tuple[list[RunSummary], After | None]:
    """Return a page of the runs that the caller may stop, newest first; perhaps fewer than `limit`. One query."""
    found, further = store.runs.page(limit=limit, after=after)
    groups = store.settings.current().groups
    shown = [run for run in found if may_stop_work_of(by, run.requested_by, groups)]
    return [RunSummary.model_validate(dict(run)) for run in shown], further


@retried_when_raced
def cancel_run(store: TenantStore, run_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> RunView:
    """Cancel every communication of the run that is not armed yet.

    Once this returns, a sender arms at most the one message that it had decided to send before.

    Raises RuleBroken `run_finished`, `run_already_cancelled`, `dry_run_sends_nothing`, VersionMismatch, NotFound.
    """
    run = shown_run(store, run_id, by=by)
    require_version(run.version, if_match)
    if _view(store, run, now).state is RunState.FINISHED and not run.dry_run:
        raise RuleBroken("The run is already finished. GET /v1/notification-runs/{id} says what was sent.", code="run_finished")
    cancelled = runs.cancelled(run, by.actor, now)
    state = Change(field="state", from_=_view(store, run, now).state.value, to=RunState.CANCELLED.value)
    change = TenantChange("notification_run.cancelled", run_id, details=(state,), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.runs.save_of(cancelled), store.runs.stop_of(run), by=by, now=now)
    # The planner cancels what was put off to a time of its own.
    send_to_planner(store, run_id)
    return _seen_by(store, cancelled, by, now)


def _seen_by(store: TenantStore, run: Run, by: Caller, now: datetime) -> RunView:
    (audience,) = audiences_seen_by(store, by, [(run.requested_by, run.audience)])
    return with_fields(_view(store, run, now), audience=audience)


def told(run: Run) -> list[Change]:
    """Return what the audit entry says of a new run. It counts the contacts that the audience names."""
    fields = run.model_dump(mode="json", exclude_defaults=True, include=set(RunDraft.model_fields) | {"schedule_id"})
    audience = fields.get("audience", {})
    if "contact_ids" in audience:
        audience["contact_ids"] = len(audience["contact_ids"])
    return [Change(field=name, to=value) for name, value in fields.items()]


def _view(store: TenantStore, run: Run, now: datetime) -> RunView:
    """Return the run as callers see it. One query of a few items; none for a dry run."""
    return run_view(run, store.runs.counts(run), now)
