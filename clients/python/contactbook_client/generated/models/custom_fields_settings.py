from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.account_custom_field import AccountCustomField
    from ..models.custom_field import CustomField
    from ..models.custom_fields_settings_schema import CustomFieldsSettingsSchema


@dataclass(kw_only=True, slots=True)
class CustomFieldsSettings:
    """The section `custom_fields` of the settings. The tenant's own fields of a contact, and of an account."""

    fields: list[CustomField]
    """ The fields of contacts. """
    account: list[AccountCustomField]
    """ The fields of accounts. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: CustomFieldsSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        account = []
        for account_item_data in self.account:
            account_item = account_item_data.to_dict()
            account.append(account_item)

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fields": fields,
                "account": account,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_custom_field import AccountCustomField  # noqa: PLC0415
        from ..models.custom_field import CustomField  # noqa: PLC0415
        from ..models.custom_fields_settings_schema import CustomFieldsSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = CustomField.from_dict(fields_item_data)

            fields.append(fields_item)

        account = []
        _account = d.pop("account")
        for account_item_data in _account:
            account_item = AccountCustomField.from_dict(account_item_data)

            account.append(account_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: CustomFieldsSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = CustomFieldsSettingsSchema.from_dict(_schema)

        custom_fields_settings = cls(
            fields=fields,
            account=account,
            version=version,
            schema=schema,
        )

        return custom_fields_settings
