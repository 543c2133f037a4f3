"""Following the suppression lists of a child account that always apply: the next run takes their new entries to the top account."""

from collections.abc import Iterable, Sequence

from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.suppression_lists import SuppressionEntry, SuppressionList
from contactbook.domain.decisions.suppressions import EntryKind
from contactbook.domain.sync.matching import match_values
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
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
        _owe_full_run(refresher.group)
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
    values += [f"{entry.kind.value}:{entry.value}" for entry in entries if entry.kind in (EntryKind.EMAIL, EntryKind.PHONE)]
    return dict.fromkeys(values)


def _is_always(row: Row | None) -> bool:
    return row is not None and row.read(SuppressionList).always


@retried_when_raced
def _owe_full_run(group: GroupStore) -> None:
    _, state = group.settings_and_state()
    if not state.full_owed:
        table.transact([group.put_state(next_version(state, full_owed=True))])
