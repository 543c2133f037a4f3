"""What callers send and what the API answers. A model is imported when it is used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account import Account
    from .account_above_maximum import AccountAboveMaximum
    from .account_changes import AccountChanges
    from .account_changes_custom_type_0 import AccountChangesCustomType0
    from .account_counts import AccountCounts
    from .account_custom import AccountCustom
    from .account_custom_field import AccountCustomField
    from .account_custom_field_draft import AccountCustomFieldDraft
    from .account_draft import AccountDraft
    from .account_draft_custom import AccountDraftCustom
    from .account_page import AccountPage
    from .account_state import AccountState
    from .acknowledgement import Acknowledgement
    from .activation import Activation
    from .actor import Actor
    from .actor_type import ActorType
    from .address import Address
    from .address_changes import AddressChanges
    from .address_draft import AddressDraft
    from .address_permissions import AddressPermissions
    from .all_criteria import AllCriteria
    from .anonymization import Anonymization
    from .anonymization_batch import AnonymizationBatch
    from .anonymization_batch_draft import AnonymizationBatchDraft
    from .anonymization_check import AnonymizationCheck
    from .anonymization_outcome import AnonymizationOutcome
    from .anonymization_run import AnonymizationRun
    from .anonymization_run_contact import AnonymizationRunContact
    from .anonymization_run_contact_page import AnonymizationRunContactPage
    from .anonymization_run_draft import AnonymizationRunDraft
    from .anonymization_run_state import AnonymizationRunState
    from .anonymization_settings import AnonymizationSettings
    from .anonymization_settings_draft import AnonymizationSettingsDraft
    from .anonymization_settings_draft_schema import AnonymizationSettingsDraftSchema
    from .anonymization_settings_schema import AnonymizationSettingsSchema
    from .anonymization_state_type_1 import AnonymizationStateType1
    from .anonymize_draft import AnonymizeDraft
    from .any_criteria import AnyCriteria
    from .association import Association
    from .association_draft import AssociationDraft
    from .association_type import AssociationType
    from .attachment import Attachment
    from .attachment_draft import AttachmentDraft
    from .attachment_page import AttachmentPage
    from .attachment_state import AttachmentState
    from .attachment_upload_headers_type_0 import AttachmentUploadHeadersType0
    from .attempt import Attempt
    from .audience import Audience
    from .audience_draft import AudienceDraft
    from .audit_chain import AuditChain
    from .audit_chain_head import AuditChainHead
    from .audit_entry import AuditEntry
    from .audit_entry_changes_item import AuditEntryChangesItem
    from .audit_entry_page import AuditEntryPage
    from .audit_kind import AuditKind
    from .bodies import Bodies
    from .bodies_draft import BodiesDraft
    from .branding_settings import BrandingSettings
    from .branding_settings_draft import BrandingSettingsDraft
    from .branding_settings_draft_schema import BrandingSettingsDraftSchema
    from .branding_settings_schema import BrandingSettingsSchema
    from .broken_chain_entry import BrokenChainEntry
    from .bulk_audience import BulkAudience
    from .bulk_change import BulkChange
    from .bulk_change_draft import BulkChangeDraft
    from .bulk_change_page import BulkChangePage
    from .bulk_change_state import BulkChangeState
    from .cancelled_communication import CancelledCommunication
    from .cancelled_communications import CancelledCommunications
    from .catalogued_event import CataloguedEvent
    from .catalogued_event_example import CataloguedEventExample
    from .catalogued_event_page import CataloguedEventPage
    from .catalogued_event_schema import CataloguedEventSchema
    from .categories_settings import CategoriesSettings
    from .categories_settings_draft import CategoriesSettingsDraft
    from .categories_settings_draft_schema import CategoriesSettingsDraftSchema
    from .categories_settings_schema import CategoriesSettingsSchema
    from .chain_break import ChainBreak
    from .chain_verdict import ChainVerdict
    from .chained_entry import ChainedEntry
    from .chained_entry_values import ChainedEntryValues
    from .chained_statement import ChainedStatement
    from .change_of_each import ChangeOfEach
    from .change_of_each_draft import ChangeOfEachDraft
    from .changed_contact import ChangedContact
    from .changed_contact_custom import ChangedContactCustom
    from .changed_contact_external_ids import ChangedContactExternalIds
    from .changed_value import ChangedValue
    from .channel import Channel
    from .collaboration import Collaboration
    from .collaboration_draft import CollaborationDraft
    from .communication import Communication
    from .communication_changes import CommunicationChanges
    from .communication_count import CommunicationCount
    from .communication_draft import CommunicationDraft
    from .communication_order import CommunicationOrder
    from .communication_origin import CommunicationOrigin
    from .communication_page import CommunicationPage
    from .communication_state import CommunicationState
    from .communications_cancel_draft import CommunicationsCancelDraft
    from .condition import Condition
    from .condition_field_type_0 import ConditionFieldType0
    from .consent import Consent
    from .consent_behaviour import ConsentBehaviour
    from .consent_draft import ConsentDraft
    from .consent_event import ConsentEvent
    from .consent_event_page import ConsentEventPage
    from .consent_evidence import ConsentEvidence
    from .consent_evidence_page import ConsentEvidencePage
    from .consent_settings import ConsentSettings
    from .consent_settings_draft import ConsentSettingsDraft
    from .consent_settings_draft_schema import ConsentSettingsDraftSchema
    from .consent_settings_schema import ConsentSettingsSchema
    from .consent_state import ConsentState
    from .contact import Contact
    from .contact_above_maximum import ContactAboveMaximum
    from .contact_above_maximum_page import ContactAboveMaximumPage
    from .contact_address import ContactAddress
    from .contact_address_page import ContactAddressPage
    from .contact_changes import ContactChanges
    from .contact_changes_custom_type_0 import ContactChangesCustomType0
    from .contact_changes_external_ids_type_0 import ContactChangesExternalIdsType0
    from .contact_conflict import ContactConflict
    from .contact_consent import ContactConsent
    from .contact_count import ContactCount
    from .contact_custom import ContactCustom
    from .contact_draft import ContactDraft
    from .contact_draft_custom import ContactDraftCustom
    from .contact_draft_external_ids import ContactDraftExternalIds
    from .contact_external_ids import ContactExternalIds
    from .contact_information import ContactInformation
    from .contact_information_changes import ContactInformationChanges
    from .contact_kind import ContactKind
    from .contact_list import ContactList
    from .contact_list_changes import ContactListChanges
    from .contact_list_draft import ContactListDraft
    from .contact_list_summary import ContactListSummary
    from .contact_list_summary_page import ContactListSummaryPage
    from .contact_order import ContactOrder
    from .contact_origin import ContactOrigin
    from .contact_policy_settings import ContactPolicySettings
    from .contact_policy_settings_draft import ContactPolicySettingsDraft
    from .contact_policy_settings_draft_schema import ContactPolicySettingsDraftSchema
    from .contact_policy_settings_schema import ContactPolicySettingsSchema
    from .contact_preferences import ContactPreferences
    from .contact_preferences_channels import ContactPreferencesChannels
    from .contact_stage import ContactStage
    from .contact_upsert import ContactUpsert
    from .contact_upsert_custom_type_0 import ContactUpsertCustomType0
    from .contact_upsert_external_ids_type_0 import ContactUpsertExternalIdsType0
    from .contacts_consent_receipts_read_response_200 import ContactsConsentReceiptsReadResponse200
    from .conversion import Conversion
    from .conversion_draft import ConversionDraft
    from .conversion_page import ConversionPage
    from .custom_field import CustomField
    from .custom_field_draft import CustomFieldDraft
    from .custom_field_type import CustomFieldType
    from .custom_fields_settings import CustomFieldsSettings
    from .custom_fields_settings_draft import CustomFieldsSettingsDraft
    from .custom_fields_settings_draft_schema import CustomFieldsSettingsDraftSchema
    from .custom_fields_settings_schema import CustomFieldsSettingsSchema
    from .date_order import DateOrder
    from .deactivation import Deactivation
    from .delivery import Delivery
    from .delivery_page import DeliveryPage
    from .delivery_state import DeliveryState
    from .derived_rebuild import DerivedRebuild
    from .derived_rebuild_state import DerivedRebuildState
    from .dns_record import DnsRecord
    from .duplicate import Duplicate
    from .duplicate_page import DuplicatePage
    from .duplicate_pair import DuplicatePair
    from .duplicate_pair_page import DuplicatePairPage
    from .effective_address import EffectiveAddress
    from .effective_contact_information import EffectiveContactInformation
    from .effective_text import EffectiveText
    from .election_criterion import ElectionCriterion
    from .email import Email
    from .email_body import EmailBody
    from .email_body_draft import EmailBodyDraft
    from .email_draft import EmailDraft
    from .email_sender import EmailSender
    from .email_sender_draft import EmailSenderDraft
    from .engagement import Engagement
    from .engagement_changes import EngagementChanges
    from .engagement_draft import EngagementDraft
    from .engagement_page import EngagementPage
    from .engagement_status import EngagementStatus
    from .engagement_type import EngagementType
    from .erasure_certificate import ErasureCertificate
    from .erasure_certificate_erased import ErasureCertificateErased
    from .erasure_certificate_expiring import ErasureCertificateExpiring
    from .erasure_certificate_kept import ErasureCertificateKept
    from .erasure_certificate_reasons import ErasureCertificateReasons
    from .erasure_certificate_redacted import ErasureCertificateRedacted
    from .erasure_state import ErasureState
    from .event_communication import EventCommunication
    from .event_communication_changes import EventCommunicationChanges
    from .event_communication_draft import EventCommunicationDraft
    from .event_communication_page import EventCommunicationPage
    from .event_name import EventName
    from .event_type import EventType
    from .exclusion import Exclusion
    from .exclusion_draft import ExclusionDraft
    from .export import Export
    from .export_draft import ExportDraft
    from .export_of import ExportOf
    from .export_state import ExportState
    from .exported_answer import ExportedAnswer
    from .exported_attachment import ExportedAttachment
    from .exported_change import ExportedChange
    from .exported_look import ExportedLook
    from .exported_message import ExportedMessage
    from .field_problem import FieldProblem
    from .field_problem_code import FieldProblemCode
    from .field_values import FieldValues
    from .field_values_draft import FieldValuesDraft
    from .file_encoding import FileEncoding
    from .file_format import FileFormat
    from .file_problem import FileProblem
    from .file_warning import FileWarning
    from .first_account_draft import FirstAccountDraft
    from .first_account_draft_custom import FirstAccountDraftCustom
    from .formatting_settings import FormattingSettings
    from .formatting_settings_draft import FormattingSettingsDraft
    from .formatting_settings_draft_schema import FormattingSettingsDraftSchema
    from .formatting_settings_schema import FormattingSettingsSchema
    from .group_right import GroupRight
    from .groups_settings import GroupsSettings
    from .groups_settings_draft import GroupsSettingsDraft
    from .groups_settings_draft_schema import GroupsSettingsDraftSchema
    from .groups_settings_schema import GroupsSettingsSchema
    from .hygiene_task import HygieneTask
    from .hygiene_task_changes import HygieneTaskChanges
    from .hygiene_task_draft import HygieneTaskDraft
    from .hygiene_task_page import HygieneTaskPage
    from .identifiers import Identifiers
    from .identifiers_changes import IdentifiersChanges
    from .identifiers_draft import IdentifiersDraft
    from .identity_document import IdentityDocument
    from .identity_document_changes import IdentityDocumentChanges
    from .identity_document_draft import IdentityDocumentDraft
    from .import_ import Import
    from .import_changed_cell import ImportChangedCell
    from .import_changed_cell_page import ImportChangedCellPage
    from .import_draft import ImportDraft
    from .import_draft_columns import ImportDraftColumns
    from .import_draft_constants import ImportDraftConstants
    from .import_draft_opt_outs import ImportDraftOptOuts
    from .import_draft_separators import ImportDraftSeparators
    from .import_draft_value_maps import ImportDraftValueMaps
    from .import_format import ImportFormat
    from .import_header import ImportHeader
    from .import_left_row import ImportLeftRow
    from .import_left_row_page import ImportLeftRowPage
    from .import_opt_out import ImportOptOut
    from .import_page import ImportPage
    from .import_preview import ImportPreview
    from .import_preview_columns import ImportPreviewColumns
    from .import_preview_constants import ImportPreviewConstants
    from .import_preview_draft import ImportPreviewDraft
    from .import_preview_draft_columns import ImportPreviewDraftColumns
    from .import_preview_draft_constants import ImportPreviewDraftConstants
    from .import_preview_draft_opt_outs import ImportPreviewDraftOptOuts
    from .import_preview_draft_separators import ImportPreviewDraftSeparators
    from .import_preview_draft_value_maps import ImportPreviewDraftValueMaps
    from .import_preview_opt_outs import ImportPreviewOptOuts
    from .import_preview_separators import ImportPreviewSeparators
    from .import_row_error import ImportRowError
    from .import_row_error_page import ImportRowErrorPage
    from .import_sheet import ImportSheet
    from .import_state import ImportState
    from .import_undo import ImportUndo
    from .import_upload import ImportUpload
    from .import_upload_draft import ImportUploadDraft
    from .import_upload_headers import ImportUploadHeaders
    from .industries_settings import IndustriesSettings
    from .industries_settings_draft import IndustriesSettingsDraft
    from .industries_settings_draft_schema import IndustriesSettingsDraftSchema
    from .industries_settings_schema import IndustriesSettingsSchema
    from .information_level import InformationLevel
    from .kept_evidence import KeptEvidence
    from .kyc import Kyc
    from .kyc_allowances import KycAllowances
    from .kyc_assignment_choice import KycAssignmentChoice
    from .kyc_details import KycDetails
    from .kyc_draft import KycDraft
    from .kyc_effect import KycEffect
    from .kyc_expired_contact import KycExpiredContact
    from .kyc_expiry_run import KycExpiryRun
    from .kyc_expiry_state import KycExpiryState
    from .kyc_field_rule import KycFieldRule
    from .kyc_field_rule_draft import KycFieldRuleDraft
    from .kyc_history_entry import KycHistoryEntry
    from .kyc_history_entry_changes_item import KycHistoryEntryChangesItem
    from .kyc_history_entry_page import KycHistoryEntryPage
    from .kyc_judgement import KycJudgement
    from .kyc_listed_state import KycListedState
    from .kyc_page import KycPage
    from .kyc_preview import KycPreview
    from .kyc_profile import KycProfile
    from .kyc_profile_choice_draft import KycProfileChoiceDraft
    from .kyc_profile_draft import KycProfileDraft
    from .kyc_right import KycRight
    from .kyc_settings import KycSettings
    from .kyc_settings_draft import KycSettingsDraft
    from .kyc_settings_draft_schema import KycSettingsDraftSchema
    from .kyc_settings_schema import KycSettingsSchema
    from .kyc_standing import KycStanding
    from .kyc_state import KycState
    from .kyc_terms import KycTerms
    from .kyc_terms_draft import KycTermsDraft
    from .labelled_address import LabelledAddress
    from .labelled_email import LabelledEmail
    from .labelled_information import LabelledInformation
    from .labelled_phone import LabelledPhone
    from .life_cycle_state import LifeCycleState
    from .link import Link
    from .link_draft import LinkDraft
    from .link_draft_answer_type_0 import LinkDraftAnswerType0
    from .link_draft_notification_purpose_type_0 import LinkDraftNotificationPurposeType0
    from .link_draft_purpose import LinkDraftPurpose
    from .link_purpose import LinkPurpose
    from .list_associations import ListAssociations
    from .list_associations_draft import ListAssociationsDraft
    from .list_member import ListMember
    from .list_member_page import ListMemberPage
    from .list_members_added import ListMembersAdded
    from .list_members_draft import ListMembersDraft
    from .list_name import ListName
    from .listed_contact import ListedContact
    from .listed_contact_custom import ListedContactCustom
    from .listed_contact_external_ids import ListedContactExternalIds
    from .listed_contact_page import ListedContactPage
    from .listed_expiry_run import ListedExpiryRun
    from .listed_expiry_run_page import ListedExpiryRunPage
    from .localization_settings import LocalizationSettings
    from .localization_settings_draft import LocalizationSettingsDraft
    from .localization_settings_draft_schema import LocalizationSettingsDraftSchema
    from .localization_settings_schema import LocalizationSettingsSchema
    from .look_action import LookAction
    from .mailing_address_changes import MailingAddressChanges
    from .mandatory_fields_settings import MandatoryFieldsSettings
    from .mandatory_fields_settings_draft import MandatoryFieldsSettingsDraft
    from .mandatory_fields_settings_draft_schema import MandatoryFieldsSettingsDraftSchema
    from .mandatory_fields_settings_schema import MandatoryFieldsSettingsSchema
    from .marketing_cap import MarketingCap
    from .marketing_cap_draft import MarketingCapDraft
    from .me import Me
    from .merge import Merge
    from .merge_draft import MergeDraft
    from .merge_draft_prefer import MergeDraftPrefer
    from .merge_preview import MergePreview
    from .merge_preview_moves import MergePreviewMoves
    from .merge_result import MergeResult
    from .merge_state import MergeState
    from .merge_tag import MergeTag
    from .merge_tag_page import MergeTagPage
    from .merge_undo_draft import MergeUndoDraft
    from .merge_undo_draft_assign import MergeUndoDraftAssign
    from .merge_undone import MergeUndone
    from .missing_reason import MissingReason
    from .more_contactable import MoreContactable
    from .name_case import NameCase
    from .name_day_frequency import NameDayFrequency
    from .name_day_mode import NameDayMode
    from .name_day_rule import NameDayRule
    from .name_day_rule_draft import NameDayRuleDraft
    from .name_day_rules import NameDayRules
    from .name_day_rules_file import NameDayRulesFile
    from .name_day_run import NameDayRun
    from .name_day_run_draft import NameDayRunDraft
    from .name_day_run_state import NameDayRunState
    from .name_days_rules_save_response_200 import NameDaysRulesSaveResponse200
    from .name_days_settings import NameDaysSettings
    from .name_days_settings_draft import NameDaysSettingsDraft
    from .name_days_settings_draft_schema import NameDaysSettingsDraftSchema
    from .name_days_settings_schema import NameDaysSettingsSchema
    from .name_display_settings import NameDisplaySettings
    from .name_display_settings_draft import NameDisplaySettingsDraft
    from .name_display_settings_draft_schema import NameDisplaySettingsDraftSchema
    from .name_display_settings_schema import NameDisplaySettingsSchema
    from .new_secret import NewSecret
    from .newly_contactable import NewlyContactable
    from .not_criteria import NotCriteria
    from .not_duplicate import NotDuplicate
    from .not_duplicate_draft import NotDuplicateDraft
    from .note import Note
    from .note_changes import NoteChanges
    from .note_draft import NoteDraft
    from .note_page import NotePage
    from .notification_run import NotificationRun
    from .notification_run_decision import NotificationRunDecision
    from .notification_run_decision_page import NotificationRunDecisionPage
    from .notification_run_draft import NotificationRunDraft
    from .notification_run_draft_origin import NotificationRunDraftOrigin
    from .notification_run_skipped_because import NotificationRunSkippedBecause
    from .notification_run_state import NotificationRunState
    from .notification_run_summary import NotificationRunSummary
    from .notification_run_summary_page import NotificationRunSummaryPage
    from .notification_schedule import NotificationSchedule
    from .notification_schedule_changes import NotificationScheduleChanges
    from .notification_schedule_draft import NotificationScheduleDraft
    from .notification_schedule_page import NotificationSchedulePage
    from .notification_type import NotificationType
    from .notification_type_changes import NotificationTypeChanges
    from .notification_type_draft import NotificationTypeDraft
    from .notification_type_page import NotificationTypePage
    from .offboarding import Offboarding
    from .offboarding_certificate import OffboardingCertificate
    from .offboarding_certificate_handed_over import OffboardingCertificateHandedOver
    from .offboarding_certificate_items import OffboardingCertificateItems
    from .offboarding_draft import OffboardingDraft
    from .offboarding_export import OffboardingExport
    from .offboarding_progress import OffboardingProgress
    from .offboarding_state import OffboardingState
    from .offboarding_step import OffboardingStep
    from .on_duplicate import OnDuplicate
    from .opportunities_settings import OpportunitiesSettings
    from .opportunities_settings_draft import OpportunitiesSettingsDraft
    from .opportunities_settings_draft_schema import OpportunitiesSettingsDraftSchema
    from .opportunities_settings_schema import OpportunitiesSettingsSchema
    from .opportunity import Opportunity
    from .opportunity_changes import OpportunityChanges
    from .opportunity_contact import OpportunityContact
    from .opportunity_count import OpportunityCount
    from .opportunity_draft import OpportunityDraft
    from .opportunity_order import OpportunityOrder
    from .opportunity_outcome import OpportunityOutcome
    from .opportunity_page import OpportunityPage
    from .page_language import PageLanguage
    from .page_text_key import PageTextKey
    from .page_text_key_texts import PageTextKeyTexts
    from .page_text_keys import PageTextKeys
    from .page_texts_settings import PageTextsSettings
    from .page_texts_settings_af import PageTextsSettingsAf
    from .page_texts_settings_ar import PageTextsSettingsAr
    from .page_texts_settings_az import PageTextsSettingsAz
    from .page_texts_settings_be import PageTextsSettingsBe
    from .page_texts_settings_bg import PageTextsSettingsBg
    from .page_texts_settings_bn import PageTextsSettingsBn
    from .page_texts_settings_bs import PageTextsSettingsBs
    from .page_texts_settings_ca import PageTextsSettingsCa
    from .page_texts_settings_cs import PageTextsSettingsCs
    from .page_texts_settings_cy import PageTextsSettingsCy
    from .page_texts_settings_da import PageTextsSettingsDa
    from .page_texts_settings_de import PageTextsSettingsDe
    from .page_texts_settings_draft import PageTextsSettingsDraft
    from .page_texts_settings_draft_af import PageTextsSettingsDraftAf
    from .page_texts_settings_draft_ar import PageTextsSettingsDraftAr
    from .page_texts_settings_draft_az import PageTextsSettingsDraftAz
    from .page_texts_settings_draft_be import PageTextsSettingsDraftBe
    from .page_texts_settings_draft_bg import PageTextsSettingsDraftBg
    from .page_texts_settings_draft_bn import PageTextsSettingsDraftBn
    from .page_texts_settings_draft_bs import PageTextsSettingsDraftBs
    from .page_texts_settings_draft_ca import PageTextsSettingsDraftCa
    from .page_texts_settings_draft_cs import PageTextsSettingsDraftCs
    from .page_texts_settings_draft_cy import PageTextsSettingsDraftCy
    from .page_texts_settings_draft_da import PageTextsSettingsDraftDa
    from .page_texts_settings_draft_de import PageTextsSettingsDraftDe
    from .page_texts_settings_draft_el import PageTextsSettingsDraftEl
    from .page_texts_settings_draft_en import PageTextsSettingsDraftEn
    from .page_texts_settings_draft_es import PageTextsSettingsDraftEs
    from .page_texts_settings_draft_et import PageTextsSettingsDraftEt
    from .page_texts_settings_draft_eu import PageTextsSettingsDraftEu
    from .page_texts_settings_draft_fa import PageTextsSettingsDraftFa
    from .page_texts_settings_draft_fi import PageTextsSettingsDraftFi
    from .page_texts_settings_draft_fr import PageTextsSettingsDraftFr
    from .page_texts_settings_draft_ga import PageTextsSettingsDraftGa
    from .page_texts_settings_draft_gl import PageTextsSettingsDraftGl
    from .page_texts_settings_draft_he import PageTextsSettingsDraftHe
    from .page_texts_settings_draft_hi import PageTextsSettingsDraftHi
    from .page_texts_settings_draft_hr import PageTextsSettingsDraftHr
    from .page_texts_settings_draft_hu import PageTextsSettingsDraftHu
    from .page_texts_settings_draft_hy import PageTextsSettingsDraftHy
    from .page_texts_settings_draft_id import PageTextsSettingsDraftId
    from .page_texts_settings_draft_is import PageTextsSettingsDraftIs
    from .page_texts_settings_draft_it import PageTextsSettingsDraftIt
    from .page_texts_settings_draft_ja import PageTextsSettingsDraftJa
    from .page_texts_settings_draft_ka import PageTextsSettingsDraftKa
    from .page_texts_settings_draft_kk import PageTextsSettingsDraftKk
    from .page_texts_settings_draft_ko import PageTextsSettingsDraftKo
    from .page_texts_settings_draft_ku import PageTextsSettingsDraftKu
    from .page_texts_settings_draft_lb import PageTextsSettingsDraftLb
    from .page_texts_settings_draft_lt import PageTextsSettingsDraftLt
    from .page_texts_settings_draft_lv import PageTextsSettingsDraftLv
    from .page_texts_settings_draft_mk import PageTextsSettingsDraftMk
    from .page_texts_settings_draft_ms import PageTextsSettingsDraftMs
    from .page_texts_settings_draft_mt import PageTextsSettingsDraftMt
    from .page_texts_settings_draft_nb import PageTextsSettingsDraftNb
    from .page_texts_settings_draft_ne import PageTextsSettingsDraftNe
    from .page_texts_settings_draft_nl import PageTextsSettingsDraftNl
    from .page_texts_settings_draft_nn import PageTextsSettingsDraftNn
    from .page_texts_settings_draft_no import PageTextsSettingsDraftNo
    from .page_texts_settings_draft_pa import PageTextsSettingsDraftPa
    from .page_texts_settings_draft_pl import PageTextsSettingsDraftPl
    from .page_texts_settings_draft_pt import PageTextsSettingsDraftPt
    from .page_texts_settings_draft_ro import PageTextsSettingsDraftRo
    from .page_texts_settings_draft_ru import PageTextsSettingsDraftRu
    from .page_texts_settings_draft_schema import PageTextsSettingsDraftSchema
    from .page_texts_settings_draft_si import PageTextsSettingsDraftSi
    from .page_texts_settings_draft_sk import PageTextsSettingsDraftSk
    from .page_texts_settings_draft_sl import PageTextsSettingsDraftSl
    from .page_texts_settings_draft_so import PageTextsSettingsDraftSo
    from .page_texts_settings_draft_sq import PageTextsSettingsDraftSq
    from .page_texts_settings_draft_sr import PageTextsSettingsDraftSr
    from .page_texts_settings_draft_sv import PageTextsSettingsDraftSv
    from .page_texts_settings_draft_sw import PageTextsSettingsDraftSw
    from .page_texts_settings_draft_ta import PageTextsSettingsDraftTa
    from .page_texts_settings_draft_th import PageTextsSettingsDraftTh
    from .page_texts_settings_draft_tl import PageTextsSettingsDraftTl
    from .page_texts_settings_draft_tr import PageTextsSettingsDraftTr
    from .page_texts_settings_draft_uk import PageTextsSettingsDraftUk
    from .page_texts_settings_draft_ur import PageTextsSettingsDraftUr
    from .page_texts_settings_draft_uz import PageTextsSettingsDraftUz
    from .page_texts_settings_draft_vi import PageTextsSettingsDraftVi
    from .page_texts_settings_draft_zh import PageTextsSettingsDraftZh
    from .page_texts_settings_el import PageTextsSettingsEl
    from .page_texts_settings_en import PageTextsSettingsEn
    from .page_texts_settings_es import PageTextsSettingsEs
    from .page_texts_settings_et import PageTextsSettingsEt
    from .page_texts_settings_eu import PageTextsSettingsEu
    from .page_texts_settings_fa import PageTextsSettingsFa
    from .page_texts_settings_fi import PageTextsSettingsFi
    from .page_texts_settings_fr import PageTextsSettingsFr
    from .page_texts_settings_ga import PageTextsSettingsGa
    from .page_texts_settings_gl import PageTextsSettingsGl
    from .page_texts_settings_he import PageTextsSettingsHe
    from .page_texts_settings_hi import PageTextsSettingsHi
    from .page_texts_settings_hr import PageTextsSettingsHr
    from .page_texts_settings_hu import PageTextsSettingsHu
    from .page_texts_settings_hy import PageTextsSettingsHy
    from .page_texts_settings_id import PageTextsSettingsId
    from .page_texts_settings_is import PageTextsSettingsIs
    from .page_texts_settings_it import PageTextsSettingsIt
    from .page_texts_settings_ja import PageTextsSettingsJa
    from .page_texts_settings_ka import PageTextsSettingsKa
    from .page_texts_settings_kk import PageTextsSettingsKk
    from .page_texts_settings_ko import PageTextsSettingsKo
    from .page_texts_settings_ku import PageTextsSettingsKu
    from .page_texts_settings_lb import PageTextsSettingsLb
    from .page_texts_settings_lt import PageTextsSettingsLt
    from .page_texts_settings_lv import PageTextsSettingsLv
    from .page_texts_settings_mk import PageTextsSettingsMk
    from .page_texts_settings_ms import PageTextsSettingsMs
    from .page_texts_settings_mt import PageTextsSettingsMt
    from .page_texts_settings_nb import PageTextsSettingsNb
    from .page_texts_settings_ne import PageTextsSettingsNe
    from .page_texts_settings_nl import PageTextsSettingsNl
    from .page_texts_settings_nn import PageTextsSettingsNn
    from .page_texts_settings_no import PageTextsSettingsNo
    from .page_texts_settings_pa import PageTextsSettingsPa
    from .page_texts_settings_pl import PageTextsSettingsPl
    from .page_texts_settings_pt import PageTextsSettingsPt
    from .page_texts_settings_ro import PageTextsSettingsRo
    from .page_texts_settings_ru import PageTextsSettingsRu
    from .page_texts_settings_schema import PageTextsSettingsSchema
    from .page_texts_settings_si import PageTextsSettingsSi
    from .page_texts_settings_sk import PageTextsSettingsSk
    from .page_texts_settings_sl import PageTextsSettingsSl
    from .page_texts_settings_so import PageTextsSettingsSo
    from .page_texts_settings_sq import PageTextsSettingsSq
    from .page_texts_settings_sr import PageTextsSettingsSr
    from .page_texts_settings_sv import PageTextsSettingsSv
    from .page_texts_settings_sw import PageTextsSettingsSw
    from .page_texts_settings_ta import PageTextsSettingsTa
    from .page_texts_settings_th import PageTextsSettingsTh
    from .page_texts_settings_tl import PageTextsSettingsTl
    from .page_texts_settings_tr import PageTextsSettingsTr
    from .page_texts_settings_uk import PageTextsSettingsUk
    from .page_texts_settings_ur import PageTextsSettingsUr
    from .page_texts_settings_uz import PageTextsSettingsUz
    from .page_texts_settings_vi import PageTextsSettingsVi
    from .page_texts_settings_zh import PageTextsSettingsZh
    from .passes_over import PassesOver
    from .past_consent import PastConsent
    from .past_contact import PastContact
    from .past_contact_contact import PastContactContact
    from .paused_because import PausedBecause
    from .permission import Permission
    from .permission_answer import PermissionAnswer
    from .permission_because import PermissionBecause
    from .permission_check_draft import PermissionCheckDraft
    from .permission_event import PermissionEvent
    from .permission_event_page import PermissionEventPage
    from .permission_evidence import PermissionEvidence
    from .permission_evidence_draft import PermissionEvidenceDraft
    from .permission_through import PermissionThrough
    from .permissions import Permissions
    from .person_export import PersonExport
    from .person_export_accounts_item import PersonExportAccountsItem
    from .person_export_consent_events_item import PersonExportConsentEventsItem
    from .person_export_consent_evidence_item import PersonExportConsentEvidenceItem
    from .person_export_contact import PersonExportContact
    from .person_export_conversions_item import PersonExportConversionsItem
    from .person_export_email_draft import PersonExportEmailDraft
    from .person_export_engagements_item import PersonExportEngagementsItem
    from .person_export_file import PersonExportFile
    from .person_export_format import PersonExportFormat
    from .person_export_notes_item import PersonExportNotesItem
    from .person_export_opportunities_item import PersonExportOpportunitiesItem
    from .person_export_relations_item import PersonExportRelationsItem
    from .person_export_transactions_item import PersonExportTransactionsItem
    from .phone import Phone
    from .phone_draft import PhoneDraft
    from .phone_format import PhoneFormat
    from .preferences import Preferences
    from .preferences_channels import PreferencesChannels
    from .preferences_draft import PreferencesDraft
    from .preferences_draft_channels import PreferencesDraftChannels
    from .preferences_settings import PreferencesSettings
    from .preferences_settings_draft import PreferencesSettingsDraft
    from .preferences_settings_draft_schema import PreferencesSettingsDraftSchema
    from .preferences_settings_schema import PreferencesSettingsSchema
    from .preset_name import PresetName
    from .print_batch import PrintBatch
    from .print_batch_files import PrintBatchFiles
    from .print_batch_page import PrintBatchPage
    from .print_body import PrintBody
    from .print_body_draft import PrintBodyDraft
    from .privacy_condition import PrivacyCondition
    from .privacy_condition_draft import PrivacyConditionDraft
    from .privacy_levels_settings import PrivacyLevelsSettings
    from .privacy_levels_settings_draft import PrivacyLevelsSettingsDraft
    from .privacy_levels_settings_draft_schema import PrivacyLevelsSettingsDraftSchema
    from .privacy_levels_settings_schema import PrivacyLevelsSettingsSchema
    from .privacy_rule import PrivacyRule
    from .privacy_rule_draft import PrivacyRuleDraft
    from .problem import Problem
    from .problem_code import ProblemCode
    from .purpose import Purpose
    from .quiet_hours import QuietHours
    from .quiet_hours_draft import QuietHoursDraft
    from .receipt_key import ReceiptKey
    from .receipt_keys import ReceiptKeys
    from .reconsent_draft import ReconsentDraft
    from .reconsent_run import ReconsentRun
    from .reconsent_run_state import ReconsentRunState
    from .refused_contact import RefusedContact
    from .refused_contact_page import RefusedContactPage
    from .refused_scope import RefusedScope
    from .registered_tenant_changes import RegisteredTenantChanges
    from .relation import Relation
    from .relation_direction import RelationDirection
    from .relation_draft import RelationDraft
    from .relation_page import RelationPage
    from .resolution_draft import ResolutionDraft
    from .resolution_draft_outcome import ResolutionDraftOutcome
    from .retention_settings import RetentionSettings
    from .retention_settings_draft import RetentionSettingsDraft
    from .retention_settings_draft_schema import RetentionSettingsDraftSchema
    from .retention_settings_schema import RetentionSettingsSchema
    from .rotation_draft import RotationDraft
    from .said_through import SaidThrough
    from .sector import Sector
    from .sector_draft import SectorDraft
    from .segment import Segment
    from .segment_changes import SegmentChanges
    from .segment_count import SegmentCount
    from .segment_draft import SegmentDraft
    from .segment_member import SegmentMember
    from .segment_member_page import SegmentMemberPage
    from .segment_of import SegmentOf
    from .segment_page import SegmentPage
    from .segment_preview import SegmentPreview
    from .segment_preview_draft import SegmentPreviewDraft
    from .selectable_contact import SelectableContact
    from .senders_settings import SendersSettings
    from .senders_settings_draft import SendersSettingsDraft
    from .senders_settings_draft_schema import SendersSettingsDraftSchema
    from .senders_settings_schema import SendersSettingsSchema
    from .sending_identity import SendingIdentity
    from .sending_identity_draft import SendingIdentityDraft
    from .sending_identity_page import SendingIdentityPage
    from .sending_identity_state import SendingIdentityState
    from .settings_read_section import SettingsReadSection
    from .settings_save_section import SettingsSaveSection
    from .shared_account import SharedAccount
    from .shared_person import SharedPerson
    from .shared_person_page import SharedPersonPage
    from .skip_reason import SkipReason
    from .sms_body import SmsBody
    from .sms_body_draft import SmsBodyDraft
    from .sms_sender import SmsSender
    from .sms_sender_draft import SmsSenderDraft
    from .stored_chained_entry import StoredChainedEntry
    from .stored_opportunity import StoredOpportunity
    from .suppression_entries_draft import SuppressionEntriesDraft
    from .suppression_entry import SuppressionEntry
    from .suppression_entry_draft import SuppressionEntryDraft
    from .suppression_entry_kind import SuppressionEntryKind
    from .suppression_entry_page import SuppressionEntryPage
    from .suppression_list import SuppressionList
    from .suppression_list_changes import SuppressionListChanges
    from .suppression_list_count import SuppressionListCount
    from .suppression_list_draft import SuppressionListDraft
    from .suppression_list_page import SuppressionListPage
    from .sync_change import SyncChange
    from .sync_change_page import SyncChangePage
    from .sync_full_because import SyncFullBecause
    from .sync_large_group import SyncLargeGroup
    from .sync_left_out_because import SyncLeftOutBecause
    from .sync_left_out_person import SyncLeftOutPerson
    from .sync_left_out_person_page import SyncLeftOutPersonPage
    from .sync_match_on import SyncMatchOn
    from .sync_mode import SyncMode
    from .sync_refusal import SyncRefusal
    from .sync_refusal_page import SyncRefusalPage
    from .sync_run import SyncRun
    from .sync_run_accounts import SyncRunAccounts
    from .sync_run_draft import SyncRunDraft
    from .sync_run_page import SyncRunPage
    from .sync_run_state import SyncRunState
    from .sync_run_unknown_stages import SyncRunUnknownStages
    from .sync_settings import SyncSettings
    from .sync_settings_draft import SyncSettingsDraft
    from .sync_settings_draft_stage_mapping import SyncSettingsDraftStageMapping
    from .sync_settings_draft_stage_mapping_additional_property import SyncSettingsDraftStageMappingAdditionalProperty
    from .sync_settings_stage_mapping import SyncSettingsStageMapping
    from .sync_settings_stage_mapping_additional_property import SyncSettingsStageMappingAdditionalProperty
    from .sync_vocabulary import SyncVocabulary
    from .template import Template
    from .template_changes import TemplateChanges
    from .template_changes_defaults_type_0 import TemplateChangesDefaultsType0
    from .template_changes_languages_type_0 import TemplateChangesLanguagesType0
    from .template_defaults import TemplateDefaults
    from .template_draft import TemplateDraft
    from .template_draft_defaults import TemplateDraftDefaults
    from .template_draft_languages import TemplateDraftLanguages
    from .template_languages import TemplateLanguages
    from .template_page import TemplatePage
    from .template_preview import TemplatePreview
    from .template_preview_draft import TemplatePreviewDraft
    from .template_preview_levels import TemplatePreviewLevels
    from .template_test_send import TemplateTestSend
    from .template_test_send_draft import TemplateTestSendDraft
    from .tenant import Tenant
    from .tenant_changes import TenantChanges
    from .tenant_draft import TenantDraft
    from .tenant_page import TenantPage
    from .timeline_item import TimelineItem
    from .timeline_item_page import TimelineItemPage
    from .timeline_kind import TimelineKind
    from .transaction import Transaction
    from .transaction_draft import TransactionDraft
    from .transaction_page import TransactionPage
    from .type_definition import TypeDefinition
    from .type_definition_draft import TypeDefinitionDraft
    from .types_settings import TypesSettings
    from .types_settings_draft import TypesSettingsDraft
    from .types_settings_draft_schema import TypesSettingsDraftSchema
    from .types_settings_schema import TypesSettingsSchema
    from .uniqueness_build import UniquenessBuild
    from .uniqueness_build_state import UniquenessBuildState
    from .uniqueness_draft import UniquenessDraft
    from .uniqueness_preview import UniquenessPreview
    from .uniqueness_settings import UniquenessSettings
    from .uniqueness_settings_draft import UniquenessSettingsDraft
    from .uniqueness_settings_draft_schema import UniquenessSettingsDraftSchema
    from .uniqueness_settings_schema import UniquenessSettingsSchema
    from .uniqueness_violation import UniquenessViolation
    from .uniqueness_violation_page import UniquenessViolationPage
    from .webhook import Webhook
    from .webhook_changes import WebhookChanges
    from .webhook_draft import WebhookDraft
    from .webhook_page import WebhookPage
    from .webhook_state import WebhookState

__all__ = (
    "Account",
    "AccountAboveMaximum",
    "AccountChanges",
    "AccountChangesCustomType0",
    "AccountCounts",
    "AccountCustom",
    "AccountCustomField",
    "AccountCustomFieldDraft",
    "AccountDraft",
    "AccountDraftCustom",
    "AccountPage",
    "AccountState",
    "Acknowledgement",
    "Activation",
    "Actor",
    "ActorType",
    "Address",
    "AddressChanges",
    "AddressDraft",
    "AddressPermissions",
    "AllCriteria",
    "Anonymization",
    "AnonymizationBatch",
    "AnonymizationBatchDraft",
    "AnonymizationCheck",
    "AnonymizationOutcome",
    "AnonymizationRun",
    "AnonymizationRunContact",
    "AnonymizationRunContactPage",
    "AnonymizationRunDraft",
    "AnonymizationRunState",
    "AnonymizationSettings",
    "AnonymizationSettingsDraft",
    "AnonymizationSettingsDraftSchema",
    "AnonymizationSettingsSchema",
    "AnonymizationStateType1",
    "AnonymizeDraft",
    "AnyCriteria",
    "Association",
    "AssociationDraft",
    "AssociationType",
    "Attachment",
    "AttachmentDraft",
    "AttachmentPage",
    "AttachmentState",
    "AttachmentUploadHeadersType0",
    "Attempt",
    "Audience",
    "AudienceDraft",
    "AuditChain",
    "AuditChainHead",
    "AuditEntry",
    "AuditEntryChangesItem",
    "AuditEntryPage",
    "AuditKind",
    "Bodies",
    "BodiesDraft",
    "BrandingSettings",
    "BrandingSettingsDraft",
    "BrandingSettingsDraftSchema",
    "BrandingSettingsSchema",
    "BrokenChainEntry",
    "BulkAudience",
    "BulkChange",
    "BulkChangeDraft",
    "BulkChangePage",
    "BulkChangeState",
    "CancelledCommunication",
    "CancelledCommunications",
    "CataloguedEvent",
    "CataloguedEventExample",
    "CataloguedEventPage",
    "CataloguedEventSchema",
    "CategoriesSettings",
    "CategoriesSettingsDraft",
    "CategoriesSettingsDraftSchema",
    "CategoriesSettingsSchema",
    "ChainBreak",
    "ChainedEntry",
    "ChainedEntryValues",
    "ChainedStatement",
    "ChainVerdict",
    "ChangedContact",
    "ChangedContactCustom",
    "ChangedContactExternalIds",
    "ChangedValue",
    "ChangeOfEach",
    "ChangeOfEachDraft",
    "Channel",
    "Collaboration",
    "CollaborationDraft",
    "Communication",
    "CommunicationChanges",
    "CommunicationCount",
    "CommunicationDraft",
    "CommunicationOrder",
    "CommunicationOrigin",
    "CommunicationPage",
    "CommunicationsCancelDraft",
    "CommunicationState",
    "Condition",
    "ConditionFieldType0",
    "Consent",
    "ConsentBehaviour",
    "ConsentDraft",
    "ConsentEvent",
    "ConsentEventPage",
    "ConsentEvidence",
    "ConsentEvidencePage",
    "ConsentSettings",
    "ConsentSettingsDraft",
    "ConsentSettingsDraftSchema",
    "ConsentSettingsSchema",
    "ConsentState",
    "Contact",
    "ContactAboveMaximum",
    "ContactAboveMaximumPage",
    "ContactAddress",
    "ContactAddressPage",
    "ContactChanges",
    "ContactChangesCustomType0",
    "ContactChangesExternalIdsType0",
    "ContactConflict",
    "ContactConsent",
    "ContactCount",
    "ContactCustom",
    "ContactDraft",
    "ContactDraftCustom",
    "ContactDraftExternalIds",
    "ContactExternalIds",
    "ContactInformation",
    "ContactInformationChanges",
    "ContactKind",
    "ContactList",
    "ContactListChanges",
    "ContactListDraft",
    "ContactListSummary",
    "ContactListSummaryPage",
    "ContactOrder",
    "ContactOrigin",
    "ContactPolicySettings",
    "ContactPolicySettingsDraft",
    "ContactPolicySettingsDraftSchema",
    "ContactPolicySettingsSchema",
    "ContactPreferences",
    "ContactPreferencesChannels",
    "ContactsConsentReceiptsReadResponse200",
    "ContactStage",
    "ContactUpsert",
    "ContactUpsertCustomType0",
    "ContactUpsertExternalIdsType0",
    "Conversion",
    "ConversionDraft",
    "ConversionPage",
    "CustomField",
    "CustomFieldDraft",
    "CustomFieldsSettings",
    "CustomFieldsSettingsDraft",
    "CustomFieldsSettingsDraftSchema",
    "CustomFieldsSettingsSchema",
    "CustomFieldType",
    "DateOrder",
    "Deactivation",
    "Delivery",
    "DeliveryPage",
    "DeliveryState",
    "DerivedRebuild",
    "DerivedRebuildState",
    "DnsRecord",
    "Duplicate",
    "DuplicatePage",
    "DuplicatePair",
    "DuplicatePairPage",
    "EffectiveAddress",
    "EffectiveContactInformation",
    "EffectiveText",
    "ElectionCriterion",
    "Email",
    "EmailBody",
    "EmailBodyDraft",
    "EmailDraft",
    "EmailSender",
    "EmailSenderDraft",
    "Engagement",
    "EngagementChanges",
    "EngagementDraft",
    "EngagementPage",
    "EngagementStatus",
    "EngagementType",
    "ErasureCertificate",
    "ErasureCertificateErased",
    "ErasureCertificateExpiring",
    "ErasureCertificateKept",
    "ErasureCertificateReasons",
    "ErasureCertificateRedacted",
    "ErasureState",
    "EventCommunication",
    "EventCommunicationChanges",
    "EventCommunicationDraft",
    "EventCommunicationPage",
    "EventName",
    "EventType",
    "Exclusion",
    "ExclusionDraft",
    "Export",
    "ExportDraft",
    "ExportedAnswer",
    "ExportedAttachment",
    "ExportedChange",
    "ExportedLook",
    "ExportedMessage",
    "ExportOf",
    "ExportState",
    "FieldProblem",
    "FieldProblemCode",
    "FieldValues",
    "FieldValuesDraft",
    "FileEncoding",
    "FileFormat",
    "FileProblem",
    "FileWarning",
    "FirstAccountDraft",
    "FirstAccountDraftCustom",
    "FormattingSettings",
    "FormattingSettingsDraft",
    "FormattingSettingsDraftSchema",
    "FormattingSettingsSchema",
    "GroupRight",
    "GroupsSettings",
    "GroupsSettingsDraft",
    "GroupsSettingsDraftSchema",
    "GroupsSettingsSchema",
    "HygieneTask",
    "HygieneTaskChanges",
    "HygieneTaskDraft",
    "HygieneTaskPage",
    "Identifiers",
    "IdentifiersChanges",
    "IdentifiersDraft",
    "IdentityDocument",
    "IdentityDocumentChanges",
    "IdentityDocumentDraft",
    "Import",
    "ImportChangedCell",
    "ImportChangedCellPage",
    "ImportDraft",
    "ImportDraftColumns",
    "ImportDraftConstants",
    "ImportDraftOptOuts",
    "ImportDraftSeparators",
    "ImportDraftValueMaps",
    "ImportFormat",
    "ImportHeader",
    "ImportLeftRow",
    "ImportLeftRowPage",
    "ImportOptOut",
    "ImportPage",
    "ImportPreview",
    "ImportPreviewColumns",
    "ImportPreviewConstants",
    "ImportPreviewDraft",
    "ImportPreviewDraftColumns",
    "ImportPreviewDraftConstants",
    "ImportPreviewDraftOptOuts",
    "ImportPreviewDraftSeparators",
    "ImportPreviewDraftValueMaps",
    "ImportPreviewOptOuts",
    "ImportPreviewSeparators",
    "ImportRowError",
    "ImportRowErrorPage",
    "ImportSheet",
    "ImportState",
    "ImportUndo",
    "ImportUpload",
    "ImportUploadDraft",
    "ImportUploadHeaders",
    "IndustriesSettings",
    "IndustriesSettingsDraft",
    "IndustriesSettingsDraftSchema",
    "IndustriesSettingsSchema",
    "InformationLevel",
    "KeptEvidence",
    "Kyc",
    "KycAllowances",
    "KycAssignmentChoice",
    "KycDetails",
    "KycDraft",
    "KycEffect",
    "KycExpiredContact",
    "KycExpiryRun",
    "KycExpiryState",
    "KycFieldRule",
    "KycFieldRuleDraft",
    "KycHistoryEntry",
    "KycHistoryEntryChangesItem",
    "KycHistoryEntryPage",
    "KycJudgement",
    "KycListedState",
    "KycPage",
    "KycPreview",
    "KycProfile",
    "KycProfileChoiceDraft",
    "KycProfileDraft",
    "KycRight",
    "KycSettings",
    "KycSettingsDraft",
    "KycSettingsDraftSchema",
    "KycSettingsSchema",
    "KycStanding",
    "KycState",
    "KycTerms",
    "KycTermsDraft",
    "LabelledAddress",
    "LabelledEmail",
    "LabelledInformation",
    "LabelledPhone",
    "LifeCycleState",
    "Link",
    "LinkDraft",
    "LinkDraftAnswerType0",
    "LinkDraftNotificationPurposeType0",
    "LinkDraftPurpose",
    "LinkPurpose",
    "ListAssociations",
    "ListAssociationsDraft",
    "ListedContact",
    "ListedContactCustom",
    "ListedContactExternalIds",
    "ListedContactPage",
    "ListedExpiryRun",
    "ListedExpiryRunPage",
    "ListMember",
    "ListMemberPage",
    "ListMembersAdded",
    "ListMembersDraft",
    "ListName",
    "LocalizationSettings",
    "LocalizationSettingsDraft",
    "LocalizationSettingsDraftSchema",
    "LocalizationSettingsSchema",
    "LookAction",
    "MailingAddressChanges",
    "MandatoryFieldsSettings",
    "MandatoryFieldsSettingsDraft",
    "MandatoryFieldsSettingsDraftSchema",
    "MandatoryFieldsSettingsSchema",
    "MarketingCap",
    "MarketingCapDraft",
    "Me",
    "Merge",
    "MergeDraft",
    "MergeDraftPrefer",
    "MergePreview",
    "MergePreviewMoves",
    "MergeResult",
    "MergeState",
    "MergeTag",
    "MergeTagPage",
    "MergeUndoDraft",
    "MergeUndoDraftAssign",
    "MergeUndone",
    "MissingReason",
    "MoreContactable",
    "NameCase",
    "NameDayFrequency",
    "NameDayMode",
    "NameDayRule",
    "NameDayRuleDraft",
    "NameDayRules",
    "NameDayRulesFile",
    "NameDayRun",
    "NameDayRunDraft",
    "NameDayRunState",
    "NameDaysRulesSaveResponse200",
    "NameDaysSettings",
    "NameDaysSettingsDraft",
    "NameDaysSettingsDraftSchema",
    "NameDaysSettingsSchema",
    "NameDisplaySettings",
    "NameDisplaySettingsDraft",
    "NameDisplaySettingsDraftSchema",
    "NameDisplaySettingsSchema",
    "NewlyContactable",
    "NewSecret",
    "NotCriteria",
    "NotDuplicate",
    "NotDuplicateDraft",
    "Note",
    "NoteChanges",
    "NoteDraft",
    "NotePage",
    "NotificationRun",
    "NotificationRunDecision",
    "NotificationRunDecisionPage",
    "NotificationRunDraft",
    "NotificationRunDraftOrigin",
    "NotificationRunSkippedBecause",
    "NotificationRunState",
    "NotificationRunSummary",
    "NotificationRunSummaryPage",
    "NotificationSchedule",
    "NotificationScheduleChanges",
    "NotificationScheduleDraft",
    "NotificationSchedulePage",
    "NotificationType",
    "NotificationTypeChanges",
    "NotificationTypeDraft",
    "NotificationTypePage",
    "Offboarding",
    "OffboardingCertificate",
    "OffboardingCertificateHandedOver",
    "OffboardingCertificateItems",
    "OffboardingDraft",
    "OffboardingExport",
    "OffboardingProgress",
    "OffboardingState",
    "OffboardingStep",
    "OnDuplicate",
    "OpportunitiesSettings",
    "OpportunitiesSettingsDraft",
    "OpportunitiesSettingsDraftSchema",
    "OpportunitiesSettingsSchema",
    "Opportunity",
    "OpportunityChanges",
    "OpportunityContact",
    "OpportunityCount",
    "OpportunityDraft",
    "OpportunityOrder",
    "OpportunityOutcome",
    "OpportunityPage",
    "PageLanguage",
    "PageTextKey",
    "PageTextKeys",
    "PageTextKeyTexts",
    "PageTextsSettings",
    "PageTextsSettingsAf",
    "PageTextsSettingsAr",
    "PageTextsSettingsAz",
    "PageTextsSettingsBe",
    "PageTextsSettingsBg",
    "PageTextsSettingsBn",
    "PageTextsSettingsBs",
    "PageTextsSettingsCa",
    "PageTextsSettingsCs",
    "PageTextsSettingsCy",
    "PageTextsSettingsDa",
    "PageTextsSettingsDe",
    "PageTextsSettingsDraft",
    "PageTextsSettingsDraftAf",
    "PageTextsSettingsDraftAr",
    "PageTextsSettingsDraftAz",
    "PageTextsSettingsDraftBe",
    "PageTextsSettingsDraftBg",
    "PageTextsSettingsDraftBn",
    "PageTextsSettingsDraftBs",
    "PageTextsSettingsDraftCa",
    "PageTextsSettingsDraftCs",
    "PageTextsSettingsDraftCy",
    "PageTextsSettingsDraftDa",
    "PageTextsSettingsDraftDe",
    "PageTextsSettingsDraftEl",
    "PageTextsSettingsDraftEn",
    "PageTextsSettingsDraftEs",
    "PageTextsSettingsDraftEt",
    "PageTextsSettingsDraftEu",
    "PageTextsSettingsDraftFa",
    "PageTextsSettingsDraftFi",
    "PageTextsSettingsDraftFr",
    "PageTextsSettingsDraftGa",
    "PageTextsSettingsDraftGl",
    "PageTextsSettingsDraftHe",
    "PageTextsSettingsDraftHi",
    "PageTextsSettingsDraftHr",
    "PageTextsSettingsDraftHu",
    "PageTextsSettingsDraftHy",
    "PageTextsSettingsDraftId",
    "PageTextsSettingsDraftIs",
    "PageTextsSettingsDraftIt",
    "PageTextsSettingsDraftJa",
    "PageTextsSettingsDraftKa",
    "PageTextsSettingsDraftKk",
    "PageTextsSettingsDraftKo",
    "PageTextsSettingsDraftKu",
    "PageTextsSettingsDraftLb",
    "PageTextsSettingsDraftLt",
    "PageTextsSettingsDraftLv",
    "PageTextsSettingsDraftMk",
    "PageTextsSettingsDraftMs",
    "PageTextsSettingsDraftMt",
    "PageTextsSettingsDraftNb",
    "PageTextsSettingsDraftNe",
    "PageTextsSettingsDraftNl",
    "PageTextsSettingsDraftNn",
    "PageTextsSettingsDraftNo",
    "PageTextsSettingsDraftPa",
    "PageTextsSettingsDraftPl",
    "PageTextsSettingsDraftPt",
    "PageTextsSettingsDraftRo",
    "PageTextsSettingsDraftRu",
    "PageTextsSettingsDraftSchema",
    "PageTextsSettingsDraftSi",
    "PageTextsSettingsDraftSk",
    "PageTextsSettingsDraftSl",
    "PageTextsSettingsDraftSo",
    "PageTextsSettingsDraftSq",
    "PageTextsSettingsDraftSr",
    "PageTextsSettingsDraftSv",
    "PageTextsSettingsDraftSw",
    "PageTextsSettingsDraftTa",
    "PageTextsSettingsDraftTh",
    "PageTextsSettingsDraftTl",
    "PageTextsSettingsDraftTr",
    "PageTextsSettingsDraftUk",
    "PageTextsSettingsDraftUr",
    "PageTextsSettingsDraftUz",
    "PageTextsSettingsDraftVi",
    "PageTextsSettingsDraftZh",
    "PageTextsSettingsEl",
    "PageTextsSettingsEn",
    "PageTextsSettingsEs",
    "PageTextsSettingsEt",
    "PageTextsSettingsEu",
    "PageTextsSettingsFa",
    "PageTextsSettingsFi",
    "PageTextsSettingsFr",
    "PageTextsSettingsGa",
    "PageTextsSettingsGl",
    "PageTextsSettingsHe",
    "PageTextsSettingsHi",
    "PageTextsSettingsHr",
    "PageTextsSettingsHu",
    "PageTextsSettingsHy",
    "PageTextsSettingsId",
    "PageTextsSettingsIs",
    "PageTextsSettingsIt",
    "PageTextsSettingsJa",
    "PageTextsSettingsKa",
    "PageTextsSettingsKk",
    "PageTextsSettingsKo",
    "PageTextsSettingsKu",
    "PageTextsSettingsLb",
    "PageTextsSettingsLt",
    "PageTextsSettingsLv",
    "PageTextsSettingsMk",
    "PageTextsSettingsMs",
    "PageTextsSettingsMt",
    "PageTextsSettingsNb",
    "PageTextsSettingsNe",
    "PageTextsSettingsNl",
    "PageTextsSettingsNn",
    "PageTextsSettingsNo",
    "PageTextsSettingsPa",
    "PageTextsSettingsPl",
    "PageTextsSettingsPt",
    "PageTextsSettingsRo",
    "PageTextsSettingsRu",
    "PageTextsSettingsSchema",
    "PageTextsSettingsSi",
    "PageTextsSettingsSk",
    "PageTextsSettingsSl",
    "PageTextsSettingsSo",
    "PageTextsSettingsSq",
    "PageTextsSettingsSr",
    "PageTextsSettingsSv",
    "PageTextsSettingsSw",
    "PageTextsSettingsTa",
    "PageTextsSettingsTh",
    "PageTextsSettingsTl",
    "PageTextsSettingsTr",
    "PageTextsSettingsUk",
    "PageTextsSettingsUr",
    "PageTextsSettingsUz",
    "PageTextsSettingsVi",
    "PageTextsSettingsZh",
    "PassesOver",
    "PastConsent",
    "PastContact",
    "PastContactContact",
    "PausedBecause",
    "Permission",
    "PermissionAnswer",
    "PermissionBecause",
    "PermissionCheckDraft",
    "PermissionEvent",
    "PermissionEventPage",
    "PermissionEvidence",
    "PermissionEvidenceDraft",
    "Permissions",
    "PermissionThrough",
    "PersonExport",
    "PersonExportAccountsItem",
    "PersonExportConsentEventsItem",
    "PersonExportConsentEvidenceItem",
    "PersonExportContact",
    "PersonExportConversionsItem",
    "PersonExportEmailDraft",
    "PersonExportEngagementsItem",
    "PersonExportFile",
    "PersonExportFormat",
    "PersonExportNotesItem",
    "PersonExportOpportunitiesItem",
    "PersonExportRelationsItem",
    "PersonExportTransactionsItem",
    "Phone",
    "PhoneDraft",
    "PhoneFormat",
    "Preferences",
    "PreferencesChannels",
    "PreferencesDraft",
    "PreferencesDraftChannels",
    "PreferencesSettings",
    "PreferencesSettingsDraft",
    "PreferencesSettingsDraftSchema",
    "PreferencesSettingsSchema",
    "PresetName",
    "PrintBatch",
    "PrintBatchFiles",
    "PrintBatchPage",
    "PrintBody",
    "PrintBodyDraft",
    "PrivacyCondition",
    "PrivacyConditionDraft",
    "PrivacyLevelsSettings",
    "PrivacyLevelsSettingsDraft",
    "PrivacyLevelsSettingsDraftSchema",
    "PrivacyLevelsSettingsSchema",
    "PrivacyRule",
    "PrivacyRuleDraft",
    "Problem",
    "ProblemCode",
    "Purpose",
    "QuietHours",
    "QuietHoursDraft",
    "ReceiptKey",
    "ReceiptKeys",
    "ReconsentDraft",
    "ReconsentRun",
    "ReconsentRunState",
    "RefusedContact",
    "RefusedContactPage",
    "RefusedScope",
    "RegisteredTenantChanges",
    "Relation",
    "RelationDirection",
    "RelationDraft",
    "RelationPage",
    "ResolutionDraft",
    "ResolutionDraftOutcome",
    "RetentionSettings",
    "RetentionSettingsDraft",
    "RetentionSettingsDraftSchema",
    "RetentionSettingsSchema",
    "RotationDraft",
    "SaidThrough",
    "Sector",
    "SectorDraft",
    "Segment",
    "SegmentChanges",
    "SegmentCount",
    "SegmentDraft",
    "SegmentMember",
    "SegmentMemberPage",
    "SegmentOf",
    "SegmentPage",
    "SegmentPreview",
    "SegmentPreviewDraft",
    "SelectableContact",
    "SendersSettings",
    "SendersSettingsDraft",
    "SendersSettingsDraftSchema",
    "SendersSettingsSchema",
    "SendingIdentity",
    "SendingIdentityDraft",
    "SendingIdentityPage",
    "SendingIdentityState",
    "SettingsReadSection",
    "SettingsSaveSection",
    "SharedAccount",
    "SharedPerson",
    "SharedPersonPage",
    "SkipReason",
    "SmsBody",
    "SmsBodyDraft",
    "SmsSender",
    "SmsSenderDraft",
    "StoredChainedEntry",
    "StoredOpportunity",
    "SuppressionEntriesDraft",
    "SuppressionEntry",
    "SuppressionEntryDraft",
    "SuppressionEntryKind",
    "SuppressionEntryPage",
    "SuppressionList",
    "SuppressionListChanges",
    "SuppressionListCount",
    "SuppressionListDraft",
    "SuppressionListPage",
    "SyncChange",
    "SyncChangePage",
    "SyncFullBecause",
    "SyncLargeGroup",
    "SyncLeftOutBecause",
    "SyncLeftOutPerson",
    "SyncLeftOutPersonPage",
    "SyncMatchOn",
    "SyncMode",
    "SyncRefusal",
    "SyncRefusalPage",
    "SyncRun",
    "SyncRunAccounts",
    "SyncRunDraft",
    "SyncRunPage",
    "SyncRunState",
    "SyncRunUnknownStages",
    "SyncSettings",
    "SyncSettingsDraft",
    "SyncSettingsDraftStageMapping",
    "SyncSettingsDraftStageMappingAdditionalProperty",
    "SyncSettingsStageMapping",
    "SyncSettingsStageMappingAdditionalProperty",
    "SyncVocabulary",
    "Template",
    "TemplateChanges",
    "TemplateChangesDefaultsType0",
    "TemplateChangesLanguagesType0",
    "TemplateDefaults",
    "TemplateDraft",
    "TemplateDraftDefaults",
    "TemplateDraftLanguages",
    "TemplateLanguages",
    "TemplatePage",
    "TemplatePreview",
    "TemplatePreviewDraft",
    "TemplatePreviewLevels",
    "TemplateTestSend",
    "TemplateTestSendDraft",
    "Tenant",
    "TenantChanges",
    "TenantDraft",
    "TenantPage",
    "TimelineItem",
    "TimelineItemPage",
    "TimelineKind",
    "Transaction",
    "TransactionDraft",
    "TransactionPage",
    "TypeDefinition",
    "TypeDefinitionDraft",
    "TypesSettings",
    "TypesSettingsDraft",
    "TypesSettingsDraftSchema",
    "TypesSettingsSchema",
    "UniquenessBuild",
    "UniquenessBuildState",
    "UniquenessDraft",
    "UniquenessPreview",
    "UniquenessSettings",
    "UniquenessSettingsDraft",
    "UniquenessSettingsDraftSchema",
    "UniquenessSettingsSchema",
    "UniquenessViolation",
    "UniquenessViolationPage",
    "Webhook",
    "WebhookChanges",
    "WebhookDraft",
    "WebhookPage",
    "WebhookState",
)
_MODULES = dict(
    line.split()[3::-2]
    for line in """
