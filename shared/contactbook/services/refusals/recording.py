"""Recording a no: the refusal of the address, the mark on the contact and its audit entry are one transaction (S5.1, S5.4).

So nothing is armed for the contact after it has committed: arming checks the contact's version. The stream marks every other contact
with the address (`following.py`); it learns the address from the values of the audit entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.refusals.marks import with_marks_of
from contactbook.domain.refusals.refusals import Refusal, RefusalEvent, marks_of, repeats, with_events
from contactbook.services.base.retrying import retried_when_raced
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# The audited field that names the address. The stream looks for it.
REFUSED_ADDRESS = "refusal.address"
RECORDED, SETTLED, REMOVED = "refusal.recorded", "refusal.settled", "refusal.removed"


@dataclass(frozen=True)
class Recorded:
    """A no that is to be saved: the writes of its refusals, and what the audit entry says of it. Empty if it is recorded already."""

    writes: tuple[Write, ...] = ()
    details: tuple[Change, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    # True if the same contact has just refused the same in this way, at each address.
    is_repeated: bool = False

    def mark(self, contact: Contact) -> Contact:
        """Return the contact with the marks of these refusals at addresses of its own."""
        return marked(contact, self.refusals)


def marked(contact: Contact, refusals: Sequence[Refusal]) -> Contact:
    """Return the contact with its marks at these addresses replaced by what stands there. They must be the contact's own."""
    own = marks_of(refusals, contact.own_ids())
    marks = with_marks_of(contact.refusals, own, [refusal.address for refusal in refusals])
    return contact if marks == contact.refusals else with_fields(contact, refusals=marks)


def recorded(store: TenantStore, event: RefusalEvent, addresses: Iterable[str], contact: Contact | None) -> Recorded:
    """Return what saves the event as a no of each address. One batch read."""
    return recorded_at(store, dict.fromkeys(addresses, (event,)), contact)


def recorded_at(store: TenantStore, events: Mapping[str, Sequence[RefusalEvent]], contact: Contact | None) -> Recorded:
    """Return what saves these events as nos of their addresses. One batch read."""
    names = store.refusals.names_of(events)
    before = store.refusals.standing(names)
    after = [with_events(refusal, events[names[refusal.address]]) for refusal in before]
    changed = [(was, now_is) for was, now_is in zip(before, after, strict=True) if now_is != was]
    own = set(store.refusals.names_of(contact.reached_at())) if contact else set()
    return Recorded(
        writes=tuple(store.refusals.save_of(refusal) for _, refusal in changed),
        details=tuple(
            detail
            for was, refusal in changed
            for event in events[names[refusal.address]]
            if not was.has(event.event_id)
            for detail in _details(names[refusal.address], event)
        ),
        refusals=tuple(refusal for refusal in after if refusal.address in own),
        is_repeated=all(repeats(refusal, event) for refusal in before for event in events[names[refusal.address]]),
    )


@retried_when_raced
def refuse_addresses(store: TenantStore, event: RefusalEvent, addresses: Iterable[str]) -> None:
    """Save the event as a no of each address, in transactions of their own. Idempotent."""
    writes = recorded(store, event, sorted(set(map(comparable_address, addresses))), None).writes
    for start in range(0, len(writes), MOST_WRITES):
        table.transact(writes[start : start + MOST_WRITES])


def _details(address: str, event: RefusalEvent) -> tuple[Change, ...]:
    return (
        Change(field=REFUSED_ADDRESS, to=address),
        Change(field="refusal.scopes", to=list(event.scopes)),
        Change(field="refusal.through", to=event.through.value),
    )
