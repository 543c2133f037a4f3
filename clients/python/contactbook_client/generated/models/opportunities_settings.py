from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.opportunities_settings_schema import OpportunitiesSettingsSchema


@dataclass(kw_only=True, slots=True)
class OpportunitiesSettings:
    """The section `opportunities` of the settings. The stages of the tenant's pipeline, the first one first. Without any,
    an opportunity may have every stage.

    """

    stages: list[str]
    """ The stages of opportunities, the first one first; empty for any. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: OpportunitiesSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        stages = self.stages

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "stages": stages,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opportunities_settings_schema import OpportunitiesSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        stages = cast(list[str], d.pop("stages"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: OpportunitiesSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = OpportunitiesSettingsSchema.from_dict(_schema)

        opportunities_settings = cls(
            stages=stages,
            version=version,
            schema=schema,
        )

        return opportunities_settings
