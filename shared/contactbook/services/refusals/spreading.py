"""Spreading a no: the stream writes the no of a contact as a refusal of each of its addresses (S5.4).

So it outlives the contact: one that is made again, or another one with the address, is refused. It is written when it is said, when the
contact gets or loses an address, and when the contact is deleted, merged or erased. Writing it again changes nothing.
"""

from collections.abc import Collection, Iterable, Sequence

from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.spreading import lifted, nos_of
from contactbook.domain.refusals.marks import Scope
from contactbook.domain.refusals.refusals import RefusalEvent, with_events, without_users_nos
from contactbook.services.base.retrying import retried_when_raced
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def spread_nos(store: TenantStore, changes: Iterable[RowChange]) -> list[str]:
    """Save the nos of the changed contacts at their addresses. Return the addresses whose holders must be marked.

    Nothing is read for a contact that said no to nothing. One batch read and one transaction for each other one.
    """
    return [address for change in changes for address in _spread(store, change.old_contact, change.new_contact)]


def _spread(store: TenantStore, before: Contact | None, after: Contact | None) -> Sequence[str]:
    was, now_is = nos_of(before), nos_of(after)
    states = [contact for contact in (before, after) if contact]
    is_same = len(states) == 2 and states[0].reached_at() == states[1].reached_at() and was.keys() == now_is.keys()
    if is_same or not (was or now_is):
        return ()
    held = tuple(dict.fromkeys(address for contact in states for address in contact.reached_at()))
    _save(store, held, tuple((was | now_is).values()), states[-1], lifted(before, after))
    return held


@retried_when_raced
def _save(
    store: TenantStore, addresses: Sequence[str], nos: Sequence[RefusalEvent], contact: Contact, yes: Collection[Scope]
) -> None:
    ids = (contact.contact_id, *contact.absorbed)
    before = store.refusals.standing(store.refusals.names_of(addresses))
    after = [without_users_nos(with_events(refusal, nos), refusal, ids, yes) for refusal in before]
    writes = [store.refusals.save_of(now_is) for was, now_is in zip(before, after, strict=True) if now_is != was]
    for start in range(0, len(writes), MOST_WRITES):
        table.transact(writes[start : start + MOST_WRITES])
