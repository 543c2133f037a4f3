"""Addresses that refuse, as if somebody had said so, and the stream's work on them."""

from datetime import UTC, datetime
from typing import Any

THEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SCOPES = {
    "bounce": ("unusable",),
    "complaint": ("affiliate_marketing", "direct_marketing"),
    "one_click": ("affiliate_marketing", "direct_marketing"),
    "anonymization": ("processing",),
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
    from contactbook import clock
    from contactbook.domain.links.links import LinkPurpose
    from contactbook.services.base.stores import open_store
    from contactbook.services.links.choices import save_choices
    from contactbook.services.links.links import link_url
    from contactbook.services.links.opt_ins import Choices
    from contactbook.services.links.visits import Visitor

    store = open_store("acme")
    (contact,) = store.contacts.get_many([contact_id])
    address = contact.emails[0].address
    token = link_url(store, contact_id, LinkPurpose.PREFERENCES, now=clock.now(), sent_to=address).rpartition("/")[2]
    save_choices(token, Choices(list_ids=()), visitor=Visitor(), now=clock.now())
