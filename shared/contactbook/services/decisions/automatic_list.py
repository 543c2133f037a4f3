"""The automatic list: the refusals of addresses, shown and removed as the entries of a suppression list (decision 2).

A refusal holds no plain address. An entry shows it while a contact that said so, and that the caller may see, still has it; so nothing
has to be erased from the list (S5.4).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may, sees_everybody
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.suppression_lists import SuppressionEntryView
from contactbook.domain.decisions.suppressions import EntryKind, told_reason
from contactbook.domain.refusals.refusals import Refusal, without_what_the_provider_told
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.changes.looks import note_shown
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.recording import REFUSED_ADDRESS, REMOVED, marked
from contactbook.storage.tenant_store import TenantStore

AUTOMATIC = "automatic"


def page_of_refusals(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[SuppressionEntryView], After | None]:
    """Return a page of the addresses that refuse. One query, and a batch read each of the refusals and of the contacts."""
    refusals, after = store.refusals.page(limit=limit, after=after)
    holders = store.contacts.survivors(contact_id for refusal in refusals for contact_id in _said_by(refusal))
    groups = store.settings.current().groups
    visible = {one: contact for one, contact in holders.items() if may(by, contact, GroupRight.VIEW, groups)}
    return [_view(store, refusal, visible) for refusal in refusals], after


@retried_when_raced
def remove_refusal(store: TenantStore, entry_id: str, *, by: Caller, now: datetime) -> None:
    """Remove what the provider told of an address, such as a bounce; an audit entry records it, the contact's if one is left.

    Raises NotFound, also if the caller may view none of those who said so (S8.3); RuleBroken `refusal_stands` if persons alone refused: only they can answer that (S5.3).
    """
    refusal = store.refusals.find(entry_id)
    contacts = [one for one in store.contacts.survivors(_said_by(refusal)).values() if one.erasure is None] if refusal else []
    if refusal is None or not _may_remove(store, contacts, by):
        raise NotFound("There is no such entry.")
    if not refusal.can_be_removed:
        raise RuleBroken("A person refused this. Only a later yes of the person can answer it.", code="refusal_stands")
    rest = without_what_the_provider_told(refusal)
    address = _address_of(store, refusal, contacts)
    contact = next((one for one in contacts if address and address in one.reached_at()), next(iter(contacts), None))
    if contact is None:
        removed = Change(field="entries", from_=[entry_id])
        entries_removed = TenantChange("suppression_list.entries_removed", AUTOMATIC, details=(removed,))
        commit_tenant_change(store, entries_removed, store.refusals.save_of(rest), by=by, now=now)
    else:
        change = ContactChange(
            before=contact,
            after=marked(contact, [rest]),
            action=REMOVED,
            details=(Change(field=REFUSED_ADDRESS, to=address),),
            writes=(store.refusals.save_of(rest),),
        )
        commit_change(store, change, by=by, now=now)
    if contact is None and address:
        # There is no audit entry from which the stream would learn of it.
        mark_holders(store, address, now)


def _may_remove(store: TenantStore, contacts: Sequence[Contact], by: Caller) -> bool:
    settings = store.settings.current()
    if sees_everybody(by, settings.groups, settings.privacy_levels):
        return True
    return any(may(by, contact, GroupRight.VIEW, settings.groups) for contact in contacts)


def _said_by(refusal: Refusal) -> list[str]:
    return list(dict.fromkeys(event.contact_id for event in refusal.events if event.contact_id))


def _address_of(store: TenantStore, refusal: Refusal, contacts: Sequence[Contact]) -> str | None:
    """Return the comparable form of the address: as a contact has it, else as the communication was sent; None if neither is left."""
    held = _held_address(store, refusal, contacts)
    if held:
        return held
    sources = [event.source for event in refusal.events if event.source and event.contact_id]
    sent = [found.address for found in store.communications.get_many(sources) if found.address] if sources else []
    return next((comparable_address(one) for one in sent if store.refusals.name_of(one) == refusal.address), None)


def _held_address(store: TenantStore, refusal: Refusal, contacts: Iterable[Contact]) -> str | None:
    own = (store.refusals.names_of(contact.reached_at()) for contact in contacts)
    return next((names[refusal.address] for names in own if refusal.address in names), None)


def _view(store: TenantStore, refusal: Refusal, visible: Mapping[str, Contact]) -> SuppressionEntryView:
    holders = [visible[one] for one in _said_by(refusal) if one in visible]
    address = _held_address(store, refusal, holders)
    note_shown(*(contact.contact_id for contact in holders))
    reason, event = told_reason(refusal)
    kind = None if address is None else EntryKind.EMAIL if "@" in address else EntryKind.PHONE
    return SuppressionEntryView(
        entry_id=refusal.address,
        kind=kind,
        email=address if kind is EntryKind.EMAIL else None,
        phone=address if kind is EntryKind.PHONE else None,
        reason=reason,
        source=event.source,
        added_at=min(found.at for found in refusal.events),
    )
