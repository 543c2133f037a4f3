from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.contact_policy_settings_draft_schema import ContactPolicySettingsDraftSchema
    from ..models.marketing_cap_draft import MarketingCapDraft
    from ..models.quiet_hours_draft import QuietHoursDraft


@dataclass(kw_only=True, slots=True)
class ContactPolicySettingsDraft:
    """The section `contact_policy` of the settings. The tenant's quiet hours and its cap on marketing; null for none.
    Financial messages and customer care are exempt.

    """

    quiet_hours: None | QuietHoursDraft | Unset = UNSET
    """ When no marketing leaves; null for none. """
    marketing_cap: MarketingCapDraft | None | Unset = UNSET
    """ The most marketing messages of a period; null for none. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: ContactPolicySettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.marketing_cap_draft import MarketingCapDraft  # noqa: PLC0415
        from ..models.quiet_hours_draft import QuietHoursDraft  # noqa: PLC0415

        quiet_hours: dict[str, Any] | None | Unset
        if isinstance(self.quiet_hours, Unset):
            quiet_hours = UNSET
        elif isinstance(self.quiet_hours, QuietHoursDraft):
            quiet_hours = self.quiet_hours.to_dict()
        else:
            quiet_hours = self.quiet_hours

        marketing_cap: dict[str, Any] | None | Unset
        if isinstance(self.marketing_cap, Unset):
            marketing_cap = UNSET
        elif isinstance(self.marketing_cap, MarketingCapDraft):
            marketing_cap = self.marketing_cap.to_dict()
        else:
            marketing_cap = self.marketing_cap

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
        if quiet_hours is not UNSET:
            field_dict["quiet_hours"] = quiet_hours
        if marketing_cap is not UNSET:
            field_dict["marketing_cap"] = marketing_cap
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
        from ..models.contact_policy_settings_draft_schema import ContactPolicySettingsDraftSchema  # noqa: PLC0415
        from ..models.marketing_cap_draft import MarketingCapDraft  # noqa: PLC0415
        from ..models.quiet_hours_draft import QuietHoursDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_quiet_hours(data: object) -> None | QuietHoursDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                quiet_hours_type_0 = QuietHoursDraft.from_dict(data)

                return quiet_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuietHoursDraft | Unset, data)

        quiet_hours = _parse_quiet_hours(d.pop("quiet_hours", UNSET))

        def _parse_marketing_cap(data: object) -> MarketingCapDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                marketing_cap_type_0 = MarketingCapDraft.from_dict(data)

                return marketing_cap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MarketingCapDraft | None | Unset, data)

        marketing_cap = _parse_marketing_cap(d.pop("marketing_cap", UNSET))

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
        schema: ContactPolicySettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = ContactPolicySettingsDraftSchema.from_dict(_schema)

        contact_policy_settings_draft = cls(
            quiet_hours=quiet_hours,
            marketing_cap=marketing_cap,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return contact_policy_settings_draft
