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
from contactbook.domain.erasure.deleted import addresses_in
from contactbook.domain.notification_types.channels import Channel
from contactbook.storage.base import table
from contactbook.storage.base.audit_entries import KIND_OF_ENTRY
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.marks import unmarked
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
    def own_batch(self) -> str | None:
        """The batch of letters that may have this letter alone; None for what is no letter."""
        if self.kind != "communication":
            return None
        found = Communication.model_validate_json(self.row.document)
        return found.own_batch if found.channel is Channel.PRINT else None

    @property
    def addresses(self) -> list[str]:
        """The emails and phones that it names: those of a message, and of an audit entry before and after its change."""
        if self.kind == "communication":
            address = json.loads(self.row.document).get("address")
            return [address] if address else []
        return list(addresses_in(json.loads(self.row.values))) if self.kind == KIND_OF_ENTRY and self.row.values else []

    @property
    def import_id(self) -> str | None:
        """The import that made the change of an audit entry whose values are there, if one did."""
        if self.kind != KIND_OF_ENTRY or self.row.values is None:
            return None
        request_id = str(json.loads(self.row.document).get("request_id"))
        return request_id if request_id.startswith("imp_") else None

    @property
    def request_hash(self) -> str | None:
        """The name of the stored answer that the item points at, if any."""
        return str(json.loads(self.row.document)) if self.kind == "request_pointer" else None


@dataclass(frozen=True)
class Redactions:
    """The kinds of the items that were redacted, and of those that somebody wrote meanwhile."""

    done: tuple[str, ...]
    late: tuple[str, ...]


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

    def redact(self, traces: Sequence[Trace]) -> Redactions:
        """Save the items without their personal values, a hundred at once. An item that holds none is left as it is.

        Each is saved on the version that was read, so nothing that somebody wrote meanwhile is lost.
        """
        puts = [_put_of(redacted) for trace in traces if (redacted := _redacted(trace.row))]
        done, late = [], []
        for start in range(0, len(puts), MOST_WRITES):
            chunk = puts[start : start + MOST_WRITES]
            written = chunk if _written_together(chunk) else [put for put in chunk if _written_alone(put)]
            done += [put.row.kind for put in written]
            late += [put.row.kind for put in chunk if put not in written]
        return Redactions(tuple(done), tuple(late))

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
        return [trace.row.key, self._keys.child(relation.related_contact_id, "RELATION", relation.relation_id)]


def _put_of(redacted: Row) -> Put:
    return Put(redacted, AtVersion(redacted.version - 1), lambda _: ConcurrentUpdate("The item changed meanwhile."))


def _written_together(puts: Sequence[Put]) -> bool:
    """Commit all of the writes; return False if one of the items has changed."""
    try:
        # A repeated request finds what is redacted already.
        with unmarked():
            table.transact(puts)
    except ConcurrentUpdate:
        return False
    return True


def _written_alone(put: Put) -> bool:
    try:
        table.put(put)
    except ConcurrentUpdate:
        return False
    return True


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
