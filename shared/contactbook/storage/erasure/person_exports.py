"""What an export of a person reads, and where its files are until they expire."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.values import Value
from contactbook.domain.communications.communications import Communication
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.links.links import EXPORT_DAYS
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.storage.base import table
from contactbook.storage.base.audit_entries import KIND_OF_ENTRY, values_of
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Check, NotErased, Put, Row

# As long as the bucket keeps files under `exports/`.
KEPT = timedelta(days=EXPORT_DAYS)
_NOUN = "EXPORT"

V = TypeVar("V", bound=Value)


class PersonRecords:
    """The items in the partitions of one person, by kind."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def of_kind(self, kind: str, model: type[V]) -> tuple[V, ...]:
        """Return the items of one kind, in the order of their keys."""
        return tuple(model.model_validate_json(row.document) for row in self._rows if row.kind == kind)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The person's accounts."""
        return self.of_kind("account", Account)

    @property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """The person's opportunities."""
        return self.of_kind("opportunity", Opportunity)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Notes about the person."""
        return self.of_kind("note", Note)

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """The person's conversions."""
        return self.of_kind("conversion", Conversion)

    @property
    def engagements(self) -> tuple[Engagement, ...]:
        """The person's engagements."""
        return self.of_kind("engagement", Engagement)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The person's relations to other contacts."""
        return self.of_kind("relation", Relation)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Documents about the person."""
        return self.of_kind("attachment", Attachment)

    @property
    def communications(self) -> tuple[Communication, ...]:
        """What was sent to the person, or was not."""
        return self.of_kind("communication", Communication)

    @property
    def consent_events(self) -> tuple[ConsentEvent, ...]:
        """Changes of the person's consent."""
        return self.of_kind("consent_event", ConsentEvent)

    @property
    def consent_evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the person's statements."""
        return self.of_kind("consent_evidence", Evidence)

    @property
    def history(self) -> tuple[tuple[Entry, EntryValues | None], ...]:
        """The audit entries about the person, each with its values unless erased."""
        return tuple((row.read(Entry), values_of(row)) for row in self._rows if row.kind == KIND_OF_ENTRY)


class PersonExportRepository:
    """The exports of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def records_of(self, contact_ids: Sequence[str]) -> PersonRecords:
        """Return every item in the partitions of these contacts."""
        return PersonRecords([row for one in contact_ids for row in table.query(self._keys.contact_partition(one)).rows])

    def add(self, contact_id: str, export_id: str, file_key: str, *, now: datetime) -> None:
        """Save where a file will be, so that it is erased with the contact. Raises RuleBroken `anonymized`."""
        key = self._keys.beside_profile(contact_id, _NOUN, export_id)
        row = Row(key, "person_export", file_key, expires_at=int((now + KEPT).timestamp()))
        table.transact([Check(self._keys.profile(contact_id), NotErased(), lambda _: _anonymized()), Put(row, Absent())])

    def is_kept(self, contact_id: str, export_id: str) -> bool:
        """True unless an erasure has removed the export meanwhile."""
        return table.get(self._keys.beside_profile(contact_id, _NOUN, export_id)) is not None

    def newest_file(self, contact_id: str, *, now: datetime) -> str:
        """Return the key of the newest file. Raises NotFound if there is none or it has expired."""
        pk = self._keys.contact_partition(contact_id)
        rows = table.query(pk, f"{_NOUN}#", limit=1, newest_first=True).rows
        if not rows or (rows[0].expires_at or 0) <= now.timestamp():
            raise NotFound("The file does not exist.")
        return rows[0].document


def _anonymized() -> RuleBroken:
    return RuleBroken("The contact is anonymized; there is nothing to export.", code="anonymized")
