from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.sync_large_group import SyncLargeGroup


@dataclass(kw_only=True, slots=True)
class SyncChange:
    """What a run changed in one contact, as callers see it."""

    tenant_id: str
    """ The id of the tenant. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    add: list[str]
    """ The tags that were added. """
    remove: list[str]
    """ The tags that were removed. """
    copy_of: None | SyncLargeGroup
    """ The contact of a child account whose copy it is; null for other contacts. """
    fields: list[str]
    """ The fields that were copied. """
    taken_back: bool
    """ Whether a copy was taken back. """
    display_name: None | str
    """ What the contact is called now: in a child account if the settings say `show_names`, in the top account to
    who may read it; else null. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.sync_large_group import SyncLargeGroup  # noqa: PLC0415

        tenant_id = self.tenant_id

        contact_id: None | str
        contact_id = self.contact_id

        add = self.add

        remove = self.remove

        copy_of: dict[str, Any] | None
        if isinstance(self.copy_of, SyncLargeGroup):
            copy_of = self.copy_of.to_dict()
        else:
            copy_of = self.copy_of

        fields = self.fields

        taken_back = self.taken_back

        display_name: None | str
        display_name = self.display_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "contact_id": contact_id,
                "add": add,
                "remove": remove,
                "copy_of": copy_of,
                "fields": fields,
                "taken_back": taken_back,
                "display_name": display_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sync_large_group import SyncLargeGroup  # noqa: PLC0415

        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        add = cast(list[str], d.pop("add"))

        remove = cast(list[str], d.pop("remove"))

        def _parse_copy_of(data: object) -> None | SyncLargeGroup:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                copy_of_type_0 = SyncLargeGroup.from_dict(data)

                return copy_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SyncLargeGroup, data)

        copy_of = _parse_copy_of(d.pop("copy_of"))

        fields = cast(list[str], d.pop("fields"))

        taken_back = d.pop("taken_back")

        def _parse_display_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        display_name = _parse_display_name(d.pop("display_name"))

        sync_change = cls(
            tenant_id=tenant_id,
            contact_id=contact_id,
            add=add,
            remove=remove,
            copy_of=copy_of,
            fields=fields,
            taken_back=taken_back,
            display_name=display_name,
        )

        return sync_change
