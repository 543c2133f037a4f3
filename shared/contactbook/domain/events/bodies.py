"""What an event says: ids and the names of changed fields, no value of a person (S7.6).

Whoever needs more reads the record, with the rights of a token of its own.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from contactbook.domain.base.values import Flag


class EventBody(BaseModel):
    """What an event is about."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ContactBody(EventBody):
    """An event of a contact."""

    contact_id: str = Field(description="The contact.")
    action: str = Field(description="What was done, as the audit names it, such as `address.added`.")
    fields: tuple[str, ...] = Field(
        default=(), description="The names of the fields that changed, dotted, such as `emails` or `consent.state`."
    )


class MergeRole(StrEnum):
    """What a contact was in a merge: the one that stays, or one that goes into it."""

    SURVIVOR = "survivor"
    SOURCE = "source"


class MergeBody(ContactBody):
    """A merge or its undo. There is one event for each contact of it."""

    merge_id: str = Field(description="The merge.")
    role: MergeRole = Field(description="`survivor` for the contact that stays, `source` for one that was merged into it.")


class AccountBody(ContactBody):
    """An event of an account."""

    account_id: str = Field(description="The account.")


class OpportunityBody(ContactBody):
    """An event of an opportunity."""

    opportunity_id: str = Field(description="The opportunity.")


class ListBody(EventBody):
    """A contact that joined or left a list."""

    contact_id: str = Field(description="The contact.")
    list_id: str = Field(description="The list.")


class CommunicationBody(EventBody):
    """What became of one communication."""

    contact_id: str = Field(description="The contact.")
    communication_id: str = Field(description="The communication.")
    channel: str = Field(description="`email`, `sms` or `print`.")
    notification_type_id: str = Field(description="Its notification type.")
    run_id: str | None = Field(default=None, description="The notification run that it belongs to, if any.")
    reason: str | None = Field(default=None, description="Why it was skipped, failed or bounced, where that is a code.")


class RunKind(StrEnum):
    """The kinds of runs that end with an event."""

    NOTIFICATION = "notification"
    BULK_CHANGE = "bulk_change"
    ANONYMIZATION = "anonymization"
    RECONSENT = "reconsent"


class RunBody(EventBody):
    """A run in the background that has ended."""

    run_id: str = Field(description="The run: of notifications, a bulk change, of anonymizations, of a re-consent.")
    kind: RunKind = Field(description="What the run did.")
    state: str = Field(description="`finished` or `cancelled`.")


class ImportBody(EventBody):
    """An import that has ended."""

    import_id: str = Field(description="The import.")
    state: str = Field(description="`finished`, `failed` or `cancelled`.")
    dry_run: Flag = Field(default=False, description="True if nothing was stored.")


class SyncBody(EventBody):
    """A run of the tenant group's sync that has ended. The top account gets the event."""

    sync_run_id: str = Field(description="The run of the sync.")
    state: str = Field(description="`finished` or `superseded`.")
    dry_run: Flag = Field(default=False, description="True if nothing was stored.")


class ClosingBody(EventBody):
    """The off-boarding of a tenant has begun: from now on it takes no changes."""
