"""Starting, reading and cancelling notification runs (S0.6, S0.10, S2.53, S3.20, S3.21)."""

from datetime import datetime, timedelta

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.details import Address
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.notification_types import Channel
from contactbook.domain.notifications import runs
from contactbook.domain.notifications.communications import ACCEPTED, Communication, CommunicationState
from contactbook.domain.notifications.runs import (
    Recipient,
    Run,
    RunDecision,
    RunDraft,
    RunSummary,
    RunView,
    Slice,
    counts_of,
    state_of,
)
from contactbook.domain.templates.merge_tags import address_lines
from contactbook.domain.templates.templates import has_body
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.decisions.suppression_lists import checked_list_ids
from contactbook.services.notifications.audiences import check_audience
from contactbook.services.notifications.planning import decisions_of_slice, send_to_planner
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# When the sweeper looks whether the planner got its message.
_SOON = timedelta(minutes=2)


def start_run(store: TenantStore, draft: RunDraft, *, by: Caller, now: datetime) -> RunView:
    """Take a run on; it is planned and sent in the background, or from `scheduled_for` on.

    Raises ValidationFailed for a type, template, audience or list that is not there, or a template without a body for the channel.
    """
    check_references(store, draft.notification_type_id, draft.template_id, draft.channel)
    check_audience(store, draft.audience, by=by)
    checked_list_ids(store, draft.exclude.suppression_list_ids, "/exclude/suppression_list_ids")
    waits = draft.scheduled_for is not None and draft.scheduled_for > now
    run = Run(
        run_id=new_id("run", now),
        **dict(draft),
        requested_by=as_kept(by),
        due_at=draft.scheduled_for if waits else now + _SOON,
        created_at=now,
        updated_at=now,
    )
    table.transact([store.runs.add_of(run)])
    if not waits:
        send_to_planner(store, run.run_id)
    return view_of(store, run, now)


def as_kept(by: Caller) -> Caller:
    """The caller as a run keeps it: what access is decided by, and not where the request came from."""
    return with_fields(by, source_ip=None, user_agent=None)


def check_references(store: TenantStore, notification_type_id: str, template_id: str, channel: Channel) -> None:
    """Refuse a notification type or a template that is not there, or that says nothing on the channel. Raises ValidationFailed."""
    if store.notification_types.find(notification_type_id) is None:
        raise ValidationFailed.of("/notification_type_id", "unknown_notification_type", "There is no such notification type.")
    template = store.templates.find(template_id)
    if template is None:
        raise ValidationFailed.of("/template_id", "unknown_template", "There is no such template.")
    if not has_body(template, channel):
        raise ValidationFailed.of("/template_id", "no_body_for_channel", "The template has no body for this channel.")


def read_run(store: TenantStore, run_id: str, *, now: datetime) -> RunView:
    """The run with its state and counts, as its communications tell. Raises NotFound."""
    return view_of(store, store.runs.get(run_id), now)


def page_of_runs(
    store: TenantStore, *, limit: int, after: dict[str, str] | None
) -> tuple[list[RunSummary], dict[str, str] | None]:
    """Runs, newest first: one query."""
    found, further = store.runs.page(limit=limit, after=after)
    return [RunSummary.model_validate(dict(run)) for run in found], further


@retried_when_raced
def cancel_run(store: TenantStore, run_id: str, *, now: datetime, if_match: int | None = None) -> RunView:
    """Stop everything that is not armed yet.

    Raises RuleBroken `run_finished`, `run_already_cancelled`, VersionMismatch, NotFound.
    """
    run = store.runs.get(run_id)
    require_version(run.version, if_match)
    if view_of(store, run, now).state is runs.RunState.FINISHED and not run.dry_run:
        raise RuleBroken("The run is finished.", code="run_finished")
    cancelled = runs.cancelled(run, now)
    store.runs.save(cancelled)
    return view_of(store, cancelled, now)


def page_of_decisions(
    store: TenantStore, run_id: str, *, limit: int, after: dict[str, str] | None
) -> tuple[list[RunDecision], dict[str, str] | None]:
    """Contact by contact: contacted or not, why, and where. What is not sent yet is decided as things stand now."""
    run = store.runs.get(run_id)
    number, place = (int(after["slice"]), int(after["place"])) if after else (0, 0)
    planned = store.runs.find_slice(run_id, number) if number < run.planning.slices else None
    if planned is None:
        return [], None
    part = with_fields(planned, recipients=planned.recipients[place : place + limit])
    decisions = _decisions(store, run, part)
    if place + limit < len(planned.recipients):
        return decisions, {"slice": str(number), "place": str(place + limit)}
    further = {"slice": str(number + 1), "place": "0"} if number + 1 < run.planning.slices else None
    return decisions, further


def view_of(store: TenantStore, run: Run, now: datetime) -> RunView:
    """The run as callers see it: one query, none for a dry run."""
    ends = _tallied(run) if run.dry_run else store.communications.ends_of(run.run_id)
    counts = counts_of(run.planning.planned, ends)
    fields = {name: value for name, value in dict(run).items() if name in RunView.model_fields}
    return RunView.model_validate({**fields, **dict(counts), "state": state_of(run, counts, now)})


def _tallied(run: Run) -> dict[tuple[str, str], int]:
    return {(outcome, reason): count for name, count in run.tally.items() for outcome, _, reason in [name.partition("#")]}


def _decisions(store: TenantStore, run: Run, part: Slice) -> list[RunDecision]:
    ids = {recipient: run.communication_of(recipient) for recipient in part.recipients}
    stored = {} if run.dry_run else {one.communication_id: one for one in store.communications.get_many(list(ids.values()))}
    open_ones = [recipient for recipient in part.recipients if _is_undecided(stored.get(ids[recipient]))]
    asked = dict(decisions_of_slice(store, run, with_fields(part, recipients=tuple(open_ones))))
    return [
        _of_decision(run, recipient, asked[recipient], stored.get(ids[recipient]))
        if recipient in asked
        else _of_communication(stored[ids[recipient]])
        for recipient in part.recipients
        if recipient in asked or ids[recipient] in stored
    ]


def _is_undecided(communication: Communication | None) -> bool:
    return communication is None or communication.state is CommunicationState.QUEUED


def _of_communication(found: Communication) -> RunDecision:
    return RunDecision(
        contact_id=found.contact_id,
        account_id=found.account_id,
        contacted=found.state in ACCEPTED | {CommunicationState.SENDING, CommunicationState.UNKNOWN},
        reason=found.reason,
        channel=found.channel,
        address=found.address,
        address_level=found.address_level,
        communication_id=found.communication_id,
        state=found.state,
    )


def _of_decision(run: Run, recipient: Recipient, decision: Decision, queued: Communication | None) -> RunDecision:
    address = decision.address
    return RunDecision(
        contact_id=recipient.contact_id,
        account_id=decision.account_id or recipient.account_id,
        contacted=decision.contacted,
        reason=decision.reason,
        channel=run.channel,
        address=", ".join(address_lines(address)) if isinstance(address, Address) else address,
        address_level=decision.address_level,
        communication_id=queued.communication_id if queued else None,
        state=queued.state if queued else None,
    )
