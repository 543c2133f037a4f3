"""What anonymisation reads and removes: everything in a contact's partition, certificates, runs, and who is due."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.values import Moment, Record
from contactbook.domain.erasure.anonymization import ErasureCertificate
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Anything, AtVersion, Index, Put, Row, RowPage

_RUNS = "ANONYMIZATION-RUNS"
_ALL = "ALL"
_DUE = "ERASURE#"
_LAST_CHARACTER = "~"


class AnonymizationRunState(StrEnum):
    """How far a batch has come."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class AnonymizationRun(Record):
    """One batch over the tenant's contacts; `cursor` is where it goes on."""

    run_id: str
    state: AnonymizationRunState = AnonymizationRunState.WAITING
    contacts: int = 0
    anonymized: int = 0
    blocked: int = 0
    started_at: Moment
    finished_at: Moment | None = None
    cursor: dict[str, str] | None = None


class ErasureRepository:
    """The traces of one tenant's contacts, for those who remove them."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def traces(self, contact_id: str, *, limit: int, after: dict[str, str] | None) -> RowPage:
        """Whatever lies in the contact's partition, page by page: one query each."""
        return table.query(self._keys.contact_partition(contact_id), limit=limit, after=after)

    def remove(self, keys: Sequence[Key]) -> None:
        """Delete items; one that is gone already is no matter."""
        table.remove_many(keys)

    def redact(self, row: Row) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate: a late writer was there, look again."""
        table.put(Put(row, AtVersion(row.version - 1), lambda _: ConcurrentUpdate("It changed meanwhile.")))

    def relation_end(self, contact_id: str, relation_id: str) -> Key:
        """The other end of a relation."""
        return self._keys.profile_child(contact_id, "RELATION", relation_id)

    def certificate(self, contact_id: str) -> ErasureCertificate:
        """What was erased of the contact. Raises NotFound for one that was not anonymized."""
        row = table.get(self._certificate_key(contact_id))
        if row is None:
            raise NotFound("The contact was not anonymized.")
        return ErasureCertificate.model_validate_json(row.document)

    def certificate_of(self, certificate: ErasureCertificate, *, is_new: bool = False) -> Put:
        """The write that keeps the certificate."""
        row = Row(self._certificate_key(certificate.contact_id), "erasure_certificate", certificate.model_dump_json())
        return Put(row, Absent() if is_new else Anything())

    def save_certificate(self, certificate: ErasureCertificate) -> None:
        """Keep how far the erasure has come."""
        table.put(self.certificate_of(certificate))

    def page_of_due(self, *, now: datetime, limit: int, after: dict[str, str] | None) -> tuple[list[str], dict[str, str] | None]:
        """Ids of contacts whose anonymisation was asked for or begun and is not done: one query of the due index."""
        last = f"{_DUE}{now.isoformat(timespec='milliseconds')}{_LAST_CHARACTER}"
        page = table.query_index(Index.BY_DUE, self._keys.due(), between=(_DUE, last), limit=limit, after=after)
        return [row.key.pk.rpartition("#")[2] for row in page.rows], page.after

    def get_run(self, run_id: str) -> AnonymizationRun:
        """The batch. Raises NotFound."""
        row = table.get(self._keys.item(_RUNS, _ALL, run_id))
        if row is None:
            raise NotFound("There is no such run.")
        return AnonymizationRun.model_validate_json(row.document)

    def add_run(self, run: AnonymizationRun) -> None:
        """Write a new batch."""
        table.put(Put(self._run_row(run), Absent()))

    def save_run(self, run: AnonymizationRun) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate: another worker carries it on."""
        table.put(Put(self._run_row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def _certificate_key(self, contact_id: str) -> Key:
        return self._keys.beside_profile(contact_id, "CERTIFICATE", "ERASURE")

    def _run_row(self, run: AnonymizationRun) -> Row:
        return Row(self._keys.item(_RUNS, _ALL, run.run_id), "anonymization_run", run.model_dump_json(), version=run.version)
