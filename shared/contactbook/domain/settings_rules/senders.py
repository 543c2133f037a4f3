"""Rules about the tenant's senders: each must be the tenant's own, proven before it is used (S8.2)."""

from contactbook.domain.base.errors import FieldError
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings.sending import Senders


def sender_errors(senders: Senders, settings: Settings) -> list[FieldError]:
    """Return an error for each sender that is not the tenant's own."""
    found: list[FieldError] = []
    address, sender_id = senders.email.from_address, senders.sms.sender_id
    if address is not None and not settings.sending_identities.may_send_as(address):
        message = "The domain is not verified. Register it with POST /v1/sending-identities and set its DNS records first."
        found.append(FieldError("/email/from_address", "unverified_domain", message))
    if sender_id is not None and sender_id not in settings.sms_sender_ids.ids:
        message = "The tenant has no such sender id. Ask the operator of this installation for it."
        found.append(FieldError("/sms/sender_id", "unknown_sender_id", message))
    return found


def has_sender(settings: Settings, channel: Channel) -> bool:
    """True if the tenant has a sender of its own for the channel. A printed letter needs none."""
    match channel:
        case Channel.EMAIL:
            address = settings.senders.email.from_address
            return address is not None and settings.sending_identities.may_send_as(address)
        case Channel.SMS:
            return settings.senders.sms.sender_id in settings.sms_sender_ids.ids
        case Channel.PRINT:
            return True
