"""The search terms follow the contacts. The stream derives them, so no request pays for them."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import SearchTerms, terms_of
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(
    store: TenantStore,
    changes: Sequence[RowChange],
    now: datetime,  # noqa: ARG001 - every consumer has this signature
) -> None:
    """Write and delete the search terms that each changed contact gained and lost."""
    for change in changes:
        before, after = _terms(change.old_contact), _terms(change.new_contact)
        if before != after:
            store.search.replace(change.contact_id, before, after)


def _terms(contact: Contact | None) -> SearchTerms:
    return terms_of(contact) if contact else SearchTerms()
