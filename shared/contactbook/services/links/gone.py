"""A no through the link of a contact that is deleted or anonymized: it counts at the address that the link was sent to (S5.4).

The link names its address, so the contact need not be asked for it. Whoever answers is shown what it would see of a contact that is there.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact, ContactKind, Preference, Preferences
from contactbook.domain.links.links import Link
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.recording import Recorded
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

_ASKED = Preference(value=True, asked=True)


def standing_in(link: Link, list_ids: Sequence[str], now: datetime) -> Contact:
    """Return a contact in place of the link's, on these lists and with every yes. It is never stored."""
    by = Actor(type=ActorType.LINK, id=link.contact_id)
    return Contact(
        contact_id=link.contact_id,
        kind=ContactKind.PERSON,
        preferences=Preferences(direct_marketing=_ASKED, affiliate_marketing=_ASKED),
        list_ids=tuple(list_ids),
        created_at=now,
        created_by=by,
        updated_at=now,
        updated_by=by,
    )


def save_at_address(store: TenantStore, link: Link, no: Recorded, now: datetime) -> None:
    """Save the no at the link's address, and mark who has the address: no audit entry of a contact tells the stream.

    Of a tenant that is erased nothing may stay, and nobody contacts from there any more: the no is answered and not kept (S8.6). Raises
    ConcurrentUpdate.
    """
    if store.settings.fresh().closing.is_erased:
        return
    if no.writes:
        table.transact(no.writes)
    if link.sent_to:
        mark_holders(store, link.sent_to, now)
