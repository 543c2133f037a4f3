"""Re-consent runs, and a marker of the tenant's latest one."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.consent.reconsent import ReconsentRun
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row, Write

_NOUN, _LATEST = "RECONSENT", "LATEST"


class ReconsentRepository:
    """The re-consent runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def get(self, run_id: str) -> ReconsentRun:
        """Return the run. Raises NotFound."""
        row = table.get(self._key(run_id))
        if row is None or row.kind != "reconsent_run":
            raise NotFound("The run does not exist.")
        return ReconsentRun.model_validate_json(row.document)

    def latest(self) -> tuple[ReconsentRun | None, int]:
        """Return the run that was started last, if any, and the version of its marker."""
        row = table.get(self._key(_LATEST))
        return (self.get(row.document), row.version) if row else (None, 0)

    def start_writes(self, run: ReconsentRun, *, replacing: int) -> list[Write]:
        """Return the writes that start a run, if the marker of the latest run is at version `replacing`."""
        marker = Row(self._key(_LATEST), "reconsent_latest", run.run_id, version=replacing + 1)
        expect = AtVersion(replacing) if replacing else Absent()
        return [
            Put(self._row(run), Absent()),
            Put(marker, expect, lambda _: ConcurrentUpdate("Another run was started meanwhile.")),
        ]

    def save(self, run: ReconsentRun, *writes: Write, replacing: int) -> None:
        """Save a run's progress, with these in one transaction if there are any. Raises ConcurrentUpdate if another delivery of the slice saved first."""
        raced = "Another slice saved its progress meanwhile."
        table.put_with(Put(self._row(run), AtVersion(replacing), lambda _: ConcurrentUpdate(raced)), writes)

    def _key(self, run_id: str) -> Key:
        return self._keys.item(_NOUN, run_id, "RUN")

    def _row(self, run: ReconsentRun) -> Row:
        return Row(self._key(run.run_id), "reconsent_run", run.model_dump_json(exclude_defaults=True), version=run.version)
