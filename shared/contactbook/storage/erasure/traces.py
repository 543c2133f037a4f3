"""The items of a contact's partition, for the erasure that removes or redacts them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communications import Communication, redacted_communication
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.erasure.anonymization import redacted_account
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import AtVersion, Erase, Put, Row


@dataclass(frozen=True)
class Trace:
    """One item in a contact's partition."""

    row: Row

    @property
    def kind(self) -> str:
        """The kind of item, as the census names it."""
        return self.row.kind

    @property
    def file_key(self) -> str | None:
        """The key of the file that the item points at, if any."""
        if self.kind == "attachment":
            return Attachment.model_validate_json(self.row.document).file_key
        return self.row.document if self.kind == "person_export" else None

    @property
    def request_hash(self) -> str | None:
        """The name of the stored answer that the item points at, if any."""
        return str(json.loads(self.row.document)) if self.kind == "request_pointer" else None


class TraceRepository:
    """The traces of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def page(self, contact_id: str, *, limit: int, after: After | None) -> tuple[list[Trace], After | None]:
        """Return every item in the contact's partition, page by page: one query each."""
        page = table.query(self._keys.contact_partition(contact_id), limit=limit, after=after)
        return [Trace(row) for row in page.rows], page.after

    def remove(self, traces: Sequence[Trace]) -> None:
        """Delete items, and of a relation its other end too. An item that is gone already is no error."""
        table.remove_many([key for trace in traces for key in self._keys_of(trace)])

    def redact(self, trace: Trace) -> bool:
        """Save the item without its personal values; return False if it holds none.

        Raises ConcurrentUpdate if somebody wrote the item meanwhile.
        """
        redacted = _redacted(trace.row)
        if redacted is None:
            return False
        table.put(Put(redacted, AtVersion(redacted.version - 1), lambda _: ConcurrentUpdate("The item changed meanwhile.")))
        return True

    def erase_values(self, traces: Sequence[Trace]) -> int:
        """Erase the values of audit entries and return how many had some. Costs one transaction. Raises ConcurrentUpdate."""
        writes = [Erase(trace.row.key) for trace in traces if trace.row.values is not None]
        if writes:
            table.transact(writes)
        return len(writes)

    def _keys_of(self, trace: Trace) -> list[Key]:
        if trace.kind != "relation":
            return [trace.row.key]
        relation = Relation.model_validate_json(trace.row.document)
        return [trace.row.key, self._keys.profile_child(relation.related_contact_id, "RELATION", relation.relation_id)]


def _redacted(row: Row) -> Row | None:
    """Return the item, one version later, without its personal values; None if it holds none."""
    if row.kind == "account":
        return _redacted_account(row)
    return _redacted_communication(row) if row.kind == "communication" else None


def _redacted_account(row: Row) -> Row | None:
    account = Account.model_validate_json(row.document)
    redacted = redacted_account(account)
    if with_fields(redacted, version=account.version) == account:
        return None
    return replace(row, document=redacted.model_dump_json(exclude_defaults=True), version=redacted.version)


def _redacted_communication(row: Row) -> Row | None:
    communication = Communication.model_validate_json(row.document)
    redacted = redacted_communication(communication)
    if redacted == communication:
        return None
    version = row.version + 1
    document = with_fields(redacted, version=version).model_dump_json(exclude_defaults=True, exclude_none=True)
    # `replace` keeps the indexes: a queued communication stays due, so that it reaches a final state.
    return replace(row, document=document, version=version)
