"""Changes one contact after another of a slice, each with its audit entry and the progress in one transaction (S7.7).

A contact is refused with the code that a request for it alone would get. A list that the person left is not joined for it (S5.7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, RuleBroken, StorageUnavailable, Throttled
from contactbook.domain.base.jobs import RefusedContact, TimeLeft, Work
from contactbook.domain.base.versions import with_fields
from contactbook.domain.bulk_changes.bulk_changes import Outcome, counted
from contactbook.domain.bulk_changes.contact_changes import changed_contact
from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import ContactList
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.bulk_changes.progress import Progress
from contactbook.services.changes.access import editable
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.lists.associations import require_active, topics_in
from contactbook.services.refusals.answering import marks_at_addresses, standing_nos
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class _Read:
    """What is read for a slice: its contacts by the ids that name them, the lists to add to, and who left one of these."""

    contacts: Mapping[str, Contact]
    lists: Mapping[str, ContactList]
    left: frozenset[str]


def change_slice(store: TenantStore, progress: Progress, *, now: datetime, has_time: TimeLeft) -> Work:
    """Change the contacts of the present slice that are left, until the time ends. Three batch reads at most. Raises TakenOver."""
    run = progress.run
    contact_ids = store.bulk_changes.contact_ids_in(run, run.slice)[run.place :]
    read = _read(store, progress, contact_ids)
    for contact_id in contact_ids:
        if not has_time():
            progress.save(progress.run)
            return Work.LEFT
        _settle(store, progress, read, contact_id, now)
        progress.save_if_many_wait()
    return Work.DONE


def _read(store: TenantStore, progress: Progress, contact_ids: Sequence[str]) -> _Read:
    change = progress.run.change
    contacts = store.contacts.survivors(contact_ids)
    lists = {one.list_id: one for one in store.lists.get_many(list(change.add_to_lists))} if change.add_to_lists else {}
    asked = {
        contact.contact_id: (contact, topics_in(contact, change.add_to_lists, lists.values())) for contact in contacts.values()
    }
    asking = [contact for contact, topics in asked.values() if topics]
    marks = marks_at_addresses(store, asking) if asking else {}
    left = [
        one.contact_id
        for one in asking
        if any(standing_nos(one, topic, marks[one.contact_id]) for topic in asked[one.contact_id][1])
    ]
    return _Read(contacts, lists, frozenset(left))


def _settle(store: TenantStore, progress: Progress, read: _Read, contact_id: str, now: datetime) -> None:
    """Change one contact, or count why not. A contact that fails stops only itself."""
    reads = iter([read])

    @retried_when_raced
    def attempt() -> None:
        # After another change of the contact, or of a list, everything is read again.
        _change(store, progress, next(reads, None) or _read(store, progress, [contact_id]), contact_id, now)

    try:
        attempt()
    except (StorageUnavailable, Throttled):
        raise
    except ContactbookError as error:
        code = error.errors[0].code if error.errors else error.code
        progress.pass_over(Outcome.REFUSED, RefusedContact(contact_id=contact_id, code=code))


def _change(store: TenantStore, progress: Progress, read: _Read, contact_id: str, now: datetime) -> None:
    run = progress.run
    by = with_fields(run.requested_by, request_id=run.bulk_change_id)
    change = _planned(store, progress, read, contact_id, by)
    if change is None:
        progress.pass_over(Outcome.UNCHANGED)
        return
    if run.dry_run:
        progress.pass_over(Outcome.CHANGED)
        return
    after = counted(run, Outcome.CHANGED)
    commit_change(store, replace(change, writes=(*change.writes, *progress.writes_of(after))), by=by, now=now)
    progress.confirm(after)


def _planned(store: TenantStore, progress: Progress, read: _Read, contact_id: str, by: Caller) -> ContactChange | None:
    """Return the change of one contact, or None if it has all of it. Raises as a request for the contact alone."""
    contact = editable(store, contact_id, read.contacts.get(contact_id), by=by)
    after = changed_contact(contact, progress.run.change, store.settings.current())
    if after == contact:
        return None
    joined = [_open_list(read, list_id) for list_id in after.list_ids if list_id not in contact.list_ids]
    if contact.contact_id in read.left:
        raise RuleBroken("The person left one of these lists. Add it alone, with evidence.", code="topic_left")
    is_edited = with_fields(after, list_ids=contact.list_ids) != contact
    action = "contact.changed" if is_edited else "contact.lists_changed"
    return ContactChange(contact, after, action, writes=[store.lists.check_of(one) for one in joined])


def _open_list(read: _Read, list_id: str) -> ContactList:
    """Return a list that contacts may join. Raises RuleBroken `unknown_list` for one that was deleted, `inactive_list`."""
    if list_id not in read.lists:
        raise RuleBroken("The list was deleted. Name another one.", code="unknown_list")
    require_active(read.lists[list_id])
    return read.lists[list_id]
