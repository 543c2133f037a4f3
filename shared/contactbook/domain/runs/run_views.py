"""A run, and the decision about each of its recipients, as callers see them."""

from datetime import datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_states import ACCEPTED, CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.contacts.details import Address
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.run_counts import RunCounts, RunState, run_state
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Recipient
from contactbook.domain.templates.merge_tags import address_lines


class RunView(RunCounts):
    """A run as callers see it."""

    run_id: str
    state: RunState
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    audience: Audience
    exclude: Exclude
    service_group: str | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    paused_until: Moment | None = None
    paused_because: str | None = None
    cancelled_at: Moment | None = None
    cancelled_by: Actor | None = None
    created_at: Moment
    version: int


class RunSummary(Value):
    """A run in a list: without its counts, which cost one query each."""

    run_id: str
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    cancelled_at: Moment | None = None
    created_at: Moment


class RunDecision(Value):
    """One contact of a run: contacted or not, why, and at which address (S0.28: reading it sends nothing)."""

    contact_id: str
    account_id: str | None = None
    contacted: Flag
    reason: str | None = None
    channel: Channel
    address: str | None = None
    address_level: Level | None = None
    communication_id: str | None = None
    state: str | None = None
    # When it may leave, if quiet hours put it off (S7.9).
    put_off_until: Moment | None = None
    # What the contact is called now; null if it is gone or the caller may not know.
    display_name: str | None = None


def run_view(run: Run, counts: RunCounts, now: datetime) -> RunView:
    """Return the run as callers see it."""
    fields = {name: value for name, value in dict(run).items() if name in RunView.model_fields}
    return RunView.model_validate({**fields, **dict(counts), "state": run_state(run, counts, now)})


def without_address(decision: RunDecision) -> RunDecision:
    """Return the decision without where it went."""
    return with_fields(decision, account_id=None, address=None, address_level=None)


def selectable_decision(decision: RunDecision) -> RunDecision:
    """Return what a caller sees of the decision about a contact that it may only select: whether it is contacted."""
    return RunDecision(contact_id=decision.contact_id, contacted=decision.contacted, channel=decision.channel)


def past_decision(found: Communication) -> RunDecision:
    """Return what was decided about a communication that is no longer queued."""
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
        put_off_until=found.put_off_until,
    )


def present_decision(run: Run, recipient: Recipient, decision: Decision, queued: Communication | None) -> RunDecision:
    """Return what would be decided now about a recipient whose communication is queued or not planned yet."""
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
        put_off_until=decision.put_off_until if queued is None or queued.put_off_until is None else queued.put_off_until,
    )
