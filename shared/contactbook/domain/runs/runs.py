"""Notification runs: one message to an audience, planned slice by slice. A run's state and counts are derived, never stored (S3.20)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import ConfigDict

from contactbook.domain.accounts.accounts import Account, AccountState, is_of_service
from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Flag, Id, Key, Moment, Record, Value
from contactbook.domain.base.versions import next_version
from contactbook.domain.communications.communication_ids import communication_id, derived_tail
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.origins import ACCOUNT_LEVEL_ORIGINS, ANY_SERVICE, Origin, Service, account_service
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.slices import Recipient, Slice


class RunDraft(Draft):
    """What a caller sends to start a run."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "channel": "email",
                    "origin": "contact_report",
                    "audience": {"list_id": "lst_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"},
                }
            ]
        },
    )
    notification_type_id: Id
    template_id: Id
    channel: Channel
    origin: Literal[Origin.CONTACT_REPORT, Origin.ACCOUNT_REPORT] = Origin.CONTACT_REPORT
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: Key | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False


class Planning(Value):
    """The planner's progress: the slices made, the recipients in them, and where the next page begins."""

    slices: int = 0
    planned: int = 0
    after: After | None = None
    begun: bool = False
    complete: bool = False


class Run(Record):
    """A stored run. `tally` holds the counts of a dry run."""

    run_id: str
    notification_type_id: str
    template_id: str
    channel: Channel
    origin: Origin
    audience: Audience
    exclude: Exclude = Exclude()
    service_group: str | None = None
    scheduled_for: Moment | None = None
    dry_run: Flag = False
    schedule_id: str | None = None
    # The audience holds only contacts that this caller may select.
    requested_by: Caller
    planning: Planning = Planning()
    tally: dict[str, int] = {}
    paused_until: Moment | None = None
    paused_because: str | None = None
    cancelled_at: Moment | None = None
    cancelled_by: Actor | None = None
    due_at: Moment | None = None
    created_at: Moment
    updated_at: Moment

    @property
    def is_account_level(self) -> bool:
        """True if account information is tried first (S0.9, S0.10)."""
        return self.origin in ACCOUNT_LEVEL_ORIGINS

    @property
    def narrowed_to(self) -> str | None:
        """The product group whose holders alone the run is for (S0.10)."""
        return self.service_group if self.is_account_level else None

    def service_for(self, recipient: Recipient) -> Service | None:
        """Return the Service section of a recipient's communication (S0.18, S0.26)."""
        if not self.is_account_level:
            return None
        if recipient.account_id:
            return Service(account_id=recipient.account_id, service=recipient.service)
        return Service(service=self.service_group or ANY_SERVICE)

    def communication_id_for(self, recipient: Recipient) -> str:
        """Return the id of the one communication that this run sends to a recipient over its channel."""
        tail = derived_tail(self.run_id, recipient.contact_id, recipient.account_id, self.channel)
        return communication_id(recipient.contact_id, tail)

    def planned_in(self, planned: Slice) -> list[Communication]:
        """Return the communications of a slice as they were planned, in the order of its recipients."""
        return [self._planned(planned, recipient) for recipient in planned.recipients]

    def _planned(self, planned: Slice, recipient: Recipient) -> Communication:
        return Communication(
            communication_id=self.communication_id_for(recipient),
            contact_id=recipient.contact_id,
            service=self.service_for(recipient),
            origin=self.origin,
            channel=self.channel,
            notification_type_id=self.notification_type_id,
            template_id=self.template_id,
            run_id=self.run_id,
            slice=planned.number,
            account_id=recipient.account_id,
            created_at=planned.planned_at,
            created_by=self.requested_by.actor,
            updated_at=planned.planned_at,
        )


def recipients_of(run: Run, contact_id: str, accounts: Sequence[Account]) -> list[Recipient]:
    """Return the recipients that a contact is, of whom the audience names these accounts: itself if it names none.

    At contact level it is one recipient, whatever the audience names (S0.6). At account level it is one for each open account of
    the run's product group (S0.10, S0.21). Who holds another account only is a recipient that is skipped.
    """
    if not run.is_account_level or not accounts:
        return [Recipient(contact_id=contact_id)]
    group = run.narrowed_to
    fitting = [one for one in accounts if one.state is AccountState.OPEN and (group is None or is_of_service(one, group))]
    others = [one for one in accounts if group is not None and not is_of_service(one, group)]
    services = [account_service(one) for one in fitting or others[:1]]
    return [Recipient(contact_id=contact_id, account_id=one.account_id, service=one.service) for one in services]


def cancelled(run: Run, by: Actor, now: datetime) -> Run:
    """Return the cancelled run. Raises RuleBroken `run_already_cancelled`, `dry_run_sends_nothing`."""
    if run.cancelled_at is not None:
        raise RuleBroken(
            "The run is already cancelled. GET /v1/notification-runs/{id} says what was sent.", code="run_already_cancelled"
        )
    if run.dry_run:
        raise RuleBroken("A dry run sends nothing, so it cannot be cancelled. Leave it.", code="dry_run_sends_nothing")
    return next_version(run, cancelled_at=now, cancelled_by=by, paused_until=None, updated_at=now)
