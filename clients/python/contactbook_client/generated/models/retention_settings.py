from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.retention_settings_schema import RetentionSettingsSchema


@dataclass(kw_only=True, slots=True)
class RetentionSettings:
    """The section `retention` of the settings. How many days records are kept. What ended is not shown from that moment;
    the table drops it within days. Changes of contacts, and whatever a person said, are kept as long as the contact:
    their chain needs every entry.

    """

    communications_days: int | None
    """ For how many days communications are stored; null for ever. """
    looks_days: int
    """ For how many days looks at contacts are stored; null for ever. """
    import_files_days: int
    """ For how many days the files of imports are stored. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: RetentionSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        communications_days: int | None
        communications_days = self.communications_days

        looks_days = self.looks_days

        import_files_days = self.import_files_days

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "communications_days": communications_days,
                "looks_days": looks_days,
                "import_files_days": import_files_days,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.retention_settings_schema import RetentionSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_communications_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        communications_days = _parse_communications_days(d.pop("communications_days"))

        looks_days = d.pop("looks_days")

        import_files_days = d.pop("import_files_days")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: RetentionSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = RetentionSettingsSchema.from_dict(_schema)

        retention_settings = cls(
            communications_days=communications_days,
            looks_days=looks_days,
            import_files_days=import_files_days,
            version=version,
            schema=schema,
        )

        return retention_settings
