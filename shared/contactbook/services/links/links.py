"""Signed links: creating them, and opening them (S2.49, S2.50).

Links always begin with the configured public address, never with the host that a request names.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contactbook.config import config
from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Draft, Id, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.links.links import About, Answer, Link, LinkExpired, LinkPurpose, MarketingPurpose, read_token, token_of
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways.secrets import key_ring
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.access import require_open, seen
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore

DEFAULT_DAYS = 180
# Days for which a link to unsubscribe is valid at least.
LEAST_DAYS_TO_UNSUBSCRIBE = 60


class LinkDraft(Draft):
    """The request for a link to a contact's page."""

    purpose: Literal[LinkPurpose.CONSENT, LinkPurpose.PREFERENCES, LinkPurpose.UNSUBSCRIBE]
    expires_in_days: Annotated[int, Field(strict=True, ge=1, le=730)] = DEFAULT_DAYS
    # What a link to unsubscribe ends; all marketing without them (S2.49).
    notification_purpose: MarketingPurpose | None = None
    list_id: Id | None = None
    # What a consent link leads to; each answer that is possible without it (S2.116).
    answer: Answer | None = None

    @model_validator(mode="after")
    def _is_about_something_to_end(self) -> Self:
        if self.purpose is not LinkPurpose.UNSUBSCRIBE and (self.notification_purpose or self.list_id):
            raise ValueError("Only a link to unsubscribe has `notification_purpose` and `list_id`.")
        if self.purpose is not LinkPurpose.CONSENT and self.answer:
            raise ValueError("Only a link to the consent form has an `answer`.")
        return self


class LinkView(Value):
    """A signed link. `one_click_url` is its RFC 8058 address for a `List-Unsubscribe` header, if its purpose has one."""

    url: str
    one_click_url: str | None
    contact_id: str
    purpose: LinkPurpose
    expires_at: Moment


def link_url(
    store: TenantStore,
    contact_id: str,
    purpose: LinkPurpose,
    *,
    now: datetime,
    expires_in_days: int = DEFAULT_DAYS,
    sent_to: str | None = None,
    about: About | None = None,
) -> str:
    """Return the address of a contact's page.

    `sent_to` is the email address or phone number that the message goes to. An opt-in through the link counts only while it is
    one of the contact's; an opt-out always counts. `about` is what a link to unsubscribe ends, all marketing without it. A link to unsubscribe is valid for at least 60 days.
    """
    return _url(token_of(_link(store, contact_id, purpose, now, expires_in_days, sent_to, about), store.key_ring))


def one_click_url(url: str) -> str:
    """Return the RFC 8058 address of a link's page, for a `List-Unsubscribe` header."""
    return f"{url}/one-click"


@retried_when_raced
def create_link(store: TenantStore, contact_id: str, draft: LinkDraft, *, by: Caller, now: datetime) -> LinkView:
    """Create a link for a contact that the caller may edit, bound to its primary email, else its primary phone.

    The caller holds it, so a yes through it is the caller's, and a no is the person's (S5.3). Nothing stores the link: the audit entry
    says that it was made, for what, and until when.

    Raises NotFound, Merged, RuleBroken `anonymized`, ValidationFailed for an unknown list.
    """
    contact = seen(store, store.contacts.find(contact_id), by=by, right=GroupRight.EDIT)
    # A page stays open to a contact whose consent allows nothing else, but not to one that is anonymized.
    require_open(contact, store.settings.current().consent, although_not_functional=True)
    if draft.list_id is not None and store.lists.find(draft.list_id) is None:
        raise ValidationFailed.of("/list_id", "unknown_list", "There is no such list.")
    about = About(notification_purpose=draft.notification_purpose, list_id=draft.list_id, answer=draft.answer)
    link = _link(store, contact_id, draft.purpose, now, draft.expires_in_days, primary_address(contact), about)
    link = with_fields(link, handed_to=by.actor.id)
    details = [
        Change(field="link.purpose", to=draft.purpose.value),
        Change(field="link.expires_at", to=link.expires_at.isoformat()),
    ]
    change = ContactChange(before=contact, after=contact, action="link.created", details=details)
    commit_change(store, change, by=by, now=now)
    url = _url(token_of(link, store.key_ring))
    can_unsubscribe = draft.purpose is not LinkPurpose.CONSENT
    return LinkView(
        url=url,
        one_click_url=one_click_url(url) if can_unsubscribe else None,
        contact_id=contact_id,
        purpose=draft.purpose,
        expires_at=link.expires_at,
    )


def open_link(token: str, *, now: datetime, although_expired: bool = False) -> tuple[TenantStore, Link]:
    """Return the store of the link's tenant, and the link. Raises the same NotFound for every wrong token, and LinkExpired."""
    try:
        link = read_token(token, key_ring(), now=now)
    except LinkExpired as expired:
        if not although_expired:
            raise
        link = expired.link
    return open_store(link.tenant_id), link


def primary_address(contact: Contact) -> str | None:
    """Return the primary email, else the primary phone."""
    email = next((email.address for email in contact.emails if email.primary), None)
    return email or next((phone.number for phone in contact.phones if phone.primary), None)


def _link(
    store: TenantStore, contact_id: str, purpose: LinkPurpose, now: datetime, days: int, sent_to: str | None, about: About | None
) -> Link:
    lasts = max(days, LEAST_DAYS_TO_UNSUBSCRIBE) if purpose is LinkPurpose.UNSUBSCRIBE else days
    return Link(
        tenant_id=store.tenant_id,
        contact_id=contact_id,
        purpose=purpose,
        # A token holds whole seconds.
        expires_at=now.replace(microsecond=0) + timedelta(days=lasts),
        sent_to=sent_to,
        about=about or About(),
    )


def _url(token: str) -> str:
    return f"{config().public_url.rstrip('/')}/p/{token}"
