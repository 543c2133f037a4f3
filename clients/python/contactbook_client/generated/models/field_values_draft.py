from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class FieldValuesDraft:
    """Fields that get the same value in each contact. One that is null or left out stays; an empty list removes every
    category.

    """

    owned_by_group: None | str | Unset = UNSET
    """ The group that owns the contact. Its members see it. """
    categories: list[str] | None | Unset = UNSET
    """ Categories of the contact, of those in the settings. """

    def to_dict(self) -> dict[str, Any]:
        owned_by_group: None | str | Unset
        if isinstance(self.owned_by_group, Unset):
            owned_by_group = UNSET
        else:
            owned_by_group = self.owned_by_group

        categories: list[str] | None | Unset
        if isinstance(self.categories, Unset):
            categories = UNSET
        elif isinstance(self.categories, list):
            categories = self.categories

        else:
            categories = self.categories

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if owned_by_group is not UNSET:
            field_dict["owned_by_group"] = owned_by_group
        if categories is not UNSET:
            field_dict["categories"] = categories

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_owned_by_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        owned_by_group = _parse_owned_by_group(d.pop("owned_by_group", UNSET))

        def _parse_categories(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                categories_type_0 = cast(list[str], data)

                return categories_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        categories = _parse_categories(d.pop("categories", UNSET))

        field_values_draft = cls(
            owned_by_group=owned_by_group,
            categories=categories,
        )

        return field_values_draft
