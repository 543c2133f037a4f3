"""Repositories for the children of a contact, and for what a tenant configures; one class for all nouns of each kind."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Record
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.row_places import placed
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row, Write

T = TypeVar("T", bound=Record)


class ChildRepository(Generic[T]):
    """One noun of children that a contact's profile shows: accounts, notes, opportunities, ...

    With `addressable`, a pointer beside each child lets callers find it by its own id alone.
    """

    def __init__(self, keys: TenantKeys, noun: str, model: type[T], *, addressable: bool = False) -> None:
        self._keys = keys
        self._noun = noun
        self._model = model
        self._addressable = addressable

    def find(self, contact_id: str, child_id: str) -> T | None:
        """Return the child of this contact, or None."""
        row = staging.shown_one(self._keys, table.get(self._keys.child(contact_id, self._noun, child_id)))
        return self.of_row(row) if row else None

    def get(self, contact_id: str, child_id: str) -> T:
        """Return the child of this contact. Raises NotFound."""
        found = self.find(contact_id, child_id)
        if found is None:
            raise NotFound("There is no such record.")
        return found

    def all_of(self, contact_id: str) -> list[T]:
        """Return every child of this noun in the order of their ids. Costs one query."""
        prefix = self._keys.child(contact_id, self._noun, "")
        return [self.of_row(row) for row in staging.shown(self._keys, lambda: table.query(prefix.pk, prefix.sk).rows)]

    def all_in(self, children: Mapping[str, Sequence[Row]]) -> list[T]:
        """Return every child of this noun among the rows of a profile."""
        return [self.of_row(row) for row in children.get(self._noun, ())]

    def page(self, contact_id: str, *, limit: int, after: After | None) -> tuple[list[T], After | None]:
        """Return a page of the children of this noun, newest first. Costs one query."""
        prefix = self._keys.child(contact_id, self._noun, "")
        page = table.query(prefix.pk, prefix.sk, limit=limit, after=after, newest_first=True)
        if any(staging.is_staged(row) for row in page.rows):
            # The second read ends at the same key, also if rows before it became visible meanwhile.
            page = staging.shown_page(
                self._keys, lambda: table.query(prefix.pk, prefix.sk, limit=limit, after=after, newest_first=True)
            )
        return [self.of_row(row) for row in page.rows], page.after

    def after_of(self, contact_id: str, child_id: str) -> After:
        """Return where a page behind this child begins."""
        key = self._keys.child(contact_id, self._noun, child_id)
        return {"pk": key.pk, "sk": key.sk}

    def contact_of(self, child_id: str) -> str:
        """Return the id of the contact that owns an addressable child. Raises NotFound."""
        row = table.get(self._keys.owner(child_id))
        if row is None:
            raise NotFound("There is no such record.")
        return staging.owner_in(self._keys, row)

    def add_writes(self, contact_id: str, child_id: str, child: T) -> list[Write]:
        """Return the writes that create the child."""
        writes: list[Write] = [Put(self._row(contact_id, child_id, child), Absent())]
        if self._addressable:
            writes.append(Put(Row(self._keys.owner(child_id), "owner", contact_id), Absent()))
        return writes

    def save_writes(self, contact_id: str, child_id: str, child: T, *, replacing: int) -> list[Write]:
        """Return the write that replaces the child of version `replacing`; it raises ConcurrentUpdate."""
        return [Put(self._row(contact_id, child_id, child), AtVersion(replacing))]

    def remove_writes(self, contact_id: str, child_id: str) -> list[Write]:
        """Return the writes that delete the child."""
        writes: list[Write] = [Remove(self._keys.child(contact_id, self._noun, child_id))]
        if self._addressable:
            writes.append(Remove(self._keys.owner(child_id)))
        return writes

    def place_all_of(self, contact_id: str) -> None:
        """Put the children into the indexes that list them, where a former version saved them: one query, and those writes."""
        prefix = self._keys.child(contact_id, self._noun, "")
        for row in table.query(prefix.pk, prefix.sk).rows:
            if row != placed(row):
                # Whoever changed it meanwhile has put it there.
                with suppress(ConcurrentUpdate):
                    table.put(Put(placed(row), AtVersion(row.version)))

    def of_row(self, row: Row) -> T:
        """Return the child in a row."""
        return row.read(self._model)

    def _row(self, contact_id: str, child_id: str, child: T) -> Row:
        key = self._keys.child(contact_id, self._noun, child_id)
        return placed(
            Row(key, self._noun.lower(), child.model_dump_json(exclude_defaults=True, by_alias=True), version=child.version)
        )


class ConfiguredRepository(Generic[T]):
    """One noun that a tenant configures: lists, templates, notification types, segments, ..."""

    def __init__(self, keys: TenantKeys, noun: str, model: type[T]) -> None:
        self._keys = keys
        self._noun = noun
        self._model = model

    def find(self, item_id: str) -> T | None:
        """Return the item, or None."""
        row = table.get(self._keys.configured(self._noun, item_id))
        return self.of_row(row) if row else None

    def get(self, item_id: str) -> T:
        """Return the item. Raises NotFound."""
        found = self.find(item_id)
        if found is None:
            raise NotFound("There is no such record.")
        return found

    def get_many(self, item_ids: list[str]) -> list[T]:
        """Return the items that exist, in the order of the ids. Reads in batches."""
        return [self.of_row(row) for row in table.get_many(self.keys_of(item_ids))]

    def keys_of(self, item_ids: Iterable[str]) -> list[Key]:
        """Return the items' keys, for a batch read with others."""
        return [self._keys.configured(self._noun, item_id) for item_id in item_ids]

    def page(self, *, limit: int, after: After | None = None) -> tuple[list[T], After | None]:
        """Return a page of the items in the order of their ids. Costs one query."""
        prefix = self._keys.configured(self._noun, "")
        page = table.query(prefix.pk, prefix.sk, limit=limit, after=after)
        return [self.of_row(row) for row in page.rows], page.after

    def all(self) -> list[T]:
        """Return every item; only for nouns of which a tenant has few."""
        prefix = self._keys.configured(self._noun, "")
        return [self.of_row(row) for row in table.query(prefix.pk, prefix.sk).rows]

    def add_of(self, item_id: str, item: T) -> Put:
        """Return the write that creates the item."""
        return Put(self._row(item_id, item), Absent())

    def save_of(self, item_id: str, item: T, *, replacing: int) -> Put:
        """Return the write that replaces the item of version `replacing`; it raises ConcurrentUpdate."""
        return Put(self._row(item_id, item), AtVersion(replacing))

    def remove_of(self, item_id: str, *, version: int) -> Remove:
        """Return the write that deletes the item of this version; it raises ConcurrentUpdate."""
        return Remove(self._keys.configured(self._noun, item_id), AtVersion(version))

    def of_row(self, row: Row) -> T:
        """Return the item in a row."""
        return row.read(self._model)

    def _row(self, item_id: str, item: T) -> Row:
        key = self._keys.configured(self._noun, item_id)
        return Row(key, self._noun.lower(), item.model_dump_json(exclude_defaults=True, by_alias=True), version=item.version)
