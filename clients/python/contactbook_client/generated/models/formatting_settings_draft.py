from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.name_case import NameCase
from ..models.phone_format import PhoneFormat
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.formatting_settings_draft_schema import FormattingSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class FormattingSettingsDraft:
    """The section `formatting` of the settings. The formats of contact fields."""

    phone: PhoneFormat | Unset = UNSET
    """ The display format of phone numbers. They are always stored in E.164. """
    name_case: NameCase | Unset = UNSET
    """ Whether names are stored as typed or with corrected case. """
    upper_case_postal_codes: bool | Unset = True
    """ Whether postal codes are stored in upper case. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: FormattingSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        phone: str | Unset = UNSET
        if not isinstance(self.phone, Unset):
            phone = self.phone.value

        name_case: str | Unset = UNSET
        if not isinstance(self.name_case, Unset):
            name_case = self.name_case.value

        upper_case_postal_codes = self.upper_case_postal_codes

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
        if phone is not UNSET:
            field_dict["phone"] = phone
        if name_case is not UNSET:
            field_dict["name_case"] = name_case
        if upper_case_postal_codes is not UNSET:
            field_dict["upper_case_postal_codes"] = upper_case_postal_codes
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
        from ..models.formatting_settings_draft_schema import FormattingSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _phone = d.pop("phone", UNSET)
        phone: PhoneFormat | Unset
        if isinstance(_phone, Unset):
            phone = UNSET
        else:
            phone = PhoneFormat(_phone)

        _name_case = d.pop("name_case", UNSET)
        name_case: NameCase | Unset
        if isinstance(_name_case, Unset):
            name_case = UNSET
        else:
            name_case = NameCase(_name_case)

        upper_case_postal_codes = d.pop("upper_case_postal_codes", UNSET)

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
        schema: FormattingSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = FormattingSettingsDraftSchema.from_dict(_schema)

        formatting_settings_draft = cls(
            phone=phone,
            name_case=name_case,
            upper_case_postal_codes=upper_case_postal_codes,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return formatting_settings_draft
