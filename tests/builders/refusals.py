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
