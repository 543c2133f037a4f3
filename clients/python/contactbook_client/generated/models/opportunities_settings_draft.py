from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.opportunities_settings_draft_schema import OpportunitiesSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class OpportunitiesSettingsDraft:
    """The section `opportunities` of the settings. The stages of the tenant's pipeline, the first one first. Without any,
    an opportunity may have every stage.

    """

    stages: list[str] | Unset = UNSET
    """ The stages of opportunities, the first one first; empty for any. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: OpportunitiesSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        stages: list[str] | Unset = UNSET
        if not isinstance(self.stages, Unset):
            stages = self.stages

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
        if stages is not UNSET:
            field_dict["stages"] = stages
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
        from ..models.opportunities_settings_draft_schema import OpportunitiesSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        stages = cast(list[str], d.pop("stages", UNSET))

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
        schema: OpportunitiesSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = OpportunitiesSettingsDraftSchema.from_dict(_schema)

        opportunities_settings_draft = cls(
            stages=stages,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return opportunities_settings_draft
