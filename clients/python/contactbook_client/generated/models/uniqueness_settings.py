from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.uniqueness_settings_schema import UniquenessSettingsSchema


@dataclass(kw_only=True, slots=True)
class UniquenessSettings:
    """The section `uniqueness` of the settings. The uniqueness rule of each kind: alternatives (or) of groups of fields
    that belong together (and).

    """

    person: list[list[str]]
    """ The fields that must be unique among persons: groups are alternatives, fields inside a group belong
    together. """
    company: list[list[str]]
    """ The fields that must be unique among companies: groups are alternatives, fields inside a group belong
    together. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: UniquenessSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        person = []
        for person_item_data in self.person:
            person_item = person_item_data

            person.append(person_item)

        company = []
        for company_item_data in self.company:
            company_item = company_item_data

            company.append(company_item)

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
        from ..models.uniqueness_settings_schema import UniquenessSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        person = []
        _person = d.pop("person")
        for person_item_data in _person:
            person_item = cast(list[str], person_item_data)

            person.append(person_item)

        company = []
        _company = d.pop("company")
        for company_item_data in _company:
            company_item = cast(list[str], company_item_data)

            company.append(company_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: UniquenessSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = UniquenessSettingsSchema.from_dict(_schema)

        uniqueness_settings = cls(
            person=person,
            company=company,
            version=version,
            schema=schema,
        )

        return uniqueness_settings
