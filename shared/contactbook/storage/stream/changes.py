"""The changes of items that the table's stream reports, by tenant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from contactbook.domain.contacts.record import Contact
from contactbook.storage.base.audit_entries import KIND_OF_ENTRY, values_of
from contactbook.storage.base.group_keys import tenant_with
from contactbook.storage.base.item import row_of
from contactbook.storage.base.rows import Row


@dataclass(frozen=True)
class RowChange:
    """One item before and after a change. `old` is None for a new item, `new` for a deleted one. `at` is when it was made, if that is known."""

    old: Row | None
    new: Row | None
    at: datetime | None = None

    @property
    def kind(self) -> str:
        """The kind of item."""
        row = self.new or self.old
        return row.kind if row else ""

    @property
    def contact_id(self) -> str:
        """The contact that the item belongs to: the last part of its partition."""
        row = self.new or self.old
        return row.key.pk.rpartition("#")[2] if row else ""

    # Several consumers ask for them, and a contact takes time to parse.
    @cached_property
    def old_contact(self) -> Contact | None:
        """The contact before the change, or None if the item was none."""
        return _contact(self.old)

    @cached_property
    def new_contact(self) -> Contact | None:
        """The contact after the change, or None if the item is none."""
        return _contact(self.new)

    def said_of(self, field: str) -> list[str]:
        """Return what a new audit entry says of a field; nothing if the change is another one, or the values are erased."""
        if self.kind != KIND_OF_ENTRY or self.new is None or self.old is not None or f'"{field}"' not in self.new.document:
            return []
        values = values_of(self.new)
        return [str(change.to) for change in values.changes if change.field == field and change.to] if values else []


def changes_by_tenant(event: Mapping[str, Any]) -> dict[str, list[RowChange]]:
    """Return the changes of one stream batch by tenant, in their order. Items that belong to no tenant are left out.

    A run of a group's sync belongs to the top account.
    """
    grouped: dict[str, list[RowChange]] = {}
    for record in event["Records"]:
        images = record["dynamodb"]
        change = RowChange(_row(images.get("OldImage")), _row(images.get("NewImage")), _time(images))
        tenant_id = tenant_with(images["Keys"]["pk"]["S"])
        if tenant_id:
            grouped.setdefault(tenant_id, []).append(change)
    return grouped


def _contact(row: Row | None) -> Contact | None:
    return Contact.model_validate_json(row.document) if row and row.kind == "contact" else None


def _time(images: Mapping[str, Any]) -> datetime | None:
    seconds = images.get("ApproximateCreationDateTime")
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


def _row(image: dict[str, dict[str, Any]] | None) -> Row | None:
    return row_of(image) if image else None