from .account import Account
from .account_above_maximum import AccountAboveMaximum
from .account_changes import AccountChanges
from .account_changes_custom_type_0 import AccountChangesCustomType0
from .account_counts import AccountCounts
from .account_custom import AccountCustom
from .account_custom_field import AccountCustomField
from .account_custom_field_draft import AccountCustomFieldDraft
from .account_draft import AccountDraft
from .account_draft_custom import AccountDraftCustom
from .account_page import AccountPage
from .account_state import AccountState
from .acknowledgement import Acknowledgement
from .activation import Activation
from .actor import Actor
from .actor_type import ActorType
from .address import Address
from .address_changes import AddressChanges
from .address_draft import AddressDraft
from .address_permissions import AddressPermissions
from .all_criteria import AllCriteria
from .anonymization import Anonymization
from .anonymization_batch import AnonymizationBatch
from .anonymization_batch_draft import AnonymizationBatchDraft
from .anonymization_check import AnonymizationCheck
from .anonymization_outcome import AnonymizationOutcome
from .anonymization_run import AnonymizationRun
from .anonymization_run_contact import AnonymizationRunContact
from .anonymization_run_contact_page import AnonymizationRunContactPage
from .anonymization_run_draft import AnonymizationRunDraft
from .anonymization_run_state import AnonymizationRunState
from .anonymization_settings import AnonymizationSettings
from .anonymization_settings_draft import AnonymizationSettingsDraft
from .anonymization_settings_draft_schema import AnonymizationSettingsDraftSchema
from .anonymization_settings_schema import AnonymizationSettingsSchema
from .anonymization_state_type_1 import AnonymizationStateType1
from .anonymize_draft import AnonymizeDraft
from .any_criteria import AnyCriteria
from .association import Association
from .association_draft import AssociationDraft
from .association_type import AssociationType
from .attachment import Attachment
from .attachment_draft import AttachmentDraft
from .attachment_page import AttachmentPage
from .attachment_state import AttachmentState
from .attachment_upload_headers_type_0 import AttachmentUploadHeadersType0
from .attempt import Attempt
from .audience import Audience
from .audience_draft import AudienceDraft
from .audit_chain import AuditChain
from .audit_chain_head import AuditChainHead
from .audit_entry import AuditEntry
from .audit_entry_changes_item import AuditEntryChangesItem
from .audit_entry_page import AuditEntryPage
from .audit_kind import AuditKind
from .bodies import Bodies
from .bodies_draft import BodiesDraft
from .branding_settings import BrandingSettings
from .branding_settings_draft import BrandingSettingsDraft
from .branding_settings_draft_schema import BrandingSettingsDraftSchema
from .branding_settings_schema import BrandingSettingsSchema
from .broken_chain_entry import BrokenChainEntry
from .bulk_audience import BulkAudience
from .bulk_change import BulkChange
from .bulk_change_draft import BulkChangeDraft
from .bulk_change_page import BulkChangePage
from .bulk_change_state import BulkChangeState
from .cancelled_communication import CancelledCommunication
from .cancelled_communications import CancelledCommunications
from .catalogued_event import CataloguedEvent
from .catalogued_event_example import CataloguedEventExample
from .catalogued_event_page import CataloguedEventPage
from .catalogued_event_schema import CataloguedEventSchema
from .categories_settings import CategoriesSettings
from .categories_settings_draft import CategoriesSettingsDraft
from .categories_settings_draft_schema import CategoriesSettingsDraftSchema
from .categories_settings_schema import CategoriesSettingsSchema
from .chain_break import ChainBreak
from .chain_verdict import ChainVerdict
from .chained_entry import ChainedEntry
from .chained_entry_values import ChainedEntryValues
from .chained_statement import ChainedStatement
from .change_of_each import ChangeOfEach
from .change_of_each_draft import ChangeOfEachDraft
from .changed_contact import ChangedContact
from .changed_contact_custom import ChangedContactCustom
from .changed_contact_external_ids import ChangedContactExternalIds
from .changed_value import ChangedValue
from .channel import Channel
from .collaboration import Collaboration
from .collaboration_draft import CollaborationDraft
from .communication import Communication
from .communication_changes import CommunicationChanges
from .communication_count import CommunicationCount
from .communication_draft import CommunicationDraft
from .communication_order import CommunicationOrder
from .communication_origin import CommunicationOrigin
from .communication_page import CommunicationPage
from .communication_state import CommunicationState
from .communications_cancel_draft import CommunicationsCancelDraft
from .condition import Condition
from .condition_field_type_0 import ConditionFieldType0
from .consent import Consent
from .consent_behaviour import ConsentBehaviour
from .consent_draft import ConsentDraft
from .consent_event import ConsentEvent
from .consent_event_page import ConsentEventPage
from .consent_evidence import ConsentEvidence
from .consent_evidence_page import ConsentEvidencePage
from .consent_settings import ConsentSettings
from .consent_settings_draft import ConsentSettingsDraft
from .consent_settings_draft_schema import ConsentSettingsDraftSchema
from .consent_settings_schema import ConsentSettingsSchema
from .consent_state import ConsentState
from .contact import Contact
from .contact_above_maximum import ContactAboveMaximum
from .contact_above_maximum_page import ContactAboveMaximumPage
from .contact_address import ContactAddress
from .contact_address_page import ContactAddressPage
from .contact_changes import ContactChanges
from .contact_changes_custom_type_0 import ContactChangesCustomType0
from .contact_changes_external_ids_type_0 import ContactChangesExternalIdsType0
from .contact_conflict import ContactConflict
from .contact_consent import ContactConsent
from .contact_count import ContactCount
from .contact_custom import ContactCustom
from .contact_draft import ContactDraft
from .contact_draft_custom import ContactDraftCustom
from .contact_draft_external_ids import ContactDraftExternalIds
from .contact_external_ids import ContactExternalIds
from .contact_information import ContactInformation
from .contact_information_changes import ContactInformationChanges
from .contact_kind import ContactKind
from .contact_list import ContactList
from .contact_list_changes import ContactListChanges
from .contact_list_draft import ContactListDraft
from .contact_list_summary import ContactListSummary
from .contact_list_summary_page import ContactListSummaryPage
from .contact_order import ContactOrder
from .contact_origin import ContactOrigin
from .contact_policy_settings import ContactPolicySettings
from .contact_policy_settings_draft import ContactPolicySettingsDraft
from .contact_policy_settings_draft_schema import ContactPolicySettingsDraftSchema
from .contact_policy_settings_schema import ContactPolicySettingsSchema
from .contact_preferences import ContactPreferences
from .contact_preferences_channels import ContactPreferencesChannels
from .contact_stage import ContactStage
from .contact_upsert import ContactUpsert
from .contact_upsert_custom_type_0 import ContactUpsertCustomType0
from .contact_upsert_external_ids_type_0 import ContactUpsertExternalIdsType0
from .contacts_consent_receipts_read_response_200 import ContactsConsentReceiptsReadResponse200
from .conversion import Conversion
from .conversion_draft import ConversionDraft
from .conversion_page import ConversionPage
from .custom_field import CustomField
from .custom_field_draft import CustomFieldDraft
from .custom_field_type import CustomFieldType
from .custom_fields_settings import CustomFieldsSettings
from .custom_fields_settings_draft import CustomFieldsSettingsDraft
from .custom_fields_settings_draft_schema import CustomFieldsSettingsDraftSchema
from .custom_fields_settings_schema import CustomFieldsSettingsSchema
from .date_order import DateOrder
from .deactivation import Deactivation
from .delivery import Delivery
from .delivery_page import DeliveryPage
from .delivery_state import DeliveryState
from .derived_rebuild import DerivedRebuild
from .derived_rebuild_state import DerivedRebuildState
from .dns_record import DnsRecord
from .duplicate import Duplicate
from .duplicate_page import DuplicatePage
from .duplicate_pair import DuplicatePair
from .duplicate_pair_page import DuplicatePairPage
from .effective_address import EffectiveAddress
from .effective_contact_information import EffectiveContactInformation
from .effective_text import EffectiveText
from .election_criterion import ElectionCriterion
from .email import Email
from .email_body import EmailBody
from .email_body_draft import EmailBodyDraft
from .email_draft import EmailDraft
from .email_sender import EmailSender
from .email_sender_draft import EmailSenderDraft
from .engagement import Engagement
from .engagement_changes import EngagementChanges
from .engagement_draft import EngagementDraft
from .engagement_page import EngagementPage
from .engagement_status import EngagementStatus
from .engagement_type import EngagementType
from .erasure_certificate import ErasureCertificate
from .erasure_certificate_erased import ErasureCertificateErased
from .erasure_certificate_expiring import ErasureCertificateExpiring
from .erasure_certificate_kept import ErasureCertificateKept
from .erasure_certificate_reasons import ErasureCertificateReasons
from .erasure_certificate_redacted import ErasureCertificateRedacted
from .erasure_state import ErasureState
from .event_communication import EventCommunication
from .event_communication_changes import EventCommunicationChanges
from .event_communication_draft import EventCommunicationDraft
from .event_communication_page import EventCommunicationPage
from .event_name import EventName
from .event_type import EventType
from .exclusion import Exclusion
from .exclusion_draft import ExclusionDraft
from .export import Export
from .export_draft import ExportDraft
from .export_of import ExportOf
from .export_state import ExportState
from .exported_answer import ExportedAnswer
from .exported_attachment import ExportedAttachment
from .exported_change import ExportedChange
from .exported_look import ExportedLook
from .exported_message import ExportedMessage
from .field_problem import FieldProblem
from .field_problem_code import FieldProblemCode
from .field_values import FieldValues
from .field_values_draft import FieldValuesDraft
from .file_encoding import FileEncoding
from .file_format import FileFormat
from .file_problem import FileProblem
from .file_warning import FileWarning
from .first_account_draft import FirstAccountDraft
from .first_account_draft_custom import FirstAccountDraftCustom
from .formatting_settings import FormattingSettings
from .formatting_settings_draft import FormattingSettingsDraft
from .formatting_settings_draft_schema import FormattingSettingsDraftSchema
from .formatting_settings_schema import FormattingSettingsSchema
from .group_right import GroupRight
from .groups_settings import GroupsSettings
from .groups_settings_draft import GroupsSettingsDraft
from .groups_settings_draft_schema import GroupsSettingsDraftSchema
from .groups_settings_schema import GroupsSettingsSchema
from .hygiene_task import HygieneTask
from .hygiene_task_changes import HygieneTaskChanges
from .hygiene_task_draft import HygieneTaskDraft
from .hygiene_task_page import HygieneTaskPage
from .identifiers import Identifiers
from .identifiers_changes import IdentifiersChanges
from .identifiers_draft import IdentifiersDraft
from .identity_document import IdentityDocument
from .identity_document_changes import IdentityDocumentChanges
from .identity_document_draft import IdentityDocumentDraft
from .import_ import Import
from .import_changed_cell import ImportChangedCell
from .import_changed_cell_page import ImportChangedCellPage
from .import_draft import ImportDraft
from .import_draft_columns import ImportDraftColumns
from .import_draft_constants import ImportDraftConstants
from .import_draft_opt_outs import ImportDraftOptOuts
from .import_draft_separators import ImportDraftSeparators
from .import_draft_value_maps import ImportDraftValueMaps
from .import_format import ImportFormat
from .import_header import ImportHeader
from .import_left_row import ImportLeftRow
from .import_left_row_page import ImportLeftRowPage
from .import_opt_out import ImportOptOut
from .import_page import ImportPage
from .import_preview import ImportPreview
from .import_preview_columns import ImportPreviewColumns
from .import_preview_constants import ImportPreviewConstants
from .import_preview_draft import ImportPreviewDraft
from .import_preview_draft_columns import ImportPreviewDraftColumns
from .import_preview_draft_constants import ImportPreviewDraftConstants
from .import_preview_draft_opt_outs import ImportPreviewDraftOptOuts
from .import_preview_draft_separators import ImportPreviewDraftSeparators
from .import_preview_draft_value_maps import ImportPreviewDraftValueMaps
from .import_preview_opt_outs import ImportPreviewOptOuts
from .import_preview_separators import ImportPreviewSeparators
from .import_row_error import ImportRowError
from .import_row_error_page import ImportRowErrorPage
from .import_sheet import ImportSheet
from .import_state import ImportState
from .import_undo import ImportUndo
from .import_upload import ImportUpload
from .import_upload_draft import ImportUploadDraft
from .import_upload_headers import ImportUploadHeaders
from .industries_settings import IndustriesSettings
from .industries_settings_draft import IndustriesSettingsDraft
from .industries_settings_draft_schema import IndustriesSettingsDraftSchema
from .industries_settings_schema import IndustriesSettingsSchema
from .information_level import InformationLevel
from .kept_evidence import KeptEvidence
from .kyc import Kyc
from .kyc_allowances import KycAllowances
from .kyc_assignment_choice import KycAssignmentChoice
from .kyc_details import KycDetails
from .kyc_draft import KycDraft
from .kyc_effect import KycEffect
from .kyc_expired_contact import KycExpiredContact
from .kyc_expiry_run import KycExpiryRun
from .kyc_expiry_state import KycExpiryState
from .kyc_field_rule import KycFieldRule
from .kyc_field_rule_draft import KycFieldRuleDraft
from .kyc_history_entry import KycHistoryEntry
from .kyc_history_entry_changes_item import KycHistoryEntryChangesItem
from .kyc_history_entry_page import KycHistoryEntryPage
from .kyc_judgement import KycJudgement
from .kyc_listed_state import KycListedState
from .kyc_page import KycPage
from .kyc_preview import KycPreview
from .kyc_profile import KycProfile
from .kyc_profile_choice_draft import KycProfileChoiceDraft
from .kyc_profile_draft import KycProfileDraft
from .kyc_right import KycRight
from .kyc_settings import KycSettings
from .kyc_settings_draft import KycSettingsDraft
from .kyc_settings_draft_schema import KycSettingsDraftSchema
from .kyc_settings_schema import KycSettingsSchema
from .kyc_standing import KycStanding
from .kyc_state import KycState
from .kyc_terms import KycTerms
from .kyc_terms_draft import KycTermsDraft
from .labelled_address import LabelledAddress
from .labelled_email import LabelledEmail
from .labelled_information import LabelledInformation
from .labelled_phone import LabelledPhone
from .life_cycle_state import LifeCycleState
from .link import Link
from .link_draft import LinkDraft
from .link_draft_answer_type_0 import LinkDraftAnswerType0
from .link_draft_notification_purpose_type_0 import LinkDraftNotificationPurposeType0
from .link_draft_purpose import LinkDraftPurpose
from .link_purpose import LinkPurpose
from .list_associations import ListAssociations
from .list_associations_draft import ListAssociationsDraft
from .list_member import ListMember
from .list_member_page import ListMemberPage
from .list_members_added import ListMembersAdded
from .list_members_draft import ListMembersDraft
from .list_name import ListName
from .listed_contact import ListedContact
from .listed_contact_custom import ListedContactCustom
from .listed_contact_external_ids import ListedContactExternalIds
from .listed_contact_page import ListedContactPage
from .listed_expiry_run import ListedExpiryRun
from .listed_expiry_run_page import ListedExpiryRunPage
from .localization_settings import LocalizationSettings
from .localization_settings_draft import LocalizationSettingsDraft
from .localization_settings_draft_schema import LocalizationSettingsDraftSchema
from .localization_settings_schema import LocalizationSettingsSchema
from .look_action import LookAction
from .mailing_address_changes import MailingAddressChanges
from .mandatory_fields_settings import MandatoryFieldsSettings
from .mandatory_fields_settings_draft import MandatoryFieldsSettingsDraft
from .mandatory_fields_settings_draft_schema import MandatoryFieldsSettingsDraftSchema
from .mandatory_fields_settings_schema import MandatoryFieldsSettingsSchema
from .marketing_cap import MarketingCap
from .marketing_cap_draft import MarketingCapDraft
from .me import Me
from .merge import Merge
from .merge_draft import MergeDraft
from .merge_draft_prefer import MergeDraftPrefer
from .merge_preview import MergePreview
from .merge_preview_moves import MergePreviewMoves
from .merge_result import MergeResult
from .merge_state import MergeState
from .merge_tag import MergeTag
from .merge_tag_page import MergeTagPage
from .merge_undo_draft import MergeUndoDraft
from .merge_undo_draft_assign import MergeUndoDraftAssign
from .merge_undone import MergeUndone
from .missing_reason import MissingReason
from .more_contactable import MoreContactable
from .name_case import NameCase
from .name_day_frequency import NameDayFrequency
from .name_day_mode import NameDayMode
from .name_day_rule import NameDayRule
from .name_day_rule_draft import NameDayRuleDraft
from .name_day_rules import NameDayRules
from .name_day_rules_file import NameDayRulesFile
from .name_day_run import NameDayRun
from .name_day_run_draft import NameDayRunDraft
from .name_day_run_state import NameDayRunState
from .name_days_rules_save_response_200 import NameDaysRulesSaveResponse200
from .name_days_settings import NameDaysSettings
from .name_days_settings_draft import NameDaysSettingsDraft
from .name_days_settings_draft_schema import NameDaysSettingsDraftSchema
from .name_days_settings_schema import NameDaysSettingsSchema
from .name_display_settings import NameDisplaySettings
from .name_display_settings_draft import NameDisplaySettingsDraft
from .name_display_settings_draft_schema import NameDisplaySettingsDraftSchema
from .name_display_settings_schema import NameDisplaySettingsSchema
from .new_secret import NewSecret
from .newly_contactable import NewlyContactable
from .not_criteria import NotCriteria
from .not_duplicate import NotDuplicate
from .not_duplicate_draft import NotDuplicateDraft
from .note import Note
from .note_changes import NoteChanges
from .note_draft import NoteDraft
from .note_page import NotePage
from .notification_run import NotificationRun
from .notification_run_decision import NotificationRunDecision
from .notification_run_decision_page import NotificationRunDecisionPage
from .notification_run_draft import NotificationRunDraft
from .notification_run_draft_origin import NotificationRunDraftOrigin
from .notification_run_skipped_because import NotificationRunSkippedBecause
from .notification_run_state import NotificationRunState
from .notification_run_summary import NotificationRunSummary
from .notification_run_summary_page import NotificationRunSummaryPage
from .notification_schedule import NotificationSchedule
from .notification_schedule_changes import NotificationScheduleChanges
from .notification_schedule_draft import NotificationScheduleDraft
from .notification_schedule_page import NotificationSchedulePage
from .notification_type import NotificationType
from .notification_type_changes import NotificationTypeChanges
from .notification_type_draft import NotificationTypeDraft
from .notification_type_page import NotificationTypePage
from .offboarding import Offboarding
from .offboarding_certificate import OffboardingCertificate
from .offboarding_certificate_handed_over import OffboardingCertificateHandedOver
from .offboarding_certificate_items import OffboardingCertificateItems
from .offboarding_draft import OffboardingDraft
from .offboarding_export import OffboardingExport
from .offboarding_progress import OffboardingProgress
from .offboarding_state import OffboardingState
from .offboarding_step import OffboardingStep
from .on_duplicate import OnDuplicate
from .opportunities_settings import OpportunitiesSettings
from .opportunities_settings_draft import OpportunitiesSettingsDraft
from .opportunities_settings_draft_schema import OpportunitiesSettingsDraftSchema
from .opportunities_settings_schema import OpportunitiesSettingsSchema
from .opportunity import Opportunity
from .opportunity_changes import OpportunityChanges
from .opportunity_contact import OpportunityContact
from .opportunity_count import OpportunityCount
from .opportunity_draft import OpportunityDraft
from .opportunity_order import OpportunityOrder
from .opportunity_outcome import OpportunityOutcome
from .opportunity_page import OpportunityPage
from .page_language import PageLanguage
from .page_text_key import PageTextKey
from .page_text_key_texts import PageTextKeyTexts
from .page_text_keys import PageTextKeys
from .page_texts_settings import PageTextsSettings
from .page_texts_settings_af import PageTextsSettingsAf
from .page_texts_settings_ar import PageTextsSettingsAr
from .page_texts_settings_az import PageTextsSettingsAz
from .page_texts_settings_be import PageTextsSettingsBe
from .page_texts_settings_bg import PageTextsSettingsBg
from .page_texts_settings_bn import PageTextsSettingsBn
from .page_texts_settings_bs import PageTextsSettingsBs
from .page_texts_settings_ca import PageTextsSettingsCa
from .page_texts_settings_cs import PageTextsSettingsCs
from .page_texts_settings_cy import PageTextsSettingsCy
from .page_texts_settings_da import PageTextsSettingsDa
from .page_texts_settings_de import PageTextsSettingsDe
from .page_texts_settings_draft import PageTextsSettingsDraft
from .page_texts_settings_draft_af import PageTextsSettingsDraftAf
from .page_texts_settings_draft_ar import PageTextsSettingsDraftAr
from .page_texts_settings_draft_az import PageTextsSettingsDraftAz
from .page_texts_settings_draft_be import PageTextsSettingsDraftBe
from .page_texts_settings_draft_bg import PageTextsSettingsDraftBg
from .page_texts_settings_draft_bn import PageTextsSettingsDraftBn
from .page_texts_settings_draft_bs import PageTextsSettingsDraftBs
from .page_texts_settings_draft_ca import PageTextsSettingsDraftCa
from .page_texts_settings_draft_cs import PageTextsSettingsDraftCs
from .page_texts_settings_draft_cy import PageTextsSettingsDraftCy
from .page_texts_settings_draft_da import PageTextsSettingsDraftDa
from .page_texts_settings_draft_de import PageTextsSettingsDraftDe
from .page_texts_settings_draft_el import PageTextsSettingsDraftEl
from .page_texts_settings_draft_en import PageTextsSettingsDraftEn
from .page_texts_settings_draft_es import PageTextsSettingsDraftEs
from .page_texts_settings_draft_et import PageTextsSettingsDraftEt
from .page_texts_settings_draft_eu import PageTextsSettingsDraftEu
from .page_texts_settings_draft_fa import PageTextsSettingsDraftFa
from .page_texts_settings_draft_fi import PageTextsSettingsDraftFi
from .page_texts_settings_draft_fr import PageTextsSettingsDraftFr
from .page_texts_settings_draft_ga import PageTextsSettingsDraftGa
from .page_texts_settings_draft_gl import PageTextsSettingsDraftGl
from .page_texts_settings_draft_he import PageTextsSettingsDraftHe
from .page_texts_settings_draft_hi import PageTextsSettingsDraftHi
from .page_texts_settings_draft_hr import PageTextsSettingsDraftHr
from .page_texts_settings_draft_hu import PageTextsSettingsDraftHu
from .page_texts_settings_draft_hy import PageTextsSettingsDraftHy
from .page_texts_settings_draft_id import PageTextsSettingsDraftId
from .page_texts_settings_draft_is import PageTextsSettingsDraftIs
from .page_texts_settings_draft_it import PageTextsSettingsDraftIt
from .page_texts_settings_draft_ja import PageTextsSettingsDraftJa
from .page_texts_settings_draft_ka import PageTextsSettingsDraftKa
from .page_texts_settings_draft_kk import PageTextsSettingsDraftKk
from .page_texts_settings_draft_ko import PageTextsSettingsDraftKo
from .page_texts_settings_draft_ku import PageTextsSettingsDraftKu
from .page_texts_settings_draft_lb import PageTextsSettingsDraftLb
from .page_texts_settings_draft_lt import PageTextsSettingsDraftLt
from .page_texts_settings_draft_lv import PageTextsSettingsDraftLv
from .page_texts_settings_draft_mk import PageTextsSettingsDraftMk
from .page_texts_settings_draft_ms import PageTextsSettingsDraftMs
from .page_texts_settings_draft_mt import PageTextsSettingsDraftMt
from .page_texts_settings_draft_nb import PageTextsSettingsDraftNb
from .page_texts_settings_draft_ne import PageTextsSettingsDraftNe
from .page_texts_settings_draft_nl import PageTextsSettingsDraftNl
from .page_texts_settings_draft_nn import PageTextsSettingsDraftNn
from .page_texts_settings_draft_no import PageTextsSettingsDraftNo
from .page_texts_settings_draft_pa import PageTextsSettingsDraftPa
from .page_texts_settings_draft_pl import PageTextsSettingsDraftPl
from .page_texts_settings_draft_pt import PageTextsSettingsDraftPt
from .page_texts_settings_draft_ro import PageTextsSettingsDraftRo
from .page_texts_settings_draft_ru import PageTextsSettingsDraftRu
from .page_texts_settings_draft_schema import PageTextsSettingsDraftSchema
from .page_texts_settings_draft_si import PageTextsSettingsDraftSi
from .page_texts_settings_draft_sk import PageTextsSettingsDraftSk
from .page_texts_settings_draft_sl import PageTextsSettingsDraftSl
from .page_texts_settings_draft_so import PageTextsSettingsDraftSo
from .page_texts_settings_draft_sq import PageTextsSettingsDraftSq
from .page_texts_settings_draft_sr import PageTextsSettingsDraftSr
from .page_texts_settings_draft_sv import PageTextsSettingsDraftSv
from .page_texts_settings_draft_sw import PageTextsSettingsDraftSw
from .page_texts_settings_draft_ta import PageTextsSettingsDraftTa
from .page_texts_settings_draft_th import PageTextsSettingsDraftTh
from .page_texts_settings_draft_tl import PageTextsSettingsDraftTl
from .page_texts_settings_draft_tr import PageTextsSettingsDraftTr
from .page_texts_settings_draft_uk import PageTextsSettingsDraftUk
from .page_texts_settings_draft_ur import PageTextsSettingsDraftUr
from .page_texts_settings_draft_uz import PageTextsSettingsDraftUz
from .page_texts_settings_draft_vi import PageTextsSettingsDraftVi
from .page_texts_settings_draft_zh import PageTextsSettingsDraftZh
from .page_texts_settings_el import PageTextsSettingsEl
from .page_texts_settings_en import PageTextsSettingsEn
from .page_texts_settings_es import PageTextsSettingsEs
from .page_texts_settings_et import PageTextsSettingsEt
from .page_texts_settings_eu import PageTextsSettingsEu
from .page_texts_settings_fa import PageTextsSettingsFa
from .page_texts_settings_fi import PageTextsSettingsFi
from .page_texts_settings_fr import PageTextsSettingsFr
from .page_texts_settings_ga import PageTextsSettingsGa
from .page_texts_settings_gl import PageTextsSettingsGl
from .page_texts_settings_he import PageTextsSettingsHe
from .page_texts_settings_hi import PageTextsSettingsHi
from .page_texts_settings_hr import PageTextsSettingsHr
from .page_texts_settings_hu import PageTextsSettingsHu
from .page_texts_settings_hy import PageTextsSettingsHy
from .page_texts_settings_id import PageTextsSettingsId
from .page_texts_settings_is import PageTextsSettingsIs
from .page_texts_settings_it import PageTextsSettingsIt
from .page_texts_settings_ja import PageTextsSettingsJa
from .page_texts_settings_ka import PageTextsSettingsKa
from .page_texts_settings_kk import PageTextsSettingsKk
from .page_texts_settings_ko import PageTextsSettingsKo
from .page_texts_settings_ku import PageTextsSettingsKu
from .page_texts_settings_lb import PageTextsSettingsLb
from .page_texts_settings_lt import PageTextsSettingsLt
from .page_texts_settings_lv import PageTextsSettingsLv
from .page_texts_settings_mk import PageTextsSettingsMk
from .page_texts_settings_ms import PageTextsSettingsMs
from .page_texts_settings_mt import PageTextsSettingsMt
from .page_texts_settings_nb import PageTextsSettingsNb
from .page_texts_settings_ne import PageTextsSettingsNe
from .page_texts_settings_nl import PageTextsSettingsNl
from .page_texts_settings_nn import PageTextsSettingsNn
from .page_texts_settings_no import PageTextsSettingsNo
from .page_texts_settings_pa import PageTextsSettingsPa
from .page_texts_settings_pl import PageTextsSettingsPl
from .page_texts_settings_pt import PageTextsSettingsPt
from .page_texts_settings_ro import PageTextsSettingsRo
from .page_texts_settings_ru import PageTextsSettingsRu
from .page_texts_settings_schema import PageTextsSettingsSchema
from .page_texts_settings_si import PageTextsSettingsSi
from .page_texts_settings_sk import PageTextsSettingsSk
from .page_texts_settings_sl import PageTextsSettingsSl
from .page_texts_settings_so import PageTextsSettingsSo
from .page_texts_settings_sq import PageTextsSettingsSq
from .page_texts_settings_sr import PageTextsSettingsSr
from .page_texts_settings_sv import PageTextsSettingsSv
from .page_texts_settings_sw import PageTextsSettingsSw
from .page_texts_settings_ta import PageTextsSettingsTa
from .page_texts_settings_th import PageTextsSettingsTh
from .page_texts_settings_tl import PageTextsSettingsTl
from .page_texts_settings_tr import PageTextsSettingsTr
from .page_texts_settings_uk import PageTextsSettingsUk
from .page_texts_settings_ur import PageTextsSettingsUr
from .page_texts_settings_uz import PageTextsSettingsUz
from .page_texts_settings_vi import PageTextsSettingsVi
from .page_texts_settings_zh import PageTextsSettingsZh
from .passes_over import PassesOver
from .past_consent import PastConsent
from .past_contact import PastContact
from .past_contact_contact import PastContactContact
from .paused_because import PausedBecause
from .permission import Permission
from .permission_answer import PermissionAnswer
from .permission_because import PermissionBecause
from .permission_check_draft import PermissionCheckDraft
from .permission_event import PermissionEvent
from .permission_event_page import PermissionEventPage
from .permission_evidence import PermissionEvidence
from .permission_evidence_draft import PermissionEvidenceDraft
from .permission_through import PermissionThrough
from .permissions import Permissions
from .person_export import PersonExport
from .person_export_accounts_item import PersonExportAccountsItem
from .person_export_consent_events_item import PersonExportConsentEventsItem
from .person_export_consent_evidence_item import PersonExportConsentEvidenceItem
from .person_export_contact import PersonExportContact
from .person_export_conversions_item import PersonExportConversionsItem
from .person_export_email_draft import PersonExportEmailDraft
from .person_export_engagements_item import PersonExportEngagementsItem
from .person_export_file import PersonExportFile
from .person_export_format import PersonExportFormat
from .person_export_notes_item import PersonExportNotesItem
from .person_export_opportunities_item import PersonExportOpportunitiesItem
from .person_export_relations_item import PersonExportRelationsItem
from .person_export_transactions_item import PersonExportTransactionsItem
from .phone import Phone
from .phone_draft import PhoneDraft
from .phone_format import PhoneFormat
from .preferences import Preferences
from .preferences_channels import PreferencesChannels
from .preferences_draft import PreferencesDraft
from .preferences_draft_channels import PreferencesDraftChannels
from .preferences_settings import PreferencesSettings
from .preferences_settings_draft import PreferencesSettingsDraft
from .preferences_settings_draft_schema import PreferencesSettingsDraftSchema
from .preferences_settings_schema import PreferencesSettingsSchema
from .preset_name import PresetName
from .print_batch import PrintBatch
from .print_batch_files import PrintBatchFiles
from .print_batch_page import PrintBatchPage
from .print_body import PrintBody
from .print_body_draft import PrintBodyDraft
from .privacy_condition import PrivacyCondition
from .privacy_condition_draft import PrivacyConditionDraft
from .privacy_levels_settings import PrivacyLevelsSettings
from .privacy_levels_settings_draft import PrivacyLevelsSettingsDraft
from .privacy_levels_settings_draft_schema import PrivacyLevelsSettingsDraftSchema
from .privacy_levels_settings_schema import PrivacyLevelsSettingsSchema
from .privacy_rule import PrivacyRule
from .privacy_rule_draft import PrivacyRuleDraft
from .problem import Problem
from .problem_code import ProblemCode
from .purpose import Purpose
from .quiet_hours import QuietHours
from .quiet_hours_draft import QuietHoursDraft
from .receipt_key import ReceiptKey
from .receipt_keys import ReceiptKeys
from .reconsent_draft import ReconsentDraft
from .reconsent_run import ReconsentRun
from .reconsent_run_state import ReconsentRunState
from .refused_contact import RefusedContact
from .refused_contact_page import RefusedContactPage
from .refused_scope import RefusedScope
from .registered_tenant_changes import RegisteredTenantChanges
from .relation import Relation
from .relation_direction import RelationDirection
from .relation_draft import RelationDraft
from .relation_page import RelationPage
from .resolution_draft import ResolutionDraft
from .resolution_draft_outcome import ResolutionDraftOutcome
from .retention_settings import RetentionSettings
from .retention_settings_draft import RetentionSettingsDraft
from .retention_settings_draft_schema import RetentionSettingsDraftSchema
from .retention_settings_schema import RetentionSettingsSchema
from .rotation_draft import RotationDraft
from .said_through import SaidThrough
from .sector import Sector
from .sector_draft import SectorDraft
from .segment import Segment
from .segment_changes import SegmentChanges
from .segment_count import SegmentCount
from .segment_draft import SegmentDraft
from .segment_member import SegmentMember
from .segment_member_page import SegmentMemberPage
from .segment_of import SegmentOf
from .segment_page import SegmentPage
from .segment_preview import SegmentPreview
from .segment_preview_draft import SegmentPreviewDraft
from .selectable_contact import SelectableContact
from .senders_settings import SendersSettings
from .senders_settings_draft import SendersSettingsDraft
from .senders_settings_draft_schema import SendersSettingsDraftSchema
from .senders_settings_schema import SendersSettingsSchema
from .sending_identity import SendingIdentity
from .sending_identity_draft import SendingIdentityDraft
from .sending_identity_page import SendingIdentityPage
from .sending_identity_state import SendingIdentityState
from .settings_read_section import SettingsReadSection
from .settings_save_section import SettingsSaveSection
from .shared_account import SharedAccount
from .shared_person import SharedPerson
from .shared_person_page import SharedPersonPage
from .skip_reason import SkipReason
from .sms_body import SmsBody
from .sms_body_draft import SmsBodyDraft
from .sms_sender import SmsSender
from .sms_sender_draft import SmsSenderDraft
from .stored_chained_entry import StoredChainedEntry
from .stored_opportunity import StoredOpportunity
from .suppression_entries_draft import SuppressionEntriesDraft
from .suppression_entry import SuppressionEntry
from .suppression_entry_draft import SuppressionEntryDraft
from .suppression_entry_kind import SuppressionEntryKind
from .suppression_entry_page import SuppressionEntryPage
from .suppression_list import SuppressionList
from .suppression_list_changes import SuppressionListChanges
from .suppression_list_count import SuppressionListCount
from .suppression_list_draft import SuppressionListDraft
from .suppression_list_page import SuppressionListPage
from .sync_change import SyncChange
from .sync_change_page import SyncChangePage
from .sync_full_because import SyncFullBecause
from .sync_large_group import SyncLargeGroup
from .sync_left_out_because import SyncLeftOutBecause
from .sync_left_out_person import SyncLeftOutPerson
from .sync_left_out_person_page import SyncLeftOutPersonPage
from .sync_match_on import SyncMatchOn
from .sync_mode import SyncMode
from .sync_refusal import SyncRefusal
from .sync_refusal_page import SyncRefusalPage
from .sync_run import SyncRun
from .sync_run_accounts import SyncRunAccounts
from .sync_run_draft import SyncRunDraft
from .sync_run_page import SyncRunPage
from .sync_run_state import SyncRunState
from .sync_run_unknown_stages import SyncRunUnknownStages
from .sync_settings import SyncSettings
from .sync_settings_draft import SyncSettingsDraft
from .sync_settings_draft_stage_mapping import SyncSettingsDraftStageMapping
from .sync_settings_draft_stage_mapping_additional_property import SyncSettingsDraftStageMappingAdditionalProperty
from .sync_settings_stage_mapping import SyncSettingsStageMapping
from .sync_settings_stage_mapping_additional_property import SyncSettingsStageMappingAdditionalProperty
from .sync_vocabulary import SyncVocabulary
from .template import Template
from .template_changes import TemplateChanges
from .template_changes_defaults_type_0 import TemplateChangesDefaultsType0
from .template_changes_languages_type_0 import TemplateChangesLanguagesType0
from .template_defaults import TemplateDefaults
from .template_draft import TemplateDraft
from .template_draft_defaults import TemplateDraftDefaults
from .template_draft_languages import TemplateDraftLanguages
from .template_languages import TemplateLanguages
from .template_page import TemplatePage
from .template_preview import TemplatePreview
from .template_preview_draft import TemplatePreviewDraft
from .template_preview_levels import TemplatePreviewLevels
from .template_test_send import TemplateTestSend
from .template_test_send_draft import TemplateTestSendDraft
from .tenant import Tenant
from .tenant_changes import TenantChanges
from .tenant_draft import TenantDraft
from .tenant_page import TenantPage
from .timeline_item import TimelineItem
from .timeline_item_page import TimelineItemPage
from .timeline_kind import TimelineKind
from .transaction import Transaction
from .transaction_draft import TransactionDraft
from .transaction_page import TransactionPage
from .type_definition import TypeDefinition
from .type_definition_draft import TypeDefinitionDraft
from .types_settings import TypesSettings
from .types_settings_draft import TypesSettingsDraft
from .types_settings_draft_schema import TypesSettingsDraftSchema
from .types_settings_schema import TypesSettingsSchema
from .uniqueness_build import UniquenessBuild
from .uniqueness_build_state import UniquenessBuildState
from .uniqueness_draft import UniquenessDraft
from .uniqueness_preview import UniquenessPreview
from .uniqueness_settings import UniquenessSettings
from .uniqueness_settings_draft import UniquenessSettingsDraft
from .uniqueness_settings_draft_schema import UniquenessSettingsDraftSchema
from .uniqueness_settings_schema import UniquenessSettingsSchema
from .uniqueness_violation import UniquenessViolation
from .uniqueness_violation_page import UniquenessViolationPage
from .webhook import Webhook
from .webhook_changes import WebhookChanges
from .webhook_draft import WebhookDraft
from .webhook_page import WebhookPage
from .webhook_state import WebhookState
""".strip().splitlines()
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(_MODULES[name], __name__), name)
