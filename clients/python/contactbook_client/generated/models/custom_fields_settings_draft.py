from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.account_custom_field_draft import AccountCustomFieldDraft
    from ..models.acknowledgement import Acknowledgement
    from ..models.custom_field_draft import CustomFieldDraft
    from ..models.custom_fields_settings_draft_schema import CustomFieldsSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class CustomFieldsSettingsDraft:
    """The section `custom_fields` of the settings. The tenant's own fields of a contact, and of an account."""

    fields: list[CustomFieldDraft] | Unset = UNSET
    """ The fields of contacts. """
    account: list[AccountCustomFieldDraft] | Unset = UNSET
    """ The fields of accounts. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: CustomFieldsSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        fields: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = []
            for fields_item_data in self.fields:
                fields_item = fields_item_data.to_dict()
                fields.append(fields_item)

        account: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.account, Unset):
            account = []
            for account_item_data in self.account:
                account_item = account_item_data.to_dict()
                account.append(account_item)

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
        if fields is not UNSET:
            field_dict["fields"] = fields
        if account is not UNSET:
            field_dict["account"] = account
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_custom_field_draft import AccountCustomFieldDraft  # noqa: PLC0415
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.custom_field_draft import CustomFieldDraft  # noqa: PLC0415
        from ..models.custom_fields_settings_draft_schema import CustomFieldsSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _fields = d.pop("fields", UNSET)
        fields: list[CustomFieldDraft] | Unset = UNSET
        if _fields is not UNSET:
            fields = []
            for fields_item_data in _fields:
                fields_item = CustomFieldDraft.from_dict(fields_item_data)

                fields.append(fields_item)

        _account = d.pop("account", UNSET)
        account: list[AccountCustomFieldDraft] | Unset = UNSET
        if _account is not UNSET:
            account = []
            for account_item_data in _account:
                account_item = AccountCustomFieldDraft.from_dict(account_item_data)

                account.append(account_item)

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
        schema: CustomFieldsSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = CustomFieldsSettingsDraftSchema.from_dict(_schema)

        custom_fields_settings_draft = cls(
            fields=fields,
            account=account,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return custom_fields_settings_draft
