from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.categories_settings_schema import CategoriesSettingsSchema


@dataclass(kw_only=True, slots=True)
class CategoriesSettings:
    """The section `categories` of the settings. The categories of contacts."""

    categories: list[str]
    """ The categories that contacts may have. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: CategoriesSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        categories = self.categories

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "categories": categories,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.categories_settings_schema import CategoriesSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        categories = cast(list[str], d.pop("categories"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: CategoriesSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = CategoriesSettingsSchema.from_dict(_schema)

        categories_settings = cls(
            categories=categories,
            version=version,
            schema=schema,
        )

        return categories_settings
