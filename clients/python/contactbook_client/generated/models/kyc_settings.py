from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.kyc_assignment_choice import KycAssignmentChoice
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kyc_field_rule import KycFieldRule
    from ..models.kyc_profile import KycProfile
    from ..models.kyc_settings_schema import KycSettingsSchema
    from ..models.kyc_terms import KycTerms


@dataclass(kw_only=True, slots=True)
class KycSettings:
    """The section `kyc` of the settings. The whole definition, with separate rules for persons and companies.
    `without_profile`, `refuted` and `expired` are the terms of who has no profile, or has it in that state. Where the
    definition leaves them out, who has no profile may do everything, and a refuted or an expired profile keeps its own
    terms.

    """

    assign: KycAssignmentChoice
    """ Which profile is assigned if several qualify. """
    profiles: list[KycProfile]
    """ The profiles, in the order of their levels. """
    without_profile: KycTerms | None
    """ What a contact without a profile may do. """
    refuted: KycTerms | None
    """ What a refuted contact may do. """
    expired: KycTerms | None
    """ How many profiles expired. """
    person_rules: list[KycFieldRule]
    """ The fields that persons need, and for which profiles. """
    company_rules: list[KycFieldRule]
    """ The fields that companies need, and for which profiles. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: KycSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """
    accounts_above_maximum: int | Unset = UNSET
    """ How many accounts are above their maximum now. Only PUT answers it. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.kyc_terms import KycTerms  # noqa: PLC0415

        assign = self.assign.value

        profiles = []
        for profiles_item_data in self.profiles:
            profiles_item = profiles_item_data.to_dict()
            profiles.append(profiles_item)

        without_profile: dict[str, Any] | None
        if isinstance(self.without_profile, KycTerms):
            without_profile = self.without_profile.to_dict()
        else:
            without_profile = self.without_profile

        refuted: dict[str, Any] | None
        if isinstance(self.refuted, KycTerms):
            refuted = self.refuted.to_dict()
        else:
            refuted = self.refuted

        expired: dict[str, Any] | None
        if isinstance(self.expired, KycTerms):
            expired = self.expired.to_dict()
        else:
            expired = self.expired

        person_rules = []
        for person_rules_item_data in self.person_rules:
            person_rules_item = person_rules_item_data.to_dict()
            person_rules.append(person_rules_item)

        company_rules = []
        for company_rules_item_data in self.company_rules:
            company_rules_item = company_rules_item_data.to_dict()
            company_rules.append(company_rules_item)

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        accounts_above_maximum = self.accounts_above_maximum

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "assign": assign,
                "profiles": profiles,
                "without_profile": without_profile,
                "refuted": refuted,
                "expired": expired,
                "person_rules": person_rules,
                "company_rules": company_rules,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema
        if accounts_above_maximum is not UNSET:
            field_dict["accounts_above_maximum"] = accounts_above_maximum

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.kyc_field_rule import KycFieldRule  # noqa: PLC0415
        from ..models.kyc_profile import KycProfile  # noqa: PLC0415
        from ..models.kyc_settings_schema import KycSettingsSchema  # noqa: PLC0415
        from ..models.kyc_terms import KycTerms  # noqa: PLC0415

        d = dict(src_dict)
        assign = KycAssignmentChoice(d.pop("assign"))

        profiles = []
        _profiles = d.pop("profiles")
        for profiles_item_data in _profiles:
            profiles_item = KycProfile.from_dict(profiles_item_data)

            profiles.append(profiles_item)

        def _parse_without_profile(data: object) -> KycTerms | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                without_profile_type_0 = KycTerms.from_dict(data)

                return without_profile_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTerms | None, data)

        without_profile = _parse_without_profile(d.pop("without_profile"))

        def _parse_refuted(data: object) -> KycTerms | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refuted_type_0 = KycTerms.from_dict(data)

                return refuted_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTerms | None, data)

        refuted = _parse_refuted(d.pop("refuted"))

        def _parse_expired(data: object) -> KycTerms | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                expired_type_0 = KycTerms.from_dict(data)

                return expired_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTerms | None, data)

        expired = _parse_expired(d.pop("expired"))

        person_rules = []
        _person_rules = d.pop("person_rules")
        for person_rules_item_data in _person_rules:
            person_rules_item = KycFieldRule.from_dict(person_rules_item_data)

            person_rules.append(person_rules_item)

        company_rules = []
        _company_rules = d.pop("company_rules")
        for company_rules_item_data in _company_rules:
            company_rules_item = KycFieldRule.from_dict(company_rules_item_data)

            company_rules.append(company_rules_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: KycSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = KycSettingsSchema.from_dict(_schema)

        accounts_above_maximum = d.pop("accounts_above_maximum", UNSET)

        kyc_settings = cls(
            assign=assign,
            profiles=profiles,
            without_profile=without_profile,
            refuted=refuted,
            expired=expired,
            person_rules=person_rules,
            company_rules=company_rules,
            version=version,
            schema=schema,
            accounts_above_maximum=accounts_above_maximum,
        )

        return kyc_settings
