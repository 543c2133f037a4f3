from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mandatory_fields_settings_schema import MandatoryFieldsSettingsSchema


@dataclass(kw_only=True, slots=True)
class MandatoryFieldsSettings:
    """The section `mandatory_fields` of the settings. The fields that a contact of the kind must have to be saved."""

    person: list[str]
    """ The fields that a person must have, by their dotted paths. """
    company: list[str]
    """ The fields that a company must have, by their dotted paths. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: MandatoryFieldsSettingsSchema | Unset = UNSET
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
        from ..models.mandatory_fields_settings_schema import MandatoryFieldsSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        person = cast(list[str], d.pop("person"))

        company = cast(list[str], d.pop("company"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: MandatoryFieldsSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = MandatoryFieldsSettingsSchema.from_dict(_schema)

        mandatory_fields_settings = cls(
            person=person,
            company=company,
            version=version,
            schema=schema,
        )

        return mandatory_fields_settings
