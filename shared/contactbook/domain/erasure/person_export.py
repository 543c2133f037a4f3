"""The export of everything that is held about one person (S2.126).

The census says which kinds of items it includes. A kind that is included there and has no place here fails a test.
"""

from collections.abc import Mapping

from contactbook.domain.audit.entries import Change
from contactbook.domain.audit.looks import LookAction
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.erasure.exported_records import ExportedRecord
from contactbook.domain.lists.lists import ListName
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.said import Answer
from contactbook.domain.refusals.evidence import SaidThrough
from contactbook.domain.refusals.marks import Through

SCHEMA_VERSION = "2.0"
# The field of the export that holds each included kind of the census.
PLACES: Mapping[str, str] = {
    "contact": "contact",
    "account": "accounts",
    "transaction": "transactions",
    "opportunity": "opportunities",
    "note": "notes",
    "conversion": "conversions",
    "engagement": "engagements",
    "relation": "relations",
    "attachment": "attachments",
    "communication": "communications",
    "history": "history",
    "consent_event": "consent_events",
    "consent_evidence": "consent_evidence",
    "look": "looks",
    "look_page": "looks",
    "look_export": "looks",
}


class ExportedAttachment(Value):
    """A document. In a ZIP its file is at `file`."""

    file_name: str
    content_type: str
    size: int
    classification: str
    created_at: Moment
    file: str | None = None
    attachment_id: str


class ExportedMessage(Value):
    """One message: what was written, when, over which channel and where to.

    `text` is a message in HTML as plain text. Of a message that is still to be sent it is what will be filled in.
    """

    channel: Channel
    state: CommunicationState
    reason: str | None = None
    about: str | None = None
    to: str | None = None
    account: str | None = None
    subject: str | None = None
    text: str | None = None
    created_at: Moment
    scheduled_for: Moment | None = None
    sent_at: Moment | None = None
    delivered_at: Moment | None = None
    communication_id: str


class ExportedAnswer(Value):
    """Something that was said about contacting the person. `own`: the person itself said it; a topic is a list by its name."""

    at: Moment
    scope: str
    said: Answer
    through: Through
    own: Flag
    said_through: SaidThrough | None = None
    note: str | None = None


class ExportedChange(Value):
    """One entry of the history."""

    at: Moment
    actor: Actor
    action: str
    changes: tuple[Change, ...] = ()


class ExportedLook(Value):
    """One read of the contact by somebody, allowed or refused."""

    at: Moment
    actor: Actor
    action: LookAction
    route: str


class PersonExport(Value):
    """Everything that is held about one person. The JSON of an export has this shape; `schema_version` is its version.

    Records have the API's names of their fields. What only the machinery needs is left out, and ids come last.
    """

    schema_version: str = SCHEMA_VERSION
    held_by: str
    exported_at: Moment
    language: str
    contact: ExportedRecord
    lists: tuple[ListName, ...] = ()
    accounts: tuple[ExportedRecord, ...] = ()
    transactions: tuple[ExportedRecord, ...] = ()
    opportunities: tuple[ExportedRecord, ...] = ()
    notes: tuple[ExportedRecord, ...] = ()
    conversions: tuple[ExportedRecord, ...] = ()
    engagements: tuple[ExportedRecord, ...] = ()
    relations: tuple[ExportedRecord, ...] = ()
    attachments: tuple[ExportedAttachment, ...] = ()
    communications: tuple[ExportedMessage, ...] = ()
    answers: tuple[ExportedAnswer, ...] = ()
    consent_events: tuple[ExportedRecord, ...] = ()
    consent_evidence: tuple[ExportedRecord, ...] = ()
    history: tuple[ExportedChange, ...] = ()
    looks: tuple[ExportedLook, ...] = ()
    contact_id: str
