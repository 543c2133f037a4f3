"""Several changes of one contact in one transaction, each with its own audit entry and event."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.services.changes.commit import ContactChange, writes_of
from contactbook.services.changes.folded_writes import FoldedWrites
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


class ContactSteps:
    """The changes of one contact so far, and the contact after them. `contact` is None until the first one creates it."""

    def __init__(self, store: TenantStore, contact: Contact | None, *, by: Caller, now: datetime) -> None:
        self._store = store
        self._by = by
        self._now = now
        self._writes = FoldedWrites()
        self._contact = contact

    @property
    def contact(self) -> Contact:
        """The contact after the changes so far."""
        if self._contact is None:
            raise ValueError("the first change creates the contact")
        return self._contact

    @property
    def writes(self) -> tuple[Write, ...]:
        """The writes of all changes, one per item."""
        return self._writes.all()

    def add(self, change: ContactChange) -> None:
        """Add one change."""
        self._contact, writes = writes_of(self._store, change, by=self._by, now=self._now)
        self._writes.add(writes)
