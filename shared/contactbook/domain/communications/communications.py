"""A communication to one contact over one channel, as stored (S0.19-S0.27, S2.66, S3.17)."""

import base64
import zlib
from datetime import datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_states import OPEN, CommunicationState
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.origins import Origin, Service
from contactbook.domain.links.links import About
from contactbook.domain.links.masking import without_personal_links
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import TemplateContent
from contactbook.domain.templates.rendering import Rendered


class Lease(Value):
    """The worker that is sending the communication, and the time until which it may still be sending."""

    owner: str
    until: Moment


class Content(Value):
    """What was sent (S0.27)."""

    subject: str | None = None
    html: str | None = None
    text: str | None = None


class Renewal(Value):
    """The new link that a person asked for: it goes to the address that the old one was sent to, and to no other (S5.12)."""

    address: str
    about: About = About()


class Communication(Record):
    """One communication to one contact over one channel."""

    communication_id: str
    contact_id: str
    # The Service section; None means contact level. Its account is the one that was asked for, or was found when it was sent.
    service: Service | None = None
    origin: Origin
    channel: Channel
    state: CommunicationState = CommunicationState.QUEUED
    reason: str | None = None
    notification_type_id: str
    template_id: str | None = None
    bodies: TemplateContent | None = None
    run_id: str | None = None
    slice: int | None = None
    # The audit entry that an event-based communication follows, and the definition that asked for it.
    event_entry_id: str | None = None
    event_communication_id: str | None = None
    # Whom that definition left out when the communication was queued; a run says so itself.
    exclude: Exclude = Exclude()
    # Set for the message with a new link.
    renewal: Renewal | None = None
    address: str | None = None
    address_level: Level | None = None
    account_id: str | None = None
    packed_content: str | None = None
    message_id: str | None = None
    scheduled_for: Moment | None = None
    # Until when quiet hours put it off; it is scheduled for then.
    put_off_until: Moment | None = None
    # When it took a place under the tenant's cap on marketing; None if it took none, or gave it back.
    counted_at: Moment | None = None
    # When the sweeper checks it next; None if the sweeper checks its run's slice instead.
    due_at: Moment | None = None
    lease: Lease | None = None
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    sent_at: Moment | None = None
    delivered_at: Moment | None = None

    @property
    def needs_accounts(self) -> bool:
        """True if the decision about it asks for the contact's accounts."""
        return self.service is not None or self.renewal is not None

    @property
    def own_batch(self) -> str:
        """The id of the batch of letters that has it alone: an erasure finds the files by it, whatever became of the letter (S2.141)."""
        return f"{self.run_id or 'one-off'}/{self.communication_id}"

    @property
    def is_open(self) -> bool:
        """True if it has no final state yet."""
        return self.state in OPEN

    @property
    def is_planned(self) -> bool:
        """True if it is not stored yet but part of its run's slice: version 1 of a run's communication is never stored."""
        return self.slice is not None and self.version == 1

    @property
    def leaves_at(self) -> datetime:
        """Return when it is to leave, or was: at its own time, else when it was queued. Sending it does not change that."""
        return max(self.scheduled_for or self.created_at, self.created_at)

    @property
    def is_swept_alone(self) -> bool:
        """True if the sweeper checks it by itself: it has no run, or was taken out of its slice's order."""
        return self.run_id is None or self.due_at is not None

    @property
    def content(self) -> Content | None:
        """What was sent; None before."""
        if self.packed_content is None:
            return None
        return Content.model_validate_json(zlib.decompress(base64.b85decode(self.packed_content)))


def packed(rendered: Rendered) -> str:
    """Return what is kept of a sent message for storage: compressed, so that long texts stay small.

    Its own links are masked already; a link in a value of the contact is masked here (S2.50).
    """
    texts = {name: getattr(rendered, name) for name in Content.model_fields}
    content = Content(**{name: without_personal_links(text) for name, text in texts.items() if text is not None})
    return base64.b85encode(zlib.compress(content.model_dump_json(exclude_none=True).encode(), 9)).decode()


def redacted_communication(communication: Communication) -> Communication:
    """Remove the recipient's values. That the communication existed, when, and about what stays on record (S2.141)."""
    return with_fields(without_unknown(communication), address=None, packed_content=None, bodies=None, renewal=None)
