from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.kyc_assignment_choice import KycAssignmentChoice
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.kyc_field_rule_draft import KycFieldRuleDraft
    from ..models.kyc_profile_draft import KycProfileDraft
    from ..models.kyc_settings_draft_schema import KycSettingsDraftSchema
    from ..models.kyc_terms_draft import KycTermsDraft


@dataclass(kw_only=True, slots=True)
class KycSettingsDraft:
    """The section `kyc` of the settings. The whole definition, with separate rules for persons and companies.
    `without_profile`, `refuted` and `expired` are the terms of who has no profile, or has it in that state. Where the
    definition leaves them out, who has no profile may do everything, and a refuted or an expired profile keeps its own
    terms.

    """

    assign: KycAssignmentChoice | Unset = UNSET
    """ Which profile is assigned if several qualify. """
    profiles: list[KycProfileDraft] | Unset = UNSET
    """ The profiles, in the order of their levels. """
    without_profile: KycTermsDraft | None | Unset = UNSET
    """ What a contact without a profile may do. """
    refuted: KycTermsDraft | None | Unset = UNSET
    """ What a refuted contact may do. """
    expired: KycTermsDraft | None | Unset = UNSET
    """ How many profiles expired. """
    person_rules: list[KycFieldRuleDraft] | Unset = UNSET
    """ The fields that persons need, and for which profiles. """
    company_rules: list[KycFieldRuleDraft] | Unset = UNSET
    """ The fields that companies need, and for which profiles. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: KycSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """
    accounts_above_maximum: int | Unset = UNSET
    """ How many accounts are above their maximum now. Only PUT answers it. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.kyc_terms_draft import KycTermsDraft  # noqa: PLC0415

        assign: str | Unset = UNSET
        if not isinstance(self.assign, Unset):
            assign = self.assign.value

        profiles: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.profiles, Unset):
            profiles = []
            for profiles_item_data in self.profiles:
                profiles_item = profiles_item_data.to_dict()
                profiles.append(profiles_item)

        without_profile: dict[str, Any] | None | Unset
        if isinstance(self.without_profile, Unset):
            without_profile = UNSET
        elif isinstance(self.without_profile, KycTermsDraft):
            without_profile = self.without_profile.to_dict()
        else:
            without_profile = self.without_profile

        refuted: dict[str, Any] | None | Unset
        if isinstance(self.refuted, Unset):
            refuted = UNSET
        elif isinstance(self.refuted, KycTermsDraft):
            refuted = self.refuted.to_dict()
        else:
            refuted = self.refuted

        expired: dict[str, Any] | None | Unset
        if isinstance(self.expired, Unset):
            expired = UNSET
        elif isinstance(self.expired, KycTermsDraft):
            expired = self.expired.to_dict()
        else:
            expired = self.expired

        person_rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.person_rules, Unset):
            person_rules = []
            for person_rules_item_data in self.person_rules:
                person_rules_item = person_rules_item_data.to_dict()
                person_rules.append(person_rules_item)

        company_rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.company_rules, Unset):
            company_rules = []
            for company_rules_item_data in self.company_rules:
                company_rules_item = company_rules_item_data.to_dict()
                company_rules.append(company_rules_item)

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

        accounts_above_maximum = self.accounts_above_maximum

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if assign is not UNSET:
            field_dict["assign"] = assign
        if profiles is not UNSET:
            field_dict["profiles"] = profiles
        if without_profile is not UNSET:
            field_dict["without_profile"] = without_profile
        if refuted is not UNSET:
            field_dict["refuted"] = refuted
        if expired is not UNSET:
            field_dict["expired"] = expired
        if person_rules is not UNSET:
            field_dict["person_rules"] = person_rules
        if company_rules is not UNSET:
            field_dict["company_rules"] = company_rules
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema
        if accounts_above_maximum is not UNSET:
            field_dict["accounts_above_maximum"] = accounts_above_maximum

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.kyc_field_rule_draft import KycFieldRuleDraft  # noqa: PLC0415
        from ..models.kyc_profile_draft import KycProfileDraft  # noqa: PLC0415
        from ..models.kyc_settings_draft_schema import KycSettingsDraftSchema  # noqa: PLC0415
        from ..models.kyc_terms_draft import KycTermsDraft  # noqa: PLC0415

        d = dict(src_dict)
        _assign = d.pop("assign", UNSET)
        assign: KycAssignmentChoice | Unset
        if isinstance(_assign, Unset):
            assign = UNSET
        else:
            assign = KycAssignmentChoice(_assign)

        _profiles = d.pop("profiles", UNSET)
        profiles: list[KycProfileDraft] | Unset = UNSET
        if _profiles is not UNSET:
            profiles = []
            for profiles_item_data in _profiles:
                profiles_item = KycProfileDraft.from_dict(profiles_item_data)

                profiles.append(profiles_item)

        def _parse_without_profile(data: object) -> KycTermsDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                without_profile_type_0 = KycTermsDraft.from_dict(data)

                return without_profile_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTermsDraft | None | Unset, data)

        without_profile = _parse_without_profile(d.pop("without_profile", UNSET))

        def _parse_refuted(data: object) -> KycTermsDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refuted_type_0 = KycTermsDraft.from_dict(data)

                return refuted_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTermsDraft | None | Unset, data)

        refuted = _parse_refuted(d.pop("refuted", UNSET))

        def _parse_expired(data: object) -> KycTermsDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                expired_type_0 = KycTermsDraft.from_dict(data)

                return expired_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycTermsDraft | None | Unset, data)

        expired = _parse_expired(d.pop("expired", UNSET))

        _person_rules = d.pop("person_rules", UNSET)
        person_rules: list[KycFieldRuleDraft] | Unset = UNSET
        if _person_rules is not UNSET:
            person_rules = []
            for person_rules_item_data in _person_rules:
                person_rules_item = KycFieldRuleDraft.from_dict(person_rules_item_data)

                person_rules.append(person_rules_item)

        _company_rules = d.pop("company_rules", UNSET)
        company_rules: list[KycFieldRuleDraft] | Unset = UNSET
        if _company_rules is not UNSET:
            company_rules = []
            for company_rules_item_data in _company_rules:
                company_rules_item = KycFieldRuleDraft.from_dict(company_rules_item_data)

                company_rules.append(company_rules_item)

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
        schema: KycSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = KycSettingsDraftSchema.from_dict(_schema)

        accounts_above_maximum = d.pop("accounts_above_maximum", UNSET)

        kyc_settings_draft = cls(
            assign=assign,
            profiles=profiles,
            without_profile=without_profile,
            refuted=refuted,
            expired=expired,
            person_rules=person_rules,
            company_rules=company_rules,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
            accounts_above_maximum=accounts_above_maximum,
        )

        return kyc_settings_draft
