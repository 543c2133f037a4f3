"""Following what stops a person in a child account and is no mark on a contact of it: the next run takes it to the top account (S5.4).

- The new entries of suppression lists that always apply.
- A no at an address that its contact has no more: somebody clicks in an old message, after the contact got another address.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.suppression_lists import SuppressionEntry, SuppressionList
from contactbook.domain.decisions.suppressions import EntryKind
from contactbook.domain.sync.matching import Member, match_value, match_values
from contactbook.domain.sync.runs import owing_full
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.refusals.recording import REFUSED_ADDRESS
from contactbook.services.sync.member_facts import Refresher
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.sync.members import MemberChange
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore

_ENTRY, _LIST = "suppression", "suppression-list"


def is_about_suppressions(change: RowChange) -> bool:
    """True for a new entry, and for a list that begins to apply always."""
    if change.kind == _LIST:
        return _is_always(change.new) and not _is_always(change.old)
    return change.kind == _ENTRY and change.old is None


def follow_suppressions(refresher: Refresher, store: TenantStore, changes: Sequence[RowChange]) -> None:
    """Tell the next run of the contacts that new entries stop. It reads everybody where a whole list begins to apply always.

    An entry for a domain is read with every contact: a full run takes it up, and so does a change of the contact.
    """
    if any(change.kind == _LIST for change in changes):
        owe_full_run(refresher.group)
    rows = [change.new for change in changes if change.kind == _ENTRY and change.new]
    lists = store.suppression_lists.get_many(list({row.contact_id for row in rows})) if rows else []
    always = {found.suppression_list_id for found in lists if found.always}
    entries = [store.suppression_entries.of_row(row) for row in rows if row.contact_id in always]
    keys = refresher.group.match_keys(_values(store, entries), refresher.key_ids)
    found = refresher.group.key_items.get_many(dict.fromkeys(keys)) if keys else {}
    refresher.notify(
        [
            MemberChange(
                change_id=new_id("chg", refresher.now), tenant_id=first.tenant_id, contact_id=first.contact_id, keys=(name,)
            )
            for name, key in found.items()
            if len(key.members) > 1
            for first in [min(key.members)]
        ]
    )


def _values(store: TenantStore, entries: Sequence[SuppressionEntry]) -> Iterable[str]:
    """Return the emails and phones that the entries stop, as contacts are matched by them. One batch read."""
    named = [entry.value for entry in entries if entry.kind is EntryKind.CONTACT and entry.value]
    contacts: list[Contact] = store.contacts.get_many(named) if named else []
    values = [value for contact in contacts for value in match_values(contact)]
    values += [match_value(entry.value) for entry in entries if entry.value and entry.kind in (EntryKind.EMAIL, EntryKind.PHONE)]
    return dict.fromkeys(values)


def _is_always(row: Row | None) -> bool:
    return row is not None and row.read(SuppressionList).always


@retried_when_raced
def owe_full_run(group: GroupStore) -> None:
    """Let the next run that begins read every contact."""
    _, state = group.settings_and_state()
    if not (state.full_owed and state.owed_since):
        table.transact([group.put_state(owing_full(state))])


class RefusedBefore(NamedTuple):
    """The addresses that were refused for a contact, and the contact if it changed with that."""

    addresses: frozenset[str]
    contact: Contact | None


def refused_before(changes: Sequence[RowChange]) -> dict[str, RefusedBefore]:
    """Return what was refused at addresses that the contact of the audit entry is not known to have, by the contact."""
    known = {change.contact_id: contact for change in changes if (contact := change.new_contact)}
    found: dict[str, RefusedBefore] = {}
    for change in changes:
        contact = known.get(change.contact_id)
        held = contact.reached_at() if contact else ()
        if addresses := frozenset(change.said_of(REFUSED_ADDRESS)) - frozenset(held):
            before = found.get(change.contact_id)
            found[change.contact_id] = RefusedBefore(addresses | (before.addresses if before else frozenset()), contact)
    return found


def follow_refused_before(refresher: Refresher, store: TenantStore, refused: Mapping[str, RefusedBefore]) -> None:
    """Tell the next run of these contacts if somebody else in the group has such an address.

    One batch read of the match keys, and one of the contacts that are not known.
    """
    group, key_ids = refresher.group, refresher.key_ids
    keys = {one: group.match_keys(map(match_value, said.addresses), key_ids) for one, said in refused.items()}
    found = group.key_items.get_many(dict.fromkeys(key for some in keys.values() for key in some))
    told = {
        contact_id: shared
        for contact_id, some in keys.items()
        if (shared := [key for key in some if set(found[key].members) - {Member(store.tenant_id, contact_id)}])
    }
    contacts = {contact_id: said.contact for contact_id in told if (said := refused[contact_id]).contact}
    missing = told.keys() - contacts.keys()
    contacts |= {one.contact_id: one for one in (store.contacts.get_many(sorted(missing)) if missing else ())}
    refresher.notify([_change(refresher, store, one, shared, contacts.get(one)) for one, shared in told.items()])


def _change(
    refresher: Refresher, store: TenantStore, contact_id: str, shared: Sequence[str], contact: Contact | None
) -> MemberChange:
    """Return the change, with the keys that the contact has now too: so it stays in the person that it is in."""
    own = refresher.keys_of(contact) if contact else ()
    told = refresher.told(Member(store.tenant_id, contact_id), {*shared, *own})
    return with_fields(told, refused_before=True)
