from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.uniqueness_settings_draft_schema import UniquenessSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class UniquenessSettingsDraft:
    """The section `uniqueness` of the settings. The uniqueness rule of each kind: alternatives (or) of groups of fields
    that belong together (and).

    """

    person: list[list[str]] | Unset = UNSET
    """ The fields that must be unique among persons: groups are alternatives, fields inside a group belong
    together. """
    company: list[list[str]] | Unset = UNSET
    """ The fields that must be unique among companies: groups are alternatives, fields inside a group belong
    together. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: UniquenessSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        person: list[list[str]] | Unset = UNSET
        if not isinstance(self.person, Unset):
            person = []
            for person_item_data in self.person:
                person_item = person_item_data

                person.append(person_item)

        company: list[list[str]] | Unset = UNSET
        if not isinstance(self.company, Unset):
            company = []
            for company_item_data in self.company:
                company_item = company_item_data

                company.append(company_item)

        acknowledge: dict[str, Any] | None | Unset
        if isinstance(self.acknowledge, Unset):
            acknowledge = UNSET
        elif isinstance(self.acknowledge, Acknowledgement):
            acknowledge = self.acknowledge.to_dict()
        else:
            acknowledge = self.acknowledge

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if person is not UNSET:
            field_dict["person"] = person
        if company is not UNSET:
            field_dict["company"] = company
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.uniqueness_settings_draft_schema import UniquenessSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _person = d.pop("person", UNSET)
        person: list[list[str]] | Unset = UNSET
        if _person is not UNSET:
            person = []
            for person_item_data in _person:
                person_item = cast(list[str], person_item_data)

                person.append(person_item)

        _company = d.pop("company", UNSET)
        company: list[list[str]] | Unset = UNSET
        if _company is not UNSET:
            company = []
            for company_item_data in _company:
                company_item = cast(list[str], company_item_data)

                company.append(company_item)

        def _parse_acknowledge(data: object) -> Acknowledgement | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledge_type_0 = Acknowledgement.from_dict(data)

                return acknowledge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledgement | None | Unset, data)

        acknowledge = _parse_acknowledge(d.pop("acknowledge", UNSET))

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: UniquenessSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = UniquenessSettingsDraftSchema.from_dict(_schema)

        uniqueness_settings_draft = cls(
            person=person,
            company=company,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return uniqueness_settings_draft
