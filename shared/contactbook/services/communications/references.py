"""Refuses references of a communication, run or schedule to records that do not exist, or that have no body for the channel."""

from contactbook.domain.accounts.accounts import Account, AccountState
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies, TemplateContent, has_body
from contactbook.services.templates.templates import require_valid_content
from contactbook.storage.tenant_store import TenantStore


def require_type(store: TenantStore, notification_type_id: str) -> None:
    """Refuse an unknown notification type. Raises ValidationFailed."""
    if store.notification_types.find(notification_type_id) is None:
        raise ValidationFailed.of("/notification_type_id", "unknown_notification_type", "There is no such notification type.")


def require_type_and_template(store: TenantStore, notification_type_id: str, template_id: str, channel: Channel) -> None:
    """Refuse an unknown notification type, and a template that is unknown or has no body for the channel.

    Raises ValidationFailed.
    """
    require_type(store, notification_type_id)
    _require_template(store, template_id, channel)


def _require_template(store: TenantStore, template_id: str, channel: Channel) -> None:
    template = store.templates.find(template_id)
    if template is None:
        raise ValidationFailed.of("/template_id", "unknown_template", "There is no such template.")
    if not has_body(template, channel):
        raise ValidationFailed.of(
            "/template_id",
            "no_body_for_channel",
            "The template has no body for this channel. Add one to its `bodies`, or name another channel.",
        )


def checked_content(
    store: TenantStore,
    template_id: str | None,
    bodies: Bodies | None,
    channel: Channel,
    notification_type_id: str | None,
    *,
    also: frozenset[str] = frozenset(),
) -> TemplateContent | None:
    """Return the communication's own content, or None if it has a template. Raises ValidationFailed.

    `also` names tags that our own messages use and that are not offered to callers. The type is not looked up if it is None.
    """
    if notification_type_id is not None:
        require_type(store, notification_type_id)
    if template_id is not None:
        _require_template(store, template_id, channel)
        return None
    content = TemplateContent(bodies=bodies or Bodies())
    require_valid_content(store, content, also=also)
    if not has_body(content, channel):
        raise ValidationFailed.of(
            "/bodies", "no_body_for_channel", "There is no body for this channel. Add one, or name another channel."
        )
    return content


def open_account(store: TenantStore, contact_id: str, account_id: str | None) -> Account | None:
    """Return the contact's account that a message is to be about, as `own_account`. Raises RuleBroken `account_closed` (S0.21)."""
    account = own_account(store, contact_id, account_id)
    if account is not None and account.state is AccountState.CLOSED:
        raise RuleBroken(
            "The account is closed, and nobody writes about a closed account. Reopen it, or leave out `account_id` to write to the contact.",
            code="account_closed",
            errors=[FieldError("/account_id", "account_closed", "This account is closed.")],
        )
    return account


def own_account(store: TenantStore, contact_id: str, account_id: str | None) -> Account | None:
    """Return the contact's account, or None without an id. Another contact's account is unknown (S0.17).

    Raises ValidationFailed.
    """
    if account_id is None:
        return None
    account = store.accounts.find(contact_id, account_id)
    if account is None:
        raise ValidationFailed.of("/account_id", "unknown_account", "The contact has no such account.")
    return account
