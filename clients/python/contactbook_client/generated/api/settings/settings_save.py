from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization_settings import AnonymizationSettings
from ...models.anonymization_settings_draft import AnonymizationSettingsDraft
from ...models.branding_settings import BrandingSettings
from ...models.branding_settings_draft import BrandingSettingsDraft
from ...models.categories_settings import CategoriesSettings
from ...models.categories_settings_draft import CategoriesSettingsDraft
from ...models.consent_settings import ConsentSettings
from ...models.consent_settings_draft import ConsentSettingsDraft
from ...models.contact_policy_settings import ContactPolicySettings
from ...models.contact_policy_settings_draft import ContactPolicySettingsDraft
from ...models.custom_fields_settings import CustomFieldsSettings
from ...models.custom_fields_settings_draft import CustomFieldsSettingsDraft
from ...models.formatting_settings import FormattingSettings
from ...models.formatting_settings_draft import FormattingSettingsDraft
from ...models.groups_settings import GroupsSettings
from ...models.groups_settings_draft import GroupsSettingsDraft
from ...models.industries_settings import IndustriesSettings
from ...models.industries_settings_draft import IndustriesSettingsDraft
from ...models.kyc_settings import KycSettings
from ...models.kyc_settings_draft import KycSettingsDraft
from ...models.localization_settings import LocalizationSettings
from ...models.localization_settings_draft import LocalizationSettingsDraft
from ...models.mandatory_fields_settings import MandatoryFieldsSettings
from ...models.mandatory_fields_settings_draft import MandatoryFieldsSettingsDraft
from ...models.more_contactable import MoreContactable
from ...models.name_days_settings import NameDaysSettings
from ...models.name_days_settings_draft import NameDaysSettingsDraft
from ...models.name_display_settings import NameDisplaySettings
from ...models.name_display_settings_draft import NameDisplaySettingsDraft
from ...models.opportunities_settings import OpportunitiesSettings
from ...models.opportunities_settings_draft import OpportunitiesSettingsDraft
from ...models.page_texts_settings import PageTextsSettings
from ...models.page_texts_settings_draft import PageTextsSettingsDraft
from ...models.preferences_settings import PreferencesSettings
from ...models.preferences_settings_draft import PreferencesSettingsDraft
from ...models.privacy_levels_settings import PrivacyLevelsSettings
from ...models.privacy_levels_settings_draft import PrivacyLevelsSettingsDraft
from ...models.retention_settings import RetentionSettings
from ...models.retention_settings_draft import RetentionSettingsDraft
from ...models.senders_settings import SendersSettings
from ...models.senders_settings_draft import SendersSettingsDraft
from ...models.settings_save_section import SettingsSaveSection
from ...models.types_settings import TypesSettings
from ...models.types_settings_draft import TypesSettingsDraft
from ...models.uniqueness_settings import UniquenessSettings
from ...models.uniqueness_settings_draft import UniquenessSettingsDraft
from ...types import UNSET, Unset


