"""Spreading a no: the stream writes the no of a contact as a refusal of each of its addresses, and of those of its accounts (S5.4).

So it outlives the contact: one that is made again, or another one with the address, is refused. It is written when it is said, when the
contact or an account gets or loses an address, and when the contact is deleted, merged or erased. Writing it again changes nothing.
"""

from collections.abc import Collection, Sequence

from contactbook.domain.accounts.accounts import addresses_of
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.spreading import lifted, nos_of
from contactbook.domain.refusals.marks import Scope
from contactbook.domain.refusals.refusals import RefusalEvent, with_events, without_users_nos
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.refusals.former_addresses import ever_held
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def spread_nos(store: TenantStore, changes: Sequence[RowChange]) -> list[str]:
    """Save the nos of the changed contacts at their addresses. Return the addresses whose holders must be marked.

    Nothing is read for a contact that said no to nothing. One batch read and one transaction for each other one, and one query if it
    has accounts. A yes of a user that lifts a no reads the contact's history.
    """
    contacts = [address for change in changes for address in _spread(store, change.old_contact, change.new_contact)]
    return [*contacts, *_spread_to_accounts(store, changes)]


def _spread(store: TenantStore, before: Contact | None, after: Contact | None) -> Sequence[str]:
    was, now_is = nos_of(before), nos_of(after)
    states = [contact for contact in (before, after) if contact]
    is_same = len(states) == 2 and states[0].reached_at() == states[1].reached_at() and was.keys() == now_is.keys()
    if is_same or not (was or now_is):
        return ()
    last, yes = states[-1], lifted(before, after)
    accounts = store.accounts.all_of(last.contact_id) if last.had_account else ()
    of_accounts = sorted(addresses_of(accounts))
    held = tuple(dict.fromkeys([*(address for contact in states for address in contact.reached_at()), *of_accounts]))
    _save(store, held, tuple((was | now_is).values()), last, yes)
    # A user's yes lifts what users recorded for the contact, also where it is not reached any more.
    former = [address for address in ever_held(store, last) if address not in held] if yes else []
    _save(store, former, (), last, yes)
    return (*held, *former)


def _spread_to_accounts(store: TenantStore, changes: Sequence[RowChange]) -> Sequence[str]:
    """Save the nos of contacts at the addresses that their accounts have got. A contact that did not change itself is read."""
    new = {change.contact_id: addresses for change in changes if (addresses := _new_addresses(store, change))}
    known = {change.contact_id: change.new_contact for change in changes if change.new_contact}
    read = store.contacts.get_many([one for one in new if one not in known]) if new.keys() - known.keys() else []
    held: list[str] = []
    for contact in [*(contact for one, contact in known.items() if contact and one in new), *read]:
        if nos := nos_of(contact):
            gained = sorted(new[contact.contact_id])
            _save(store, gained, tuple(nos.values()), contact, ())
            held += gained
    return held


def _new_addresses(store: TenantStore, change: RowChange) -> list[str]:
    if change.kind != "account" or change.new is None:
        return []
    known = addresses_of([store.accounts.of_row(change.old)]) if change.old else ()
    return [address for address in addresses_of([store.accounts.of_row(change.new)]) if address not in known]


@retried_when_raced
def _save(
    store: TenantStore, addresses: Sequence[str], nos: Sequence[RefusalEvent], contact: Contact, yes: Collection[Scope]
) -> None:
    if not addresses:
        return
    ids = contact.own_ids()
    before = store.refusals.standing(store.refusals.names_of(addresses))
    after = [without_users_nos(with_events(refusal, nos), refusal, ids, yes) for refusal in before]
    writes = [store.refusals.save_of(now_is) for was, now_is in zip(before, after, strict=True) if now_is != was]
    for start in range(0, len(writes), MOST_WRITES):
        table.transact(writes[start : start + MOST_WRITES])
