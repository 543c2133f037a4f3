from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.passes_over import PassesOver
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.preferences_settings_schema import PreferencesSettingsSchema


@dataclass(kw_only=True, slots=True)
class PreferencesSettings:
    """The section `preferences` of the settings. The marketing permissions of a new contact. They are off unless the
    tenant switches them on. `apply_off_passes_over`: `flags` are defaults and what users set; `everything` is also what
    the person said itself.

    """

    direct_marketing: bool
    """ Whether a new contact may be contacted with marketing of the tenant. """
    affiliate_marketing: bool
    """ Whether a new contact may be contacted with marketing of affiliates. """
    apply_off_passes_over: PassesOver
    """ What a marketing type passes over whose Apply switch is off: flags, or everything but a refused consent. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: PreferencesSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        direct_marketing = self.direct_marketing

        affiliate_marketing = self.affiliate_marketing

        apply_off_passes_over = self.apply_off_passes_over.value

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "direct_marketing": direct_marketing,
                "affiliate_marketing": affiliate_marketing,
                "apply_off_passes_over": apply_off_passes_over,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.preferences_settings_schema import PreferencesSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        direct_marketing = d.pop("direct_marketing")

        affiliate_marketing = d.pop("affiliate_marketing")

        apply_off_passes_over = PassesOver(d.pop("apply_off_passes_over"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: PreferencesSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PreferencesSettingsSchema.from_dict(_schema)

        preferences_settings = cls(
            direct_marketing=direct_marketing,
            affiliate_marketing=affiliate_marketing,
            apply_off_passes_over=apply_off_passes_over,
            version=version,
            schema=schema,
        )

        return preferences_settings