def settings_save(
    section: SettingsSaveSection,
    *,
    body: AnonymizationSettingsDraft
    | BrandingSettingsDraft
    | CategoriesSettingsDraft
    | ConsentSettingsDraft
    | ContactPolicySettingsDraft
    | CustomFieldsSettingsDraft
    | FormattingSettingsDraft
    | GroupsSettingsDraft
    | IndustriesSettingsDraft
    | KycSettingsDraft
    | LocalizationSettingsDraft
    | MandatoryFieldsSettingsDraft
    | NameDaysSettingsDraft
    | NameDisplaySettingsDraft
    | OpportunitiesSettingsDraft
    | PageTextsSettingsDraft
    | PreferencesSettingsDraft
    | PrivacyLevelsSettingsDraft
    | RetentionSettingsDraft
    | SendersSettingsDraft
    | TypesSettingsDraft
    | UniquenessSettingsDraft,
    preview: bool | Unset = False,
    force: bool | Unset = False,
) -> Request[
    AnonymizationSettings
    | BrandingSettings
    | CategoriesSettings
    | ConsentSettings
    | ContactPolicySettings
    | CustomFieldsSettings
    | FormattingSettings
    | GroupsSettings
    | IndustriesSettings
    | KycSettings
    | LocalizationSettings
    | MandatoryFieldsSettings
    | MoreContactable
    | NameDaysSettings
    | NameDisplaySettings
    | OpportunitiesSettings
    | PageTextsSettings
    | PreferencesSettings
    | PrivacyLevelsSettings
    | RetentionSettings
    | SendersSettings
    | TypesSettings
    | UniquenessSettings
]:
    """Replace one section. Fields that are left out take their defaults."""
    params: dict[str, Any] = {}

    params["preview"] = preview

    params["force"] = force

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}

    if isinstance(body, NameDisplaySettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, UniquenessSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MandatoryFieldsSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, TypesSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, CategoriesSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, IndustriesSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, PrivacyLevelsSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, FormattingSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, CustomFieldsSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, PreferencesSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, ConsentSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KycSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NameDaysSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, AnonymizationSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GroupsSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SendersSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, LocalizationSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, BrandingSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, RetentionSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, OpportunitiesSettingsDraft):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, ContactPolicySettingsDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
        "/v1/settings/{section}".format(
            section=quote(str(section), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(
    response: Answer,
) -> (
    AnonymizationSettings
    | BrandingSettings
    | CategoriesSettings
    | ConsentSettings
    | ContactPolicySettings
    | CustomFieldsSettings
    | FormattingSettings
    | GroupsSettings
    | IndustriesSettings
    | KycSettings
    | LocalizationSettings
    | MandatoryFieldsSettings
    | MoreContactable
    | NameDaysSettings
    | NameDisplaySettings
    | OpportunitiesSettings
    | PageTextsSettings
    | PreferencesSettings
    | PrivacyLevelsSettings
    | RetentionSettings
    | SendersSettings
    | TypesSettings
    | UniquenessSettings
):
    if response.status == 200:

        def _parse_response_200(
            data: object,
        ) -> (
            AnonymizationSettings
            | BrandingSettings
            | CategoriesSettings
            | ConsentSettings
            | ContactPolicySettings
            | CustomFieldsSettings
            | FormattingSettings
            | GroupsSettings
            | IndustriesSettings
            | KycSettings
            | LocalizationSettings
            | MandatoryFieldsSettings
            | MoreContactable
            | NameDaysSettings
            | NameDisplaySettings
            | OpportunitiesSettings
            | PageTextsSettings
            | PreferencesSettings
            | PrivacyLevelsSettings
            | RetentionSettings
            | SendersSettings
            | TypesSettings
            | UniquenessSettings
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = NameDisplaySettings.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_1 = UniquenessSettings.from_dict(data)

                return response_200_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_2 = MandatoryFieldsSettings.from_dict(data)

                return response_200_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_3 = TypesSettings.from_dict(data)

                return response_200_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_4 = CategoriesSettings.from_dict(data)

                return response_200_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_5 = IndustriesSettings.from_dict(data)

                return response_200_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_6 = PrivacyLevelsSettings.from_dict(data)

                return response_200_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_7 = FormattingSettings.from_dict(data)

                return response_200_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_8 = CustomFieldsSettings.from_dict(data)

                return response_200_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_9 = PreferencesSettings.from_dict(data)

                return response_200_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_10 = ConsentSettings.from_dict(data)

                return response_200_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_11 = KycSettings.from_dict(data)

                return response_200_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_12 = NameDaysSettings.from_dict(data)

                return response_200_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_13 = AnonymizationSettings.from_dict(data)

                return response_200_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_14 = GroupsSettings.from_dict(data)

                return response_200_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_15 = SendersSettings.from_dict(data)

                return response_200_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_16 = LocalizationSettings.from_dict(data)

                return response_200_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_17 = BrandingSettings.from_dict(data)

                return response_200_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_18 = RetentionSettings.from_dict(data)

                return response_200_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_19 = OpportunitiesSettings.from_dict(data)

                return response_200_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_20 = ContactPolicySettings.from_dict(data)

                return response_200_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_21 = PageTextsSettings.from_dict(data)

                return response_200_type_21
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_22 = MoreContactable.from_dict(data)

            return response_200_type_22

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
