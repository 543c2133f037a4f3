"""Every operation of the API by its id. An operation is imported when it is used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api.accounts.accounts_change import accounts_change as accounts_change
    from .api.accounts.accounts_delete import accounts_delete as accounts_delete
    from .api.accounts.accounts_read import accounts_read as accounts_read
    from .api.accounts.accounts_transactions_create import accounts_transactions_create as accounts_transactions_create
    from .api.accounts.accounts_transactions_list import accounts_transactions_list as accounts_transactions_list
    from .api.accounts.contacts_accounts_create import contacts_accounts_create as contacts_accounts_create
    from .api.accounts.contacts_accounts_list import contacts_accounts_list as contacts_accounts_list
    from .api.accounts.contacts_contact_information_read import (
        contacts_contact_information_read as contacts_contact_information_read,
    )
    from .api.accounts.suspense_account_transactions_list import (
        suspense_account_transactions_list as suspense_account_transactions_list,
    )
    from .api.addresses.contacts_addresses_activate import contacts_addresses_activate as contacts_addresses_activate
    from .api.addresses.contacts_addresses_change import contacts_addresses_change as contacts_addresses_change
    from .api.addresses.contacts_addresses_create import contacts_addresses_create as contacts_addresses_create
    from .api.addresses.contacts_addresses_deactivate import contacts_addresses_deactivate as contacts_addresses_deactivate
    from .api.addresses.contacts_addresses_delete import contacts_addresses_delete as contacts_addresses_delete
    from .api.addresses.contacts_addresses_list import contacts_addresses_list as contacts_addresses_list
    from .api.addresses.contacts_addresses_make_primary import contacts_addresses_make_primary as contacts_addresses_make_primary
    from .api.addresses.contacts_addresses_read import contacts_addresses_read as contacts_addresses_read
    from .api.attachments.attachments_create import attachments_create as attachments_create
    from .api.attachments.attachments_delete import attachments_delete as attachments_delete
    from .api.attachments.attachments_list import attachments_list as attachments_list
    from .api.attachments.attachments_read import attachments_read as attachments_read
    from .api.attachments.contacts_attachments_create import contacts_attachments_create as contacts_attachments_create
    from .api.attachments.contacts_attachments_delete import contacts_attachments_delete as contacts_attachments_delete
    from .api.attachments.contacts_attachments_list import contacts_attachments_list as contacts_attachments_list
    from .api.attachments.contacts_attachments_read import contacts_attachments_read as contacts_attachments_read
    from .api.bulk_changes.bulk_changes_cancel import bulk_changes_cancel as bulk_changes_cancel
    from .api.bulk_changes.bulk_changes_list import bulk_changes_list as bulk_changes_list
    from .api.bulk_changes.bulk_changes_read import bulk_changes_read as bulk_changes_read
    from .api.bulk_changes.bulk_changes_refused_list import bulk_changes_refused_list as bulk_changes_refused_list
    from .api.bulk_changes.contacts_bulk_changes_start import contacts_bulk_changes_start as contacts_bulk_changes_start
    from .api.communications.communications_cancel import communications_cancel as communications_cancel
    from .api.communications.communications_change import communications_change as communications_change
    from .api.communications.communications_count import communications_count as communications_count
    from .api.communications.communications_delete import communications_delete as communications_delete
    from .api.communications.communications_list import communications_list as communications_list
    from .api.communications.communications_read import communications_read as communications_read
    from .api.communications.communications_resolve import communications_resolve as communications_resolve
    from .api.communications.contacts_communications_create import (
        contacts_communications_create as contacts_communications_create,
    )
    from .api.communications.contacts_communications_list import contacts_communications_list as contacts_communications_list
    from .api.consent.consent_receipt_keys_read import consent_receipt_keys_read as consent_receipt_keys_read
    from .api.consent.consent_reconsent_runs_read import consent_reconsent_runs_read as consent_reconsent_runs_read
    from .api.consent.consent_reconsent_runs_refused_list import (
        consent_reconsent_runs_refused_list as consent_reconsent_runs_refused_list,
    )
    from .api.consent.consent_require_reconsent import consent_require_reconsent as consent_require_reconsent
    from .api.consent.contacts_consent_evidence_list import contacts_consent_evidence_list as contacts_consent_evidence_list
    from .api.consent.contacts_consent_history_list import contacts_consent_history_list as contacts_consent_history_list
    from .api.consent.contacts_consent_read import contacts_consent_read as contacts_consent_read
    from .api.consent.contacts_consent_receipts_read import contacts_consent_receipts_read as contacts_consent_receipts_read
    from .api.consent.contacts_consent_save import contacts_consent_save as contacts_consent_save
    from .api.contacts.contacts_by_external_id_read import contacts_by_external_id_read as contacts_by_external_id_read
    from .api.contacts.contacts_by_external_id_save import contacts_by_external_id_save as contacts_by_external_id_save
    from .api.contacts.contacts_change import contacts_change as contacts_change
    from .api.contacts.contacts_count import contacts_count as contacts_count
    from .api.contacts.contacts_create import contacts_create as contacts_create
    from .api.contacts.contacts_delete import contacts_delete as contacts_delete
    from .api.contacts.contacts_list import contacts_list as contacts_list
    from .api.contacts.contacts_read import contacts_read as contacts_read
    from .api.contacts.contacts_timeline_list import contacts_timeline_list as contacts_timeline_list
    from .api.conversions.contacts_conversions_create import contacts_conversions_create as contacts_conversions_create
    from .api.conversions.contacts_conversions_list import contacts_conversions_list as contacts_conversions_list
    from .api.data_protection.anonymization_runs_contacts_list import (
        anonymization_runs_contacts_list as anonymization_runs_contacts_list,
    )
    from .api.data_protection.anonymization_runs_read import anonymization_runs_read as anonymization_runs_read
    from .api.data_protection.anonymization_runs_refused_list import (
        anonymization_runs_refused_list as anonymization_runs_refused_list,
    )
    from .api.data_protection.anonymization_runs_start import anonymization_runs_start as anonymization_runs_start
    from .api.data_protection.audit_list import audit_list as audit_list
    from .api.data_protection.contacts_anonymization_check_read import (
        contacts_anonymization_check_read as contacts_anonymization_check_read,
    )
    from .api.data_protection.contacts_anonymize import contacts_anonymize as contacts_anonymize
    from .api.data_protection.contacts_audit_chain_read import contacts_audit_chain_read as contacts_audit_chain_read
    from .api.data_protection.contacts_audit_list import contacts_audit_list as contacts_audit_list
    from .api.data_protection.contacts_audit_verify_read import contacts_audit_verify_read as contacts_audit_verify_read
    from .api.data_protection.contacts_erasure_certificate_read import (
        contacts_erasure_certificate_read as contacts_erasure_certificate_read,
    )
    from .api.data_protection.contacts_export_email import contacts_export_email as contacts_export_email
    from .api.data_protection.contacts_export_read import contacts_export_read as contacts_export_read
    from .api.engagements.contacts_engagements_change import contacts_engagements_change as contacts_engagements_change
    from .api.engagements.contacts_engagements_create import contacts_engagements_create as contacts_engagements_create
    from .api.engagements.contacts_engagements_list import contacts_engagements_list as contacts_engagements_list
    from .api.engagements.contacts_engagements_read import contacts_engagements_read as contacts_engagements_read
    from .api.event_communications.event_communications_change import event_communications_change as event_communications_change
    from .api.event_communications.event_communications_create import event_communications_create as event_communications_create
    from .api.event_communications.event_communications_delete import event_communications_delete as event_communications_delete
    from .api.event_communications.event_communications_list import event_communications_list as event_communications_list
    from .api.event_communications.event_communications_read import event_communications_read as event_communications_read
    from .api.exports.exports_read import exports_read as exports_read
    from .api.exports.exports_start import exports_start as exports_start
    from .api.hygiene_tasks.hygiene_tasks_change import hygiene_tasks_change as hygiene_tasks_change
    from .api.hygiene_tasks.hygiene_tasks_create import hygiene_tasks_create as hygiene_tasks_create
    from .api.hygiene_tasks.hygiene_tasks_delete import hygiene_tasks_delete as hygiene_tasks_delete
    from .api.hygiene_tasks.hygiene_tasks_list import hygiene_tasks_list as hygiene_tasks_list
    from .api.hygiene_tasks.hygiene_tasks_read import hygiene_tasks_read as hygiene_tasks_read
    from .api.hygiene_tasks.hygiene_tasks_runs_list import hygiene_tasks_runs_list as hygiene_tasks_runs_list
    from .api.imports.imports_cancel import imports_cancel as imports_cancel
    from .api.imports.imports_changes_list import imports_changes_list as imports_changes_list
    from .api.imports.imports_errors_list import imports_errors_list as imports_errors_list
    from .api.imports.imports_left_list import imports_left_list as imports_left_list
    from .api.imports.imports_list import imports_list as imports_list
    from .api.imports.imports_preview import imports_preview as imports_preview
    from .api.imports.imports_read import imports_read as imports_read
    from .api.imports.imports_start import imports_start as imports_start
    from .api.imports.imports_template_read import imports_template_read as imports_template_read
    from .api.imports.imports_undo import imports_undo as imports_undo
    from .api.imports.imports_uploads_create import imports_uploads_create as imports_uploads_create
    from .api.imports.imports_uploads_read import imports_uploads_read as imports_uploads_read
    from .api.kyc.contacts_kyc_allowances_read import contacts_kyc_allowances_read as contacts_kyc_allowances_read
    from .api.kyc.contacts_kyc_assign import contacts_kyc_assign as contacts_kyc_assign
    from .api.kyc.contacts_kyc_change import contacts_kyc_change as contacts_kyc_change
    from .api.kyc.contacts_kyc_history_list import contacts_kyc_history_list as contacts_kyc_history_list
    from .api.kyc.contacts_kyc_read import contacts_kyc_read as contacts_kyc_read
    from .api.kyc.contacts_kyc_refute import contacts_kyc_refute as contacts_kyc_refute
    from .api.kyc.contacts_kyc_verify import contacts_kyc_verify as contacts_kyc_verify
    from .api.kyc.kyc_above_maximum_list import kyc_above_maximum_list as kyc_above_maximum_list
    from .api.kyc.kyc_expiring_list import kyc_expiring_list as kyc_expiring_list
    from .api.kyc.kyc_expiry_runs_list import kyc_expiry_runs_list as kyc_expiry_runs_list
    from .api.kyc.kyc_expiry_runs_read import kyc_expiry_runs_read as kyc_expiry_runs_read
    from .api.kyc.kyc_profiles_list import kyc_profiles_list as kyc_profiles_list
    from .api.links.contacts_links_create import contacts_links_create as contacts_links_create
    from .api.lists.contacts_lists_read import contacts_lists_read as contacts_lists_read
    from .api.lists.contacts_lists_save import contacts_lists_save as contacts_lists_save
    from .api.lists.lists_change import lists_change as lists_change
    from .api.lists.lists_contacts_add import lists_contacts_add as lists_contacts_add
    from .api.lists.lists_contacts_delete import lists_contacts_delete as lists_contacts_delete
    from .api.lists.lists_contacts_list import lists_contacts_list as lists_contacts_list
    from .api.lists.lists_create import lists_create as lists_create
    from .api.lists.lists_delete import lists_delete as lists_delete
    from .api.lists.lists_list import lists_list as lists_list
    from .api.lists.lists_read import lists_read as lists_read
    from .api.me.me_read import me_read as me_read
    from .api.merges.contacts_duplicates_list import contacts_duplicates_list as contacts_duplicates_list
    from .api.merges.contacts_merge import contacts_merge as contacts_merge
    from .api.merges.contacts_merge_preview import contacts_merge_preview as contacts_merge_preview
    from .api.merges.contacts_not_duplicate import contacts_not_duplicate as contacts_not_duplicate
    from .api.merges.duplicates_list import duplicates_list as duplicates_list
    from .api.merges.merges_read import merges_read as merges_read
    from .api.merges.merges_undo import merges_undo as merges_undo
    from .api.name_days.name_days_rules_read import name_days_rules_read as name_days_rules_read
    from .api.name_days.name_days_rules_save import name_days_rules_save as name_days_rules_save
    from .api.name_days.name_days_runs_read import name_days_runs_read as name_days_runs_read
    from .api.name_days.name_days_runs_refused_list import name_days_runs_refused_list as name_days_runs_refused_list
    from .api.name_days.name_days_runs_start import name_days_runs_start as name_days_runs_start
    from .api.name_days.name_days_starter_set_read import name_days_starter_set_read as name_days_starter_set_read
    from .api.notes.contacts_notes_change import contacts_notes_change as contacts_notes_change
    from .api.notes.contacts_notes_create import contacts_notes_create as contacts_notes_create
    from .api.notes.contacts_notes_delete import contacts_notes_delete as contacts_notes_delete
    from .api.notes.contacts_notes_list import contacts_notes_list as contacts_notes_list
    from .api.notes.contacts_notes_read import contacts_notes_read as contacts_notes_read
    from .api.notification_runs.notification_runs_cancel import notification_runs_cancel as notification_runs_cancel
    from .api.notification_runs.notification_runs_decisions_list import (
        notification_runs_decisions_list as notification_runs_decisions_list,
    )
    from .api.notification_runs.notification_runs_list import notification_runs_list as notification_runs_list
    from .api.notification_runs.notification_runs_read import notification_runs_read as notification_runs_read
    from .api.notification_runs.notification_runs_start import notification_runs_start as notification_runs_start
    from .api.notification_schedules.notification_schedules_change import (
        notification_schedules_change as notification_schedules_change,
    )
    from .api.notification_schedules.notification_schedules_create import (
        notification_schedules_create as notification_schedules_create,
    )
    from .api.notification_schedules.notification_schedules_delete import (
        notification_schedules_delete as notification_schedules_delete,
    )
    from .api.notification_schedules.notification_schedules_list import notification_schedules_list as notification_schedules_list
    from .api.notification_schedules.notification_schedules_read import notification_schedules_read as notification_schedules_read
    from .api.notification_types.notification_types_change import notification_types_change as notification_types_change
    from .api.notification_types.notification_types_create import notification_types_create as notification_types_create
    from .api.notification_types.notification_types_delete import notification_types_delete as notification_types_delete
    from .api.notification_types.notification_types_list import notification_types_list as notification_types_list
    from .api.notification_types.notification_types_read import notification_types_read as notification_types_read
    from .api.opportunities.contacts_opportunities_change import contacts_opportunities_change as contacts_opportunities_change
    from .api.opportunities.contacts_opportunities_create import contacts_opportunities_create as contacts_opportunities_create
    from .api.opportunities.contacts_opportunities_delete import contacts_opportunities_delete as contacts_opportunities_delete
    from .api.opportunities.contacts_opportunities_list import contacts_opportunities_list as contacts_opportunities_list
    from .api.opportunities.contacts_opportunities_read import contacts_opportunities_read as contacts_opportunities_read
    from .api.opportunities.opportunities_count import opportunities_count as opportunities_count
    from .api.opportunities.opportunities_list import opportunities_list as opportunities_list
    from .api.permissions.contacts_permissions_history_list import (
        contacts_permissions_history_list as contacts_permissions_history_list,
    )
    from .api.permissions.contacts_permissions_read import contacts_permissions_read as contacts_permissions_read
    from .api.permissions.permissions_check import permissions_check as permissions_check
    from .api.preferences.contacts_preferences_read import contacts_preferences_read as contacts_preferences_read
    from .api.preferences.contacts_preferences_save import contacts_preferences_save as contacts_preferences_save
    from .api.print_batches.print_batches_list import print_batches_list as print_batches_list
    from .api.print_batches.print_batches_read import print_batches_read as print_batches_read
    from .api.relations.contacts_relations_create import contacts_relations_create as contacts_relations_create
    from .api.relations.contacts_relations_delete import contacts_relations_delete as contacts_relations_delete
    from .api.relations.contacts_relations_list import contacts_relations_list as contacts_relations_list
    from .api.relations.contacts_relations_read import contacts_relations_read as contacts_relations_read
    from .api.segments.segments_change import segments_change as segments_change
    from .api.segments.segments_contacts_list import segments_contacts_list as segments_contacts_list
    from .api.segments.segments_count import segments_count as segments_count
    from .api.segments.segments_create import segments_create as segments_create
    from .api.segments.segments_delete import segments_delete as segments_delete
    from .api.segments.segments_list import segments_list as segments_list
    from .api.segments.segments_preview import segments_preview as segments_preview
    from .api.segments.segments_read import segments_read as segments_read
    from .api.settings.sending_identities_create import sending_identities_create as sending_identities_create
    from .api.settings.sending_identities_delete import sending_identities_delete as sending_identities_delete
    from .api.settings.sending_identities_list import sending_identities_list as sending_identities_list
    from .api.settings.sending_identities_read import sending_identities_read as sending_identities_read
    from .api.settings.settings_derived_rebuilds_read import settings_derived_rebuilds_read as settings_derived_rebuilds_read
    from .api.settings.settings_derived_rebuilds_start import settings_derived_rebuilds_start as settings_derived_rebuilds_start
    from .api.settings.settings_kyc_preview import settings_kyc_preview as settings_kyc_preview
    from .api.settings.settings_page_texts_keys_read import settings_page_texts_keys_read as settings_page_texts_keys_read
    from .api.settings.settings_read import settings_read as settings_read
    from .api.settings.settings_save import settings_save as settings_save
    from .api.settings.settings_uniqueness_build_read import settings_uniqueness_build_read as settings_uniqueness_build_read
    from .api.settings.settings_uniqueness_preview import settings_uniqueness_preview as settings_uniqueness_preview
    from .api.settings.settings_uniqueness_violations_list import (
        settings_uniqueness_violations_list as settings_uniqueness_violations_list,
    )
    from .api.suppression_lists.suppression_lists_change import suppression_lists_change as suppression_lists_change
    from .api.suppression_lists.suppression_lists_count import suppression_lists_count as suppression_lists_count
    from .api.suppression_lists.suppression_lists_create import suppression_lists_create as suppression_lists_create
    from .api.suppression_lists.suppression_lists_delete import suppression_lists_delete as suppression_lists_delete
    from .api.suppression_lists.suppression_lists_entries_add import (
        suppression_lists_entries_add as suppression_lists_entries_add,
    )
    from .api.suppression_lists.suppression_lists_entries_delete import (
        suppression_lists_entries_delete as suppression_lists_entries_delete,
    )
    from .api.suppression_lists.suppression_lists_entries_list import (
        suppression_lists_entries_list as suppression_lists_entries_list,
    )
    from .api.suppression_lists.suppression_lists_list import suppression_lists_list as suppression_lists_list
    from .api.suppression_lists.suppression_lists_read import suppression_lists_read as suppression_lists_read
    from .api.templates.merge_tags_list import merge_tags_list as merge_tags_list
    from .api.templates.templates_change import templates_change as templates_change
    from .api.templates.templates_create import templates_create as templates_create
    from .api.templates.templates_delete import templates_delete as templates_delete
    from .api.templates.templates_list import templates_list as templates_list
    from .api.templates.templates_preview import templates_preview as templates_preview
    from .api.templates.templates_read import templates_read as templates_read
    from .api.templates.templates_test_send import templates_test_send as templates_test_send
    from .api.tenant_group.tenant_group_left_out_delete import tenant_group_left_out_delete as tenant_group_left_out_delete
    from .api.tenant_group.tenant_group_left_out_list import tenant_group_left_out_list as tenant_group_left_out_list
    from .api.tenant_group.tenant_group_shared_contacts_list import (
        tenant_group_shared_contacts_list as tenant_group_shared_contacts_list,
    )
    from .api.tenant_group.tenant_group_sync_runs_changes_list import (
        tenant_group_sync_runs_changes_list as tenant_group_sync_runs_changes_list,
    )
    from .api.tenant_group.tenant_group_sync_runs_list import tenant_group_sync_runs_list as tenant_group_sync_runs_list
    from .api.tenant_group.tenant_group_sync_runs_read import tenant_group_sync_runs_read as tenant_group_sync_runs_read
    from .api.tenant_group.tenant_group_sync_runs_refused_list import (
        tenant_group_sync_runs_refused_list as tenant_group_sync_runs_refused_list,
    )
    from .api.tenant_group.tenant_group_sync_runs_start import tenant_group_sync_runs_start as tenant_group_sync_runs_start
    from .api.tenant_group.tenant_group_sync_settings_read import (
        tenant_group_sync_settings_read as tenant_group_sync_settings_read,
    )
    from .api.tenant_group.tenant_group_sync_settings_save import (
        tenant_group_sync_settings_save as tenant_group_sync_settings_save,
    )
    from .api.tenants.tenant_change import tenant_change as tenant_change
    from .api.tenants.tenant_read import tenant_read as tenant_read
    from .api.tenants.tenants_change import tenants_change as tenants_change
    from .api.tenants.tenants_create import tenants_create as tenants_create
    from .api.tenants.tenants_list import tenants_list as tenants_list
    from .api.tenants.tenants_offboarding_delete import tenants_offboarding_delete as tenants_offboarding_delete
    from .api.tenants.tenants_offboarding_read import tenants_offboarding_read as tenants_offboarding_read
    from .api.tenants.tenants_offboarding_start import tenants_offboarding_start as tenants_offboarding_start
    from .api.tenants.tenants_read import tenants_read as tenants_read
    from .api.webhooks.events_list import events_list as events_list
    from .api.webhooks.webhooks_change import webhooks_change as webhooks_change
    from .api.webhooks.webhooks_create import webhooks_create as webhooks_create
    from .api.webhooks.webhooks_delete import webhooks_delete as webhooks_delete
    from .api.webhooks.webhooks_deliveries_list import webhooks_deliveries_list as webhooks_deliveries_list
    from .api.webhooks.webhooks_deliveries_read import webhooks_deliveries_read as webhooks_deliveries_read
    from .api.webhooks.webhooks_deliveries_retry import webhooks_deliveries_retry as webhooks_deliveries_retry
    from .api.webhooks.webhooks_list import webhooks_list as webhooks_list
    from .api.webhooks.webhooks_read import webhooks_read as webhooks_read
    from .api.webhooks.webhooks_rotate_secret import webhooks_rotate_secret as webhooks_rotate_secret
    from .api.webhooks.webhooks_verify import webhooks_verify as webhooks_verify

_TAGS = {
    "accounts_change": "accounts",
    "accounts_delete": "accounts",
    "accounts_read": "accounts",
    "accounts_transactions_create": "accounts",
    "accounts_transactions_list": "accounts",
    "anonymization_runs_contacts_list": "data_protection",
    "anonymization_runs_read": "data_protection",
    "anonymization_runs_refused_list": "data_protection",
    "anonymization_runs_start": "data_protection",
    "attachments_create": "attachments",
    "attachments_delete": "attachments",
    "attachments_list": "attachments",
    "attachments_read": "attachments",
    "audit_list": "data_protection",
    "bulk_changes_cancel": "bulk_changes",
    "bulk_changes_list": "bulk_changes",
    "bulk_changes_read": "bulk_changes",
    "bulk_changes_refused_list": "bulk_changes",
    "communications_cancel": "communications",
    "communications_change": "communications",
    "communications_count": "communications",
    "communications_delete": "communications",
    "communications_list": "communications",
    "communications_read": "communications",
    "communications_resolve": "communications",
    "consent_receipt_keys_read": "consent",
    "consent_reconsent_runs_read": "consent",
    "consent_reconsent_runs_refused_list": "consent",
    "consent_require_reconsent": "consent",
    "contacts_accounts_create": "accounts",
    "contacts_accounts_list": "accounts",
    "contacts_addresses_activate": "addresses",
    "contacts_addresses_change": "addresses",
    "contacts_addresses_create": "addresses",
    "contacts_addresses_deactivate": "addresses",
    "contacts_addresses_delete": "addresses",
    "contacts_addresses_list": "addresses",
    "contacts_addresses_make_primary": "addresses",
    "contacts_addresses_read": "addresses",
    "contacts_anonymization_check_read": "data_protection",
    "contacts_anonymize": "data_protection",
    "contacts_attachments_create": "attachments",
    "contacts_attachments_delete": "attachments",
    "contacts_attachments_list": "attachments",
    "contacts_attachments_read": "attachments",
    "contacts_audit_chain_read": "data_protection",
    "contacts_audit_list": "data_protection",
    "contacts_audit_verify_read": "data_protection",
    "contacts_bulk_changes_start": "bulk_changes",
    "contacts_by_external_id_read": "contacts",
    "contacts_by_external_id_save": "contacts",
    "contacts_change": "contacts",
    "contacts_communications_create": "communications",
    "contacts_communications_list": "communications",
    "contacts_consent_evidence_list": "consent",
    "contacts_consent_history_list": "consent",
    "contacts_consent_read": "consent",
    "contacts_consent_receipts_read": "consent",
    "contacts_consent_save": "consent",
    "contacts_contact_information_read": "accounts",
    "contacts_conversions_create": "conversions",
    "contacts_conversions_list": "conversions",
    "contacts_count": "contacts",
    "contacts_create": "contacts",
    "contacts_delete": "contacts",
    "contacts_duplicates_list": "merges",
    "contacts_engagements_change": "engagements",
    "contacts_engagements_create": "engagements",
    "contacts_engagements_list": "engagements",
    "contacts_engagements_read": "engagements",
    "contacts_erasure_certificate_read": "data_protection",
    "contacts_export_email": "data_protection",
    "contacts_export_read": "data_protection",
    "contacts_kyc_allowances_read": "kyc",
    "contacts_kyc_assign": "kyc",
    "contacts_kyc_change": "kyc",
    "contacts_kyc_history_list": "kyc",
    "contacts_kyc_read": "kyc",
    "contacts_kyc_refute": "kyc",
    "contacts_kyc_verify": "kyc",
    "contacts_links_create": "links",
    "contacts_list": "contacts",
    "contacts_lists_read": "lists",
    "contacts_lists_save": "lists",
    "contacts_merge": "merges",
    "contacts_merge_preview": "merges",
    "contacts_not_duplicate": "merges",
    "contacts_notes_change": "notes",
    "contacts_notes_create": "notes",
    "contacts_notes_delete": "notes",
    "contacts_notes_list": "notes",
    "contacts_notes_read": "notes",
    "contacts_opportunities_change": "opportunities",
    "contacts_opportunities_create": "opportunities",
    "contacts_opportunities_delete": "opportunities",
    "contacts_opportunities_list": "opportunities",
    "contacts_opportunities_read": "opportunities",
    "contacts_permissions_history_list": "permissions",
    "contacts_permissions_read": "permissions",
    "contacts_preferences_read": "preferences",
    "contacts_preferences_save": "preferences",
    "contacts_read": "contacts",
    "contacts_relations_create": "relations",
    "contacts_relations_delete": "relations",
    "contacts_relations_list": "relations",
    "contacts_relations_read": "relations",
    "contacts_timeline_list": "contacts",
    "duplicates_list": "merges",
    "event_communications_change": "event_communications",
    "event_communications_create": "event_communications",
    "event_communications_delete": "event_communications",
    "event_communications_list": "event_communications",
    "event_communications_read": "event_communications",
    "events_list": "webhooks",
    "exports_read": "exports",
    "exports_start": "exports",
    "hygiene_tasks_change": "hygiene_tasks",
    "hygiene_tasks_create": "hygiene_tasks",
    "hygiene_tasks_delete": "hygiene_tasks",
    "hygiene_tasks_list": "hygiene_tasks",
    "hygiene_tasks_read": "hygiene_tasks",
    "hygiene_tasks_runs_list": "hygiene_tasks",
    "imports_cancel": "imports",
    "imports_changes_list": "imports",
    "imports_errors_list": "imports",
    "imports_left_list": "imports",
    "imports_list": "imports",
    "imports_preview": "imports",
    "imports_read": "imports",
    "imports_start": "imports",
    "imports_template_read": "imports",
    "imports_undo": "imports",
    "imports_uploads_create": "imports",
    "imports_uploads_read": "imports",
    "kyc_above_maximum_list": "kyc",
    "kyc_expiring_list": "kyc",
    "kyc_expiry_runs_list": "kyc",
    "kyc_expiry_runs_read": "kyc",
    "kyc_profiles_list": "kyc",
    "lists_change": "lists",
    "lists_contacts_add": "lists",
    "lists_contacts_delete": "lists",
    "lists_contacts_list": "lists",
    "lists_create": "lists",
    "lists_delete": "lists",
    "lists_list": "lists",
    "lists_read": "lists",
    "me_read": "me",
    "merge_tags_list": "templates",
    "merges_read": "merges",
    "merges_undo": "merges",
    "name_days_rules_read": "name_days",
    "name_days_rules_save": "name_days",
    "name_days_runs_read": "name_days",
    "name_days_runs_refused_list": "name_days",
    "name_days_runs_start": "name_days",
    "name_days_starter_set_read": "name_days",
    "notification_runs_cancel": "notification_runs",
    "notification_runs_decisions_list": "notification_runs",
    "notification_runs_list": "notification_runs",
    "notification_runs_read": "notification_runs",
    "notification_runs_start": "notification_runs",
    "notification_schedules_change": "notification_schedules",
    "notification_schedules_create": "notification_schedules",
    "notification_schedules_delete": "notification_schedules",
    "notification_schedules_list": "notification_schedules",
    "notification_schedules_read": "notification_schedules",
    "notification_types_change": "notification_types",
    "notification_types_create": "notification_types",
    "notification_types_delete": "notification_types",
    "notification_types_list": "notification_types",
    "notification_types_read": "notification_types",
    "opportunities_count": "opportunities",
    "opportunities_list": "opportunities",
    "permissions_check": "permissions",
    "print_batches_list": "print_batches",
    "print_batches_read": "print_batches",
    "segments_change": "segments",
    "segments_contacts_list": "segments",
    "segments_count": "segments",
    "segments_create": "segments",
    "segments_delete": "segments",
    "segments_list": "segments",
    "segments_preview": "segments",
    "segments_read": "segments",
    "sending_identities_create": "settings",
    "sending_identities_delete": "settings",
    "sending_identities_list": "settings",
    "sending_identities_read": "settings",
    "settings_derived_rebuilds_read": "settings",
    "settings_derived_rebuilds_start": "settings",
    "settings_kyc_preview": "settings",
    "settings_page_texts_keys_read": "settings",
    "settings_read": "settings",
    "settings_save": "settings",
    "settings_uniqueness_build_read": "settings",
    "settings_uniqueness_preview": "settings",
    "settings_uniqueness_violations_list": "settings",
    "suppression_lists_change": "suppression_lists",
    "suppression_lists_count": "suppression_lists",
    "suppression_lists_create": "suppression_lists",
    "suppression_lists_delete": "suppression_lists",
    "suppression_lists_entries_add": "suppression_lists",
    "suppression_lists_entries_delete": "suppression_lists",
    "suppression_lists_entries_list": "suppression_lists",
    "suppression_lists_list": "suppression_lists",
    "suppression_lists_read": "suppression_lists",
    "suspense_account_transactions_list": "accounts",
    "templates_change": "templates",
    "templates_create": "templates",
    "templates_delete": "templates",
    "templates_list": "templates",
    "templates_preview": "templates",
    "templates_read": "templates",
    "templates_test_send": "templates",
    "tenant_change": "tenants",
    "tenant_group_left_out_delete": "tenant_group",
    "tenant_group_left_out_list": "tenant_group",
    "tenant_group_shared_contacts_list": "tenant_group",
    "tenant_group_sync_runs_changes_list": "tenant_group",
    "tenant_group_sync_runs_list": "tenant_group",
    "tenant_group_sync_runs_read": "tenant_group",
    "tenant_group_sync_runs_refused_list": "tenant_group",
    "tenant_group_sync_runs_start": "tenant_group",
    "tenant_group_sync_settings_read": "tenant_group",
    "tenant_group_sync_settings_save": "tenant_group",
    "tenant_read": "tenants",
    "tenants_change": "tenants",
    "tenants_create": "tenants",
    "tenants_list": "tenants",
    "tenants_offboarding_delete": "tenants",
    "tenants_offboarding_read": "tenants",
    "tenants_offboarding_start": "tenants",
    "tenants_read": "tenants",
    "webhooks_change": "webhooks",
    "webhooks_create": "webhooks",
    "webhooks_delete": "webhooks",
    "webhooks_deliveries_list": "webhooks",
    "webhooks_deliveries_read": "webhooks",
    "webhooks_deliveries_retry": "webhooks",
    "webhooks_list": "webhooks",
    "webhooks_read": "webhooks",
    "webhooks_rotate_secret": "webhooks",
    "webhooks_verify": "webhooks",
}


def __getattr__(name: str) -> Any:
    if name not in _TAGS:
        raise AttributeError(name)
    return getattr(import_module(f".api.{_TAGS[name]}.{name}", __package__), name)
