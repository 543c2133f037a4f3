"""Refuses communications, runs and schedules of a tenant that has no sender of its own for the channel (S8.2)."""

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings_rules.senders import has_sender
from contactbook.storage.tenant_store import TenantStore


def require_sender(store: TenantStore, channel: Channel) -> None:
    """Refuse a channel for which the tenant has no verified sender. Raises ValidationFailed `sender_missing`.

    Settings from the cache may be some seconds old, so a refusal is decided on fresh ones.
    """
    if has_sender(store.settings.current(), channel) or has_sender(store.settings.fresh(), channel):
        return
    message = f"The tenant has no verified sender for {channel}. Set one with PUT /v1/settings/senders first."
    raise ValidationFailed(message, code="sender_missing", errors=[FieldError("/channel", "sender_missing", message)])
