"""Addresses that refuse, as if somebody had said so, and the stream's work on them."""

from datetime import UTC, datetime
from typing import Any

THEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SCOPES = {
    "bounce": ("unusable",),
    "complaint": ("affiliate_marketing", "direct_marketing"),
    "one_click": ("affiliate_marketing", "direct_marketing"),
    "anonymization": ("processing",),
    "sms_stop": ("channel:sms",),
}


def an_event(through: str = "bounce", **fields: Any) -> Any:
    from contactbook.domain.refusals.refusals import RefusalEvent

    given = {"event_id": f"{through}-1", "through": through, "scopes": SCOPES[through], "at": THEN}
    return RefusalEvent.model_validate(given | fields)


def refuse(address: str, through: str = "bounce", *, tenant_id: str = "acme", **fields: Any) -> None:
    """Save a refusal of the address, and mark no contact."""
    from contactbook.services.base.stores import open_store
    from contactbook.services.refusals.recording import refuse_addresses

    refuse_addresses(open_store(tenant_id), an_event(through, **fields), [address])


def settle(*contact_ids: str, tenant_id: str = "acme") -> None:
    """Do what the stream does for contacts whose addresses changed."""
    from contactbook.services.base.stores import open_store
    from contactbook.services.refusals import following

    store = open_store(tenant_id)
    following.settle(store, store.contacts.get_many(contact_ids), THEN)


def leave_topics(contact_id: str) -> None:
    """Leave every list that is a topic, on the contact's own page."""
    from contactbook.services.links.opt_ins import Choices

    choose(contact_id, Choices(list_ids=()))


def choose(contact_id: str, choices: Any, *, address: str | None = None) -> Any:
    """Choose on the contact's own page, through a link that was mailed to the address: its first one if none is given."""
    from contactbook import clock
    from contactbook.services.links.choices import save_choices
    from contactbook.services.links.visits import Visitor

    return save_choices(mailed_link(contact_id, address=address).rpartition("/")[2], choices, visitor=Visitor(), now=clock.now())


def mailed_link(
    contact_id: str, purpose: str = "preferences", *, address: str | None = None, expires_in_days: int = 180, **about: Any
) -> str:
    """Return the link to a page of the contact that a message to the address carries; to its primary address if none is given."""
    from contactbook import clock
    from contactbook.domain.links.links import About, LinkPurpose
    from contactbook.services.base.stores import open_store
    from contactbook.services.links.links import link_url, primary_address

    store = open_store("acme")
    (contact,) = store.contacts.get_many([contact_id])
    return link_url(
        store,
        contact_id,
        LinkPurpose(purpose),
        now=clock.now(),
        sent_to=address or primary_address(contact),
        expires_in_days=expires_in_days,
        about=About.model_validate(about),
    )
