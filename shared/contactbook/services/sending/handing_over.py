"""The second step of the fenced send: hands armed communications to SES, the SMS service and the print house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.communications.communications import Communication
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.names import full_name
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.marketing_counts import MarketingCount
from contactbook.domain.links.links import About
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.domain.templates.html import text_of
from contactbook.domain.templates.postal_lines import postal_lines
from contactbook.domain.templates.rendering import Message
from contactbook.gateways.email import send_email
from contactbook.gateways.letters import Letter, print_letters
from contactbook.gateways.mime_messages import OutgoingEmail
from contactbook.gateways.sms import OutgoingSms, send_sms
from contactbook.services.decisions.deciding import Addressee
from contactbook.services.sending.message_contents import unsubscribe_url
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class Armed:
    """A communication that only this worker may hand over, with everything needed for that."""

    communication: Communication
    addressee: Addressee
    decision: Decision
    message: Message
    # What its unsubscribe link ends; None for a message that nobody unsubscribes from.
    about: About | None
    # What the contact's counts of marketing are with it; none while the tenant has no cap.
    counts: tuple[MarketingCount, ...] = ()


def hand_over(store: TenantStore, armed: Armed, *, now: datetime) -> Outcome:
    """Call the provider of an email or a text message once."""
    address = armed.decision.address
    if not isinstance(address, str):
        return Outcome(kind=OutcomeKind.REFUSED, reason="no_address")
    if armed.communication.channel is Channel.EMAIL:
        return send_email(_email(store, armed, address, now))
    return send_sms(_sms(store, armed, address))


def hand_over_letters(store: TenantStore, batch_id: str, batch: Sequence[Armed]) -> list[Outcome]:
    """Write a batch of letters into one file, and return the outcome of each; the batch id is used once."""
    return print_letters(store.tenant_id, batch_id, [_letter(store, armed) for armed in batch])


def _email(store: TenantStore, armed: Armed, address: str, now: datetime) -> OutgoingEmail:
    settings = store.settings.current()
    sender = settings.senders.email
    communication = armed.communication
    return OutgoingEmail(
        communication_id=communication.communication_id,
        tenant_id=store.tenant_id,
        run_id=communication.run_id,
        to=address,
        from_name=settings.email_sender_name,
        from_address=sender.from_address or "",
        reply_to=sender.reply_to,
        subject=armed.message.sent.subject or "",
        html=armed.message.sent.html,
        text=armed.message.sent.text,
        unsubscribe_url=(
            unsubscribe_url(store, communication.contact_id, address, armed.about, now=now) if armed.about else None
        ),
    )


def _sms(store: TenantStore, armed: Armed, address: str) -> OutgoingSms:
    return OutgoingSms(
        communication_id=armed.communication.communication_id,
        tenant_id=store.tenant_id,
        to=address,
        sender_id=store.settings.current().senders.sms.sender_id or "",
        text=armed.message.sent.text or "",
        promotional=armed.about is not None,
    )


def _letter(store: TenantStore, armed: Armed) -> Letter:
    contact, address = armed.addressee.contact, armed.decision.address
    name = (full_name(contact) or contact.company_name or "") if contact else ""
    home = store.settings.current().localization.default_region
    lines = postal_lines(address, home=home, name=name) if isinstance(address, Address) else [name]
    html = armed.message.sent.html or ""
    return Letter(
        communication_id=armed.communication.communication_id,
        to=tuple(line for line in lines if line),
        subject=armed.message.sent.subject,
        html=html,
        text=text_of(html),
    )
