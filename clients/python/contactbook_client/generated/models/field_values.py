from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class FieldValues:
    """Fields that get the same value in each contact. One that is null or left out stays; an empty list removes every
    category.

    """

    owned_by_group: None | str
    """ The group that owns the contact. Its members see it. """
    categories: list[str] | None
    """ Categories of the contact, of those in the settings. """

    def to_dict(self) -> dict[str, Any]:
        owned_by_group: None | str
        owned_by_group = self.owned_by_group

        categories: list[str] | None
        if isinstance(self.categories, list):
            categories = self.categories

        else:
            categories = self.categories

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "owned_by_group": owned_by_group,
                "categories": categories,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_owned_by_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        owned_by_group = _parse_owned_by_group(d.pop("owned_by_group"))

        def _parse_categories(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                categories_type_0 = cast(list[str], data)

                return categories_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        categories = _parse_categories(d.pop("categories"))

        field_values = cls(
            owned_by_group=owned_by_group,
            categories=categories,
        )

        return field_values
