"""Long histories of contacts, written in few transactions."""

from datetime import datetime, timedelta

from contactbook.domain.audit.entries import Change, Entry, EntryValues, commitment_to, sealed
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import HistoryHead
from contactbook.services.base.ids import new_id
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Entries of one transaction, which holds 4 MB.
_AT_ONCE = 75
USER = Actor(type=ActorType.USER, id="user-1")


def lengthen(store: TenantStore, contact_id: str, count: int, *, size: int, since: datetime) -> None:
    """Add so many edits of a note to a contact's history, one a minute, whose values have `size` bytes before and after."""
    contact = store.contacts.get(contact_id)
    head, puts = contact.history, []
    for number in range(count):
        at = since + timedelta(minutes=number)
        change = Change(field="note.text", from_=f"{number}" * 3 + "x" * size, to=f"{number + 1}" * 3 + "x" * size)
        entry = sealed(
            Entry(
                entry_id=new_id("his", at),
                at=at,
                actor=USER,
                action="note.changed",
                fields=("note.text",),
                commitment=commitment_to((change,), "salt"),
                sequence=head.count + 1,
                previous=head.hash,
            )
        )
        values = EntryValues(entry_id=entry.entry_id, salt="salt", changes=(change,))
        puts.append(store.history.put_of(contact_id, entry, values))
        head = HistoryHead(count=entry.sequence, hash=entry.hash)
    for start in range(0, count, _AT_ONCE):
        table.transact(puts[start : start + _AT_ONCE])
    after = with_fields(contact, history=head, version=contact.version + 1)
    table.transact([store.contacts.save_of(after, replacing=contact.version)])
