from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.passes_over import PassesOver
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.preferences_settings_draft_schema import PreferencesSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class PreferencesSettingsDraft:
    """The section `preferences` of the settings. The marketing permissions of a new contact. They are off unless the
    tenant switches them on. `apply_off_passes_over`: `flags` are defaults and what users set; `everything` is also what
    the person said itself.

    """

    direct_marketing: bool | Unset = False
    """ Whether a new contact may be contacted with marketing of the tenant. """
    affiliate_marketing: bool | Unset = False
    """ Whether a new contact may be contacted with marketing of affiliates. """
    apply_off_passes_over: PassesOver | Unset = UNSET
    """ What a marketing type passes over whose Apply switch is off: flags, or everything but a refused consent. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: PreferencesSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        direct_marketing = self.direct_marketing

        affiliate_marketing = self.affiliate_marketing

        apply_off_passes_over: str | Unset = UNSET
        if not isinstance(self.apply_off_passes_over, Unset):
            apply_off_passes_over = self.apply_off_passes_over.value

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
        if direct_marketing is not UNSET:
            field_dict["direct_marketing"] = direct_marketing
        if affiliate_marketing is not UNSET:
            field_dict["affiliate_marketing"] = affiliate_marketing
        if apply_off_passes_over is not UNSET:
            field_dict["apply_off_passes_over"] = apply_off_passes_over
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
        from ..models.preferences_settings_draft_schema import PreferencesSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        direct_marketing = d.pop("direct_marketing", UNSET)

        affiliate_marketing = d.pop("affiliate_marketing", UNSET)

        _apply_off_passes_over = d.pop("apply_off_passes_over", UNSET)
        apply_off_passes_over: PassesOver | Unset
        if isinstance(_apply_off_passes_over, Unset):
            apply_off_passes_over = UNSET
        else:
            apply_off_passes_over = PassesOver(_apply_off_passes_over)

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
        schema: PreferencesSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PreferencesSettingsDraftSchema.from_dict(_schema)

        preferences_settings_draft = cls(
            direct_marketing=direct_marketing,
            affiliate_marketing=affiliate_marketing,
            apply_off_passes_over=apply_off_passes_over,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return preferences_settings_draft
