from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.mandatory_fields_settings_draft_schema import MandatoryFieldsSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class MandatoryFieldsSettingsDraft:
    """The section `mandatory_fields` of the settings. The fields that a contact of the kind must have to be saved."""

    person: list[str] | Unset = UNSET
    """ The fields that a person must have, by their dotted paths. """
    company: list[str] | Unset = UNSET
    """ The fields that a company must have, by their dotted paths. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: MandatoryFieldsSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        person: list[str] | Unset = UNSET
        if not isinstance(self.person, Unset):
            person = self.person

        company: list[str] | Unset = UNSET
        if not isinstance(self.company, Unset):
            company = self.company

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
        from ..models.mandatory_fields_settings_draft_schema import MandatoryFieldsSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        person = cast(list[str], d.pop("person", UNSET))

        company = cast(list[str], d.pop("company", UNSET))

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
        schema: MandatoryFieldsSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = MandatoryFieldsSettingsDraftSchema.from_dict(_schema)

        mandatory_fields_settings_draft = cls(
            person=person,
            company=company,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return mandatory_fields_settings_draft
