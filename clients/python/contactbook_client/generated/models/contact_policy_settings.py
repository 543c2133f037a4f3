from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_policy_settings_schema import ContactPolicySettingsSchema
    from ..models.marketing_cap import MarketingCap
    from ..models.quiet_hours import QuietHours


@dataclass(kw_only=True, slots=True)
class ContactPolicySettings:
    """The section `contact_policy` of the settings. The tenant's quiet hours and its cap on marketing; null for none.
    Financial messages and customer care are exempt.

    """

    quiet_hours: None | QuietHours
    """ When no marketing leaves; null for none. """
    marketing_cap: MarketingCap | None
    """ The most marketing messages of a period; null for none. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: ContactPolicySettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.marketing_cap import MarketingCap  # noqa: PLC0415
        from ..models.quiet_hours import QuietHours  # noqa: PLC0415

        quiet_hours: dict[str, Any] | None
        if isinstance(self.quiet_hours, QuietHours):
            quiet_hours = self.quiet_hours.to_dict()
        else:
            quiet_hours = self.quiet_hours

        marketing_cap: dict[str, Any] | None
        if isinstance(self.marketing_cap, MarketingCap):
            marketing_cap = self.marketing_cap.to_dict()
        else:
            marketing_cap = self.marketing_cap

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "quiet_hours": quiet_hours,
                "marketing_cap": marketing_cap,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact_policy_settings_schema import ContactPolicySettingsSchema  # noqa: PLC0415
        from ..models.marketing_cap import MarketingCap  # noqa: PLC0415
        from ..models.quiet_hours import QuietHours  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_quiet_hours(data: object) -> None | QuietHours:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                quiet_hours_type_0 = QuietHours.from_dict(data)

                return quiet_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuietHours, data)

        quiet_hours = _parse_quiet_hours(d.pop("quiet_hours"))

        def _parse_marketing_cap(data: object) -> MarketingCap | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                marketing_cap_type_0 = MarketingCap.from_dict(data)

                return marketing_cap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MarketingCap | None, data)

        marketing_cap = _parse_marketing_cap(d.pop("marketing_cap"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: ContactPolicySettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = ContactPolicySettingsSchema.from_dict(_schema)

        contact_policy_settings = cls(
            quiet_hours=quiet_hours,
            marketing_cap=marketing_cap,
            version=version,
            schema=schema,
        )

        return contact_policy_settings
