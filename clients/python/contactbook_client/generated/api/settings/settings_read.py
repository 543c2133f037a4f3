from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization_settings import AnonymizationSettings
from ...models.branding_settings import BrandingSettings
from ...models.categories_settings import CategoriesSettings
from ...models.consent_settings import ConsentSettings
from ...models.contact_policy_settings import ContactPolicySettings
from ...models.custom_fields_settings import CustomFieldsSettings
from ...models.formatting_settings import FormattingSettings
from ...models.groups_settings import GroupsSettings
from ...models.industries_settings import IndustriesSettings
from ...models.kyc_settings import KycSettings
from ...models.localization_settings import LocalizationSettings
from ...models.mandatory_fields_settings import MandatoryFieldsSettings
from ...models.name_days_settings import NameDaysSettings
from ...models.name_display_settings import NameDisplaySettings
from ...models.opportunities_settings import OpportunitiesSettings
from ...models.page_texts_settings import PageTextsSettings
from ...models.preferences_settings import PreferencesSettings
from ...models.privacy_levels_settings import PrivacyLevelsSettings
from ...models.retention_settings import RetentionSettings
from ...models.senders_settings import SendersSettings
from ...models.settings_read_section import SettingsReadSection
from ...models.types_settings import TypesSettings
from ...models.uniqueness_settings import UniquenessSettings


def settings_read(
    section: SettingsReadSection,
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
    """Read one section with its defaults. Its JSON Schema is in `schema`."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/settings/{section}".format(
            section=quote(str(section), safe=""),
        ),
        _read,
        params={},
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
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_21 = PageTextsSettings.from_dict(data)

            return response_200_type_21

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
