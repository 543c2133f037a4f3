"""Hygiene tasks; they are in the due index while they are enabled."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.bulk_changes.hygiene_tasks import HygieneTask
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row

_TASKS, _ALL = "HYGIENE-TASKS", "ALL"


class HygieneTaskRepository:
    """The hygiene tasks of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, task_id: str) -> HygieneTask | None:
        """Return the task, or None."""
        row = table.get(self._key(task_id))
        return row.read(HygieneTask) if row else None

    def get(self, task_id: str) -> HygieneTask:
        """Return the task. Raises NotFound."""
        found = self.find(task_id)
        if found is None:
            raise NotFound("There is no such hygiene task.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[HygieneTask], After | None]:
        """Return a page of tasks in the order of their ids. One query."""
        page = table.query(self._keys.partition(_TASKS, _ALL), limit=limit, after=after)
        return [row.read(HygieneTask) for row in page.rows], page.after

    def add_of(self, task: HygieneTask) -> Put:
        """Return the write that creates the task."""
        return Put(self._row(task), Absent())

    def save_of(self, task: HygieneTask) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        expect = AtVersion(task.version - 1)
        return Put(self._row(task), expect, lambda _: ConcurrentUpdate("The hygiene task changed meanwhile."))

    def remove_of(self, task: HygieneTask) -> Remove:
        """Return the write that deletes this version of the task; it raises ConcurrentUpdate."""
        key, expect = self._key(task.hygiene_task_id), AtVersion(task.version)
        return Remove(key, expect, lambda _: ConcurrentUpdate("The hygiene task changed meanwhile."))

    def id_in(self, key: Key) -> str | None:
        """Return the id of the task that a key belongs to, or None if it is not the key of one."""
        return key.sk if key.pk == self._keys.partition(_TASKS, _ALL) else None

    def _key(self, task_id: str) -> Key:
        return self._keys.item(_TASKS, _ALL, task_id)

    def _row(self, task: HygieneTask) -> Row:
        return Row(
            self._key(task.hygiene_task_id),
            "hygiene_task",
            task.model_dump_json(exclude_defaults=True),
            version=task.version,
            gsi2=place_when_due(self._keys, task.next_at, task.hygiene_task_id),
        )
