"""The rehearsal of a dry run: kept as a file in the bucket between two slices."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from contactbook.domain.base.errors import NotFound
from contactbook.domain.imports.row_outcomes import Counts
from contactbook.domain.imports.runs import Import
from contactbook.gateways import files
from contactbook.gateways.file_writing import FileWriter
from contactbook.services.imports.file_keys import rehearsal_key
from contactbook.services.imports.progress import save_import
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

# Bytes that are copied at once.
_CHUNK = 1024 * 1024


@contextmanager
def open_rehearsal(store: TenantStore, run: Import, now: datetime) -> Iterator[tuple[Import, Rehearsal | None]]:
    """Yield the import with its rehearsal so far, or with None unless it is a dry run. A dry run that lost its file restarts."""
    if not run.draft.dry_run:
        yield run, None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rehearsal"
        if run.offset and not _is_downloaded(rehearsal_key(store, run), path):
            run = save_import(store, run, offset=0, parts=0, counts=Counts(), updated_at=now)
        rehearsal = Rehearsal(path, store.key_ring)
        try:
            yield run, rehearsal
        finally:
            rehearsal.close()
        current = store.imports.get(run.import_id)
        if not current.has_ended:
            _upload(path, rehearsal_key(store, current))


def _is_downloaded(key: str, path: Path) -> bool:
    """Copy the file here; False if it is gone."""
    try:
        with files.open_file(key) as remote, path.open("wb") as local:
            while chunk := remote.read(_CHUNK):
                local.write(chunk)
    except NotFound:
        return False
    return True


def _upload(path: Path, key: str) -> None:
    with path.open("rb") as local, FileWriter(key, "application/octet-stream") as remote:
        while chunk := local.read(_CHUNK):
            remote.write(chunk)
