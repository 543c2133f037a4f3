"""A communication as callers see it."""

from contactbook.domain.base.values import Moment, Record
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies


class CommunicationView(Record):
    """A communication as callers see it; `subject`, `html` and `text` are what was sent."""

    communication_id: str
    contact_id: str
    account_id: str | None = None
    service: str | None = None
    origin: Origin
    channel: Channel
    state: CommunicationState
    reason: str | None = None
    notification_type_id: str
    template_id: str | None = None
    bodies: Bodies | None = None
    run_id: str | None = None
    event_entry_id: str | None = None
    address: str | None = None
    address_level: Level | None = None
    subject: str | None = None
    html: str | None = None
    text: str | None = None
    message_id: str | None = None
    scheduled_for: Moment | None = None
    put_off_until: Moment | None = None
    created_at: Moment
    updated_at: Moment
    sent_at: Moment | None = None
    delivered_at: Moment | None = None


def communication_view(found: Communication) -> CommunicationView:
    """Return the communication as callers see it."""
    content = found.content
    fields = {name: value for name, value in dict(found).items() if name in CommunicationView.model_fields}
    return CommunicationView.model_validate(
        {
            **fields,
            "service": found.service.service if found.service and not found.service.is_any else None,
            "account_id": found.account_id or (found.service.account_id if found.service else None),
            "bodies": found.bodies.bodies if found.bodies else None,
            "subject": content.subject if content else None,
            "html": content.html if content else None,
            "text": content.text if content else None,
        }
    )
