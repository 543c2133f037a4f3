"""The message of a communication: its template or its own bodies, filled with the contact's values (S0.12, S2.68)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from contactbook.domain.base.errors import NotFound
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.links.links import EXPORT_DAYS, About, LinkPurpose
from contactbook.domain.notification_types.notification_types import (
    NotificationType,
    Purpose,
    own_type,
)
from contactbook.domain.templates.bodies import TemplateContent
from contactbook.domain.templates.merge_tags import EXPORT_LINK, OPPORTUNITY_TAGS, merge_values, tag_names
from contactbook.domain.templates.rendering import Message, message_of, tags_used
from contactbook.services.decisions.deciding import Addressee
from contactbook.services.links.links import DEFAULT_DAYS, link_url, one_click_url
from contactbook.storage.tenant_store import TenantStore

_PURPOSES = {
    "preferences_link": LinkPurpose.PREFERENCES,
    "unsubscribe_link": LinkPurpose.UNSUBSCRIBE,
    "consent_accept_link": LinkPurpose.CONSENT,
    "consent_reject_link": LinkPurpose.CONSENT,
    EXPORT_LINK: LinkPurpose.EXPORT,
}
_ANSWERS = {"consent_accept_link": About(answer="accepted"), "consent_reject_link": About(answer="rejected")}
_DAYS = {LinkPurpose.EXPORT: EXPORT_DAYS}


class ContentCache:
    """The templates and notification types that a batch uses, each read once."""

    def __init__(self, store: TenantStore) -> None:
        self._store = store
        self._templates: dict[str, TemplateContent] = {}
        self._types: dict[str, NotificationType] = {}

    def content_of(self, communication: Communication) -> TemplateContent:
        """Return the communication's own bodies, or its current template. Raises NotFound."""
        if communication.bodies is not None:
            return communication.bodies
        template_id = communication.template_id
        if template_id is None:
            raise NotFound("There is no such template.")
        if template_id not in self._templates:
            self._templates[template_id] = self._store.templates.get(template_id)
        return self._templates[template_id]

    def type_of(self, notification_type_id: str) -> NotificationType:
        """Return the current notification type. Raises NotFound."""
        if notification_type_id not in self._types:
            own = own_type(notification_type_id)
            self._types[notification_type_id] = own or self._store.notification_types.get(notification_type_id)
        return self._types[notification_type_id]


def render_for(
    store: TenantStore,
    communication: Communication,
    content: TemplateContent,
    addressee: Addressee,
    decision: Decision,
    about: About | None,
    *,
    now: datetime,
) -> Message:
    """Return the message of one contact. `about` is what its unsubscribe link ends. Raises NotFound, RuleBroken `no_body_for_channel`."""
    contact = addressee.contact
    if contact is None:
        raise NotFound("There is no such contact.")
    settings = store.settings.current()
    sent_to = decision.address if isinstance(decision.address, str) else None
    wanted = tags_used(content, communication.channel, decision.language, tag_names(settings) | {EXPORT_LINK})
    ends = {name: _about(name, about, communication) for name in wanted & set(_PURPOSES)}
    links = {name: _link(store, contact.contact_id, name, sent_to, ends[name], now) for name in ends}
    # One query, for the few messages that say something of an opportunity.
    needs_opportunities = contact.had_opportunity and wanted & OPPORTUNITY_TAGS
    values = merge_values(
        contact,
        addressee.accounts,
        decision,
        opportunities=store.opportunities.all_of(contact.contact_id) if needs_opportunities else (),
        settings=settings,
        links=links,
        today=now.astimezone(ZoneInfo(settings.localization.time_zone)).date(),
    )
    return message_of(content, communication.channel, decision.language, values, links)


def _link(store: TenantStore, contact_id: str, tag: str, sent_to: str | None, about: About | None, now: datetime) -> str:
    purpose = _PURPOSES[tag]
    days = _DAYS.get(purpose, DEFAULT_DAYS)
    return link_url(store, contact_id, purpose, now=now, sent_to=sent_to, about=about, expires_in_days=days)


def _about(tag: str, about: About | None, communication: Communication) -> About | None:
    """Return what the link of a tag is about: what it ends, or the answer that it leads to. A new link is about what the old one was."""
    purpose = _PURPOSES[tag]
    if purpose is LinkPurpose.CONSENT:
        return communication.renewal.about if communication.renewal else _ANSWERS[tag]
    return about if purpose is LinkPurpose.UNSUBSCRIBE else None


def about_of(notification_type: NotificationType, list_id: str | None) -> About | None:
    """Return what an unsubscribe link in a message of this type to this list ends; None if it is no marketing (S2.49)."""
    if not notification_type.is_marketing:
        return None
    is_affiliate = notification_type.purpose is Purpose.AFFILIATE_MARKETING
    return About(notification_purpose="affiliate_marketing" if is_affiliate else "direct_marketing", list_id=list_id)


def unsubscribe_url(store: TenantStore, contact_id: str, sent_to: str, about: About, *, now: datetime) -> str:
    """Return the one-click unsubscribe address for the headers of marketing mail (RFC 8058)."""
    return one_click_url(link_url(store, contact_id, LinkPurpose.UNSUBSCRIBE, now=now, sent_to=sent_to, about=about))
