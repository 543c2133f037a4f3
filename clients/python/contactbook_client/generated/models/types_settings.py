from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.type_definition import TypeDefinition
    from ..models.types_settings_schema import TypesSettingsSchema


@dataclass(kw_only=True, slots=True)
class TypesSettings:
    """The section `types` of the settings. The types of addresses, emails, phones and relations."""

    address: list[TypeDefinition]
    """ The types of addresses. """
    email: list[TypeDefinition]
    """ The types of emails. """
    phone: list[TypeDefinition]
    """ The types of phones. """
    relation: list[TypeDefinition]
    """ The types of relations. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: TypesSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        address = []
        for address_item_data in self.address:
            address_item = address_item_data.to_dict()
            address.append(address_item)

        email = []
        for email_item_data in self.email:
            email_item = email_item_data.to_dict()
            email.append(email_item)

        phone = []
        for phone_item_data in self.phone:
            phone_item = phone_item_data.to_dict()
            phone.append(phone_item)

        relation = []
        for relation_item_data in self.relation:
            relation_item = relation_item_data.to_dict()
            relation.append(relation_item)

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
                "email": email,
                "phone": phone,
                "relation": relation,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.type_definition import TypeDefinition  # noqa: PLC0415
        from ..models.types_settings_schema import TypesSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        address = []
        _address = d.pop("address")
        for address_item_data in _address:
            address_item = TypeDefinition.from_dict(address_item_data)

            address.append(address_item)

        email = []
        _email = d.pop("email")
        for email_item_data in _email:
            email_item = TypeDefinition.from_dict(email_item_data)

            email.append(email_item)

        phone = []
        _phone = d.pop("phone")
        for phone_item_data in _phone:
            phone_item = TypeDefinition.from_dict(phone_item_data)

            phone.append(phone_item)

        relation = []
        _relation = d.pop("relation")
        for relation_item_data in _relation:
            relation_item = TypeDefinition.from_dict(relation_item_data)

            relation.append(relation_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: TypesSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = TypesSettingsSchema.from_dict(_schema)

        types_settings = cls(
            address=address,
            email=email,
            phone=phone,
            relation=relation,
            version=version,
            schema=schema,
        )

        return types_settings
