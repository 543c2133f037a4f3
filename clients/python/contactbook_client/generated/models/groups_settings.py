from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.collaboration import Collaboration
    from ..models.groups_settings_schema import GroupsSettingsSchema


@dataclass(kw_only=True, slots=True)
class GroupsSettings:
    """The section `groups` of the settings. The tenant's groups and their collaborations."""

    groups: list[str]
    """ The groups of the tenant. """
    collaborations: list[Collaboration]
    """ Which group may do what with another group's contacts. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: GroupsSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        groups = self.groups

        collaborations = []
        for collaborations_item_data in self.collaborations:
            collaborations_item = collaborations_item_data.to_dict()
            collaborations.append(collaborations_item)

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "groups": groups,
                "collaborations": collaborations,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.collaboration import Collaboration  # noqa: PLC0415
        from ..models.groups_settings_schema import GroupsSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        groups = cast(list[str], d.pop("groups"))

        collaborations = []
        _collaborations = d.pop("collaborations")
        for collaborations_item_data in _collaborations:
            collaborations_item = Collaboration.from_dict(collaborations_item_data)

            collaborations.append(collaborations_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: GroupsSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = GroupsSettingsSchema.from_dict(_schema)

        groups_settings = cls(
            groups=groups,
            collaborations=collaborations,
            version=version,
            schema=schema,
        )

        return groups_settings
