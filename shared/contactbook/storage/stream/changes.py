"""The changes of items that the table's stream reports, by tenant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contactbook.domain.contacts.record import Contact
from contactbook.storage.base.item import row_of_raw
from contactbook.storage.base.keys import tenant_of
from contactbook.storage.base.rows import Row


@dataclass(frozen=True)
class RowChange:
    """One item before and after a change. `old` is None for a new item, `new` for a deleted one."""

    old: Row | None
    new: Row | None

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

    @property
    def old_contact(self) -> Contact | None:
        """The contact before the change, or None if the item was none."""
        return _contact(self.old)

    @property
    def new_contact(self) -> Contact | None:
        """The contact after the change, or None if the item is none."""
        return _contact(self.new)


def changes_by_tenant(event: Mapping[str, Any]) -> dict[str, list[RowChange]]:
    """Return the changes of one stream batch by tenant, in their order. Items that belong to no tenant are left out."""
    grouped: dict[str, list[RowChange]] = {}
    for record in event["Records"]:
        images = record["dynamodb"]
        change = RowChange(_row(images.get("OldImage")), _row(images.get("NewImage")))
        tenant_id = tenant_of(images["Keys"]["pk"]["S"])
        if tenant_id:
            grouped.setdefault(tenant_id, []).append(change)
    return grouped


def _contact(row: Row | None) -> Contact | None:
    return Contact.model_validate_json(row.document) if row and row.kind == "contact" else None


def _row(image: dict[str, dict[str, Any]] | None) -> Row | None:
    return row_of_raw(image) if image else None
