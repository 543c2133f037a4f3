from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.type_definition_draft import TypeDefinitionDraft
    from ..models.types_settings_draft_schema import TypesSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class TypesSettingsDraft:
    """The section `types` of the settings. The types of addresses, emails, phones and relations."""

    address: list[TypeDefinitionDraft] | Unset = UNSET
    """ The types of addresses. """
    email: list[TypeDefinitionDraft] | Unset = UNSET
    """ The types of emails. """
    phone: list[TypeDefinitionDraft] | Unset = UNSET
    """ The types of phones. """
    relation: list[TypeDefinitionDraft] | Unset = UNSET
    """ The types of relations. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: TypesSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        address: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.address, Unset):
            address = []
            for address_item_data in self.address:
                address_item = address_item_data.to_dict()
                address.append(address_item)

        email: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.email, Unset):
            email = []
            for email_item_data in self.email:
                email_item = email_item_data.to_dict()
                email.append(email_item)

        phone: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.phone, Unset):
            phone = []
            for phone_item_data in self.phone:
                phone_item = phone_item_data.to_dict()
                phone.append(phone_item)

        relation: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.relation, Unset):
            relation = []
            for relation_item_data in self.relation:
                relation_item = relation_item_data.to_dict()
                relation.append(relation_item)

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
        if address is not UNSET:
            field_dict["address"] = address
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if relation is not UNSET:
            field_dict["relation"] = relation
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
        from ..models.type_definition_draft import TypeDefinitionDraft  # noqa: PLC0415
        from ..models.types_settings_draft_schema import TypesSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _address = d.pop("address", UNSET)
        address: list[TypeDefinitionDraft] | Unset = UNSET
        if _address is not UNSET:
            address = []
            for address_item_data in _address:
                address_item = TypeDefinitionDraft.from_dict(address_item_data)

                address.append(address_item)

        _email = d.pop("email", UNSET)
        email: list[TypeDefinitionDraft] | Unset = UNSET
        if _email is not UNSET:
            email = []
            for email_item_data in _email:
                email_item = TypeDefinitionDraft.from_dict(email_item_data)

                email.append(email_item)

        _phone = d.pop("phone", UNSET)
        phone: list[TypeDefinitionDraft] | Unset = UNSET
        if _phone is not UNSET:
            phone = []
            for phone_item_data in _phone:
                phone_item = TypeDefinitionDraft.from_dict(phone_item_data)

                phone.append(phone_item)

        _relation = d.pop("relation", UNSET)
        relation: list[TypeDefinitionDraft] | Unset = UNSET
        if _relation is not UNSET:
            relation = []
            for relation_item_data in _relation:
                relation_item = TypeDefinitionDraft.from_dict(relation_item_data)

                relation.append(relation_item)

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
        schema: TypesSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = TypesSettingsDraftSchema.from_dict(_schema)

        types_settings_draft = cls(
            address=address,
            email=email,
            phone=phone,
            relation=relation,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return types_settings_draft
