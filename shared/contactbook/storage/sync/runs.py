"""The runs of one tenant group's sync, and what each changed, or a dry run would change. What a run changed is kept for 90 days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.sync.runs import SyncChange, SyncRefusal, SyncRun
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Put, Refusal, Row
from contactbook.storage.sync.versions import put_versioned

_KEPT = timedelta(days=90)


class SyncRunRepository:
    """The runs of one tenant group."""

    def __init__(self, keys: GroupKeys) -> None:
        self._keys = keys

    def find(self, run_id: str) -> SyncRun | None:
        """Return the run, or None."""
        row = table.get(self._keys.run(run_id))
        return SyncRun.model_validate_json(row.document) if row else None

    def get(self, run_id: str) -> SyncRun:
        """Return the run. Raises NotFound."""
        run = self.find(run_id)
        if run is None:
            raise NotFound("There is no such run.")
        return run

    def page(self, *, limit: int, after: After | None) -> tuple[list[SyncRun], After | None]:
        """Return a page of runs, newest first. One query."""
        page = table.query(self._keys.runs(), limit=limit, after=after, newest_first=True)
        return [SyncRun.model_validate_json(row.document) for row in page.rows], page.after

    def put_of(self, run: SyncRun, refusal: Refusal | None = None) -> Put:
        """Return the write that replaces the previous version of the run. It is a fence: it is refused if another worker wrote since."""
        row = Row(self._keys.run(run.sync_run_id), "sync_run", run.model_dump_json(exclude_defaults=True), version=run.version)
        return put_versioned(row, refusal)

    def save_changes(self, run_id: str, changes: Sequence[SyncChange]) -> None:
        """Save what a dry run would change. Idempotent: each contact has one key."""
        table.put_many([Row(self._change_key(run_id, change), "sync_run_change", change.model_dump_json()) for change in changes])

    def change_of(self, run: SyncRun, change: SyncChange, version: int, now: datetime) -> Put:
        """Return the write that says what a run changed in a contact, which is at this version now."""
        key = self._change_key(run.sync_run_id, change)
        expires_at = int((now + _KEPT).timestamp())
        document = change.model_dump_json(exclude_defaults=True)
        return Put(Row(Key(key.pk, f"{key.sk}#{version:08}"), "sync_run_change", document, expires_at=expires_at))

    def page_of_changes(self, run_id: str, *, limit: int, after: After | None) -> tuple[list[SyncChange], After | None]:
        """Return a page of what a run changed, or a dry run would change, in the order of contacts. One query."""
        page = table.query(self._keys.run_changes(run_id), limit=limit, after=after)
        return [SyncChange.model_validate_json(row.document) for row in page.rows], page.after

    def save_refusals(self, run_id: str, refusals: Sequence[SyncRefusal]) -> None:
        """Save whom a run left out or could not change. Idempotent: each contact and code has one key."""
        partition = self._keys.run_refusals(run_id)
        rows = {f"{one.tenant_id}#{one.contact_id}#{one.code}": one for one in refusals}
        table.put_many([Row(Key(partition, name), "sync_run_refusal", one.model_dump_json()) for name, one in rows.items()])

    def page_of_refusals(self, run_id: str, *, limit: int, after: After | None) -> tuple[list[SyncRefusal], After | None]:
        """Return a page of whom a run left out or could not change, in the order of contacts. One query."""
        page = table.query(self._keys.run_refusals(run_id), limit=limit, after=after)
        return [SyncRefusal.model_validate_json(row.document) for row in page.rows], page.after

    def _change_key(self, run_id: str, change: SyncChange) -> Key:
        about = change.copy_of or change
        return Key(self._keys.run_changes(run_id), f"{change.tenant_id}#{about.tenant_id}#{about.contact_id}")
