from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.name_case import NameCase
from ..models.phone_format import PhoneFormat
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.formatting_settings_schema import FormattingSettingsSchema


@dataclass(kw_only=True, slots=True)
class FormattingSettings:
    """The section `formatting` of the settings. The formats of contact fields."""

    phone: PhoneFormat
    """ The display format of phone numbers. They are always stored in E.164. """
    name_case: NameCase
    """ Whether names are stored as typed or with corrected case. """
    upper_case_postal_codes: bool
    """ Whether postal codes are stored in upper case. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: FormattingSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        phone = self.phone.value

        name_case = self.name_case.value

        upper_case_postal_codes = self.upper_case_postal_codes

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "phone": phone,
                "name_case": name_case,
                "upper_case_postal_codes": upper_case_postal_codes,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.formatting_settings_schema import FormattingSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        phone = PhoneFormat(d.pop("phone"))

        name_case = NameCase(d.pop("name_case"))

        upper_case_postal_codes = d.pop("upper_case_postal_codes")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: FormattingSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = FormattingSettingsSchema.from_dict(_schema)

        formatting_settings = cls(
            phone=phone,
            name_case=name_case,
            upper_case_postal_codes=upper_case_postal_codes,
            version=version,
            schema=schema,
        )

        return formatting_settings
