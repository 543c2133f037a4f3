"""The messages of a person's export: what was written, when, over which channel and where to (S2.126)."""

from collections.abc import Sequence

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.communications.communications import Communication, Content
from contactbook.domain.erasure.person_export import ExportedMessage
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies
from contactbook.domain.templates.html import text_of
from contactbook.storage.tenant_store import TenantStore


def exported_messages(
    store: TenantStore, communications: Sequence[Communication], accounts: Sequence[Account]
) -> tuple[ExportedMessage, ...]:
    """Return the messages to a person, each under the name of its kind. One batch read for the kinds."""
    kinds = store.notification_types.get_many(sorted({one.notification_type_id for one in communications}))
    about = {one.notification_type_id: one.name for one in kinds}
    names = {account.account_id: account.name for account in accounts}
    return tuple(_exported(one, about.get(one.notification_type_id), names) for one in communications)


def _exported(found: Communication, about: str | None, accounts: dict[str, str]) -> ExportedMessage:
    written = found.content or _planned(found)
    account_id = found.account_id or (found.service.account_id if found.service else None)
    return ExportedMessage(
        channel=found.channel,
        state=found.state,
        reason=found.reason,
        about=about,
        to=found.address,
        account=accounts.get(account_id or ""),
        subject=written.subject,
        text=written.text or (text_of(written.html) if written.html else None),
        created_at=found.created_at,
        scheduled_for=found.scheduled_for,
        sent_at=found.sent_at,
        delivered_at=found.delivered_at,
        communication_id=found.communication_id,
    )


def _planned(found: Communication) -> Content:
    """Return what a message of its own will say, before its tags are filled in."""
    bodies = found.bodies.bodies if found.bodies else Bodies()
    if found.channel is Channel.EMAIL and bodies.email:
        return Content(subject=bodies.email.subject, html=bodies.email.html, text=bodies.email.text)
    if found.channel is Channel.SMS and bodies.sms:
        return Content(text=bodies.sms.text)
    if found.channel is Channel.PRINT and bodies.print:
        return Content(html=bodies.print.html)
    return Content()
