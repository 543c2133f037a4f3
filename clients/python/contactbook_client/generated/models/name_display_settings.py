from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.name_display_settings_schema import NameDisplaySettingsSchema


@dataclass(kw_only=True, slots=True)
class NameDisplaySettings:
    """The section `name_display` of the settings. The display formats of names, for persons and companies. Placeholders
    are name fields in braces.

    """

    person: str
    """ How the names of persons are shown, such as `{last_name}, {first_name}`. """
    company: str
    """ How the names of companies are shown, such as `{company_name}`. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: NameDisplaySettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        person = self.person

        company = self.company

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "person": person,
                "company": company,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.name_display_settings_schema import NameDisplaySettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        person = d.pop("person")

        company = d.pop("company")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: NameDisplaySettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = NameDisplaySettingsSchema.from_dict(_schema)

        name_display_settings = cls(
            person=person,
            company=company,
            version=version,
            schema=schema,
        )

        return name_display_settings
