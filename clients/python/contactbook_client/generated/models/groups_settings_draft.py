from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.collaboration_draft import CollaborationDraft
    from ..models.groups_settings_draft_schema import GroupsSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class GroupsSettingsDraft:
    """The section `groups` of the settings. The tenant's groups and their collaborations."""

    groups: list[str] | Unset = UNSET
    """ The groups of the tenant. """
    collaborations: list[CollaborationDraft] | Unset = UNSET
    """ Which group may do what with another group's contacts. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: GroupsSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        groups: list[str] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = self.groups

        collaborations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.collaborations, Unset):
            collaborations = []
            for collaborations_item_data in self.collaborations:
                collaborations_item = collaborations_item_data.to_dict()
                collaborations.append(collaborations_item)

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
        if groups is not UNSET:
            field_dict["groups"] = groups
        if collaborations is not UNSET:
            field_dict["collaborations"] = collaborations
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
        from ..models.collaboration_draft import CollaborationDraft  # noqa: PLC0415
        from ..models.groups_settings_draft_schema import GroupsSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        groups = cast(list[str], d.pop("groups", UNSET))

        _collaborations = d.pop("collaborations", UNSET)
        collaborations: list[CollaborationDraft] | Unset = UNSET
        if _collaborations is not UNSET:
            collaborations = []
            for collaborations_item_data in _collaborations:
                collaborations_item = CollaborationDraft.from_dict(collaborations_item_data)

                collaborations.append(collaborations_item)

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
        schema: GroupsSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = GroupsSettingsDraftSchema.from_dict(_schema)

        groups_settings_draft = cls(
            groups=groups,
            collaborations=collaborations,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return groups_settings_draft
