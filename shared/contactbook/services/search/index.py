"""Search words follow the contacts: derived from the stream, never on a request's path."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import SearchTerms, terms_of
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Write and remove the words and filter values that each changed contact gained and lost."""
    for change in changes:
        if change.kind != "contact" and not (change.old and change.old.kind == "contact"):
            continue
        before, after = _terms(change.old), _terms(change.new)
        row = change.new or change.old
        if before != after and row:
            store.search.replace(row.key.pk.rpartition("#")[2], before, after)


def _terms(row: Row | None) -> SearchTerms:
    if row is None or row.kind != "contact":
        return SearchTerms()
    return terms_of(Contact.model_validate_json(row.document))
