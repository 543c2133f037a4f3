"""Consent events and their evidence, in the partition of their contact. Both are never changed."""

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Put, Row

_EVENT, _EVIDENCE = "CONSENT", "EVIDENCE"


class ConsentRepository:
    """The consent events and evidence of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def put_of(self, contact_id: str, event: ConsentEvent) -> Put:
        """Return the write that saves an event."""
        key = self._keys.beside_profile(contact_id, _EVENT, event.event_id)
        return Put(Row(key, "consent_event", event.model_dump_json(exclude_defaults=True)), Absent())

    def evidence_of(self, contact_id: str, evidence: Evidence) -> Put:
        """Return the write that saves the evidence of a statement."""
        key = self._keys.beside_profile(contact_id, _EVIDENCE, evidence.event_id)
        return Put(Row(key, "consent_evidence", evidence.model_dump_json(exclude_defaults=True)), Absent())

    def get(self, contact_id: str, event_id: str) -> ConsentEvent:
        """Return the event. Raises NotFound."""
        row = table.get(self._keys.beside_profile(contact_id, _EVENT, event_id))
        if row is None:
            raise NotFound("The record does not exist.")
        return ConsentEvent.model_validate_json(row.document)

    def page(self, contact_id: str, *, limit: int, after: After | None) -> tuple[list[ConsentEvent], After | None]:
        """Return events of one contact, newest first: one query."""
        page = table.query(self._keys.contact_partition(contact_id), f"{_EVENT}#", limit=limit, after=after, newest_first=True)
        return [ConsentEvent.model_validate_json(row.document) for row in page.rows], page.after

    def page_of_evidence(self, contact_id: str, *, limit: int, after: After | None) -> tuple[list[Evidence], After | None]:
        """Return evidence about one contact, newest first: one query."""
        page = table.query(self._keys.contact_partition(contact_id), f"{_EVIDENCE}#", limit=limit, after=after, newest_first=True)
        return [Evidence.model_validate_json(row.document) for row in page.rows], page.after
