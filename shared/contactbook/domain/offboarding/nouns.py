"""What is handed over of a tenant that leaves, kind by kind of stored item, and why the rest is not (S8.6).

Each kind of item is in one of the two tables below; a test compares them with every kind that the code writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.tenant_entries import TenantRecord
from contactbook.domain.bulk_changes.bulk_changes import BulkChange
from contactbook.domain.bulk_changes.hygiene_tasks import HygieneTask
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.event_communications import EventCommunication
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.consent.reconsent import ReconsentRun
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.decisions.suppression_lists import SuppressionEntry, SuppressionList
from contactbook.domain.erasure.anonymization import ErasureCertificate
from contactbook.domain.erasure.runs import AnonymizationRun
from contactbook.domain.imports.runs import Import
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.merges.records import Merge
from contactbook.domain.name_days.runs import NameDayRun
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.offboarding.lines import ChainedEntry, MergedInto, NotDuplicate, SettingsSection
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.refusals.refusals import Refusal
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.schedules import Schedule
from contactbook.domain.runs.slices import Slice
from contactbook.domain.segments.segments import Segment
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.templates.templates import Template
from contactbook.domain.tenants.registry import Tenant
from contactbook.domain.webhooks.webhooks import Webhook


@dataclass(frozen=True)
class Noun:
    """One file of the hand-over: its name without `.jsonl`, and the model whose JSON each line is.

    `left_out` are fields that only the product itself needs: hashes, leases, keys of its files. `of_contact` adds the id of the
    contact that the record belongs to, `of_list` that of its suppression list.
    """

    name: str
    model: type[BaseModel]
    left_out: frozenset[str] = frozenset()
    of_contact: bool = False
    of_list: bool = False


def _of_contact(name: str, model: type[BaseModel], *left_out: str) -> Noun:
    return Noun(name, model, frozenset(left_out), of_contact=True)


_LOOKS = Noun("looks", Look)
_SETTINGS = Noun("settings", SettingsSection)

HANDED_OVER: Mapping[str, Noun] = {
    "account": _of_contact("accounts", Account),
    "anonymization_run": Noun("anonymization_runs", AnonymizationRun, frozenset({"cursor"})),
    "attachment": Noun("attachments", Attachment, frozenset({"file_key"})),
    "bulk_change": Noun("bulk_changes", BulkChange, frozenset({"after", "due_at", "place", "slice", "slices"})),
    "communication": Noun("communications", Communication, frozenset({"packed_content", "lease", "due_at"})),
    "consent_event": _of_contact("consent_events", ConsentEvent),
    "consent_evidence": _of_contact("consent_evidence", Evidence),
    "contact": Noun("contacts", Contact, frozenset({"claims", "settled"})),
    "conversion": _of_contact("conversions", Conversion),
    "engagement": _of_contact("engagements", Engagement),
    "erasure_certificate": Noun("erasure_certificates", ErasureCertificate),
    "event-communication": Noun("event_communications", EventCommunication),
    "history": Noun("audit", ChainedEntry),
    "hygiene_task": Noun("hygiene_tasks", HygieneTask),
    "import": Noun("imports", Import, frozenset({"offset"})),
    "list": Noun("lists", ContactList),
    "look": _LOOKS,
    "look_export": _LOOKS,
    "look_page": _LOOKS,
    "merge": Noun("merges", Merge),
    "merged_contact": Noun("merged_contacts", MergedInto),
    "name_day_run": Noun("name_day_runs", NameDayRun),
    "not_duplicate": Noun("not_duplicates", NotDuplicate),
    "note": _of_contact("notes", Note),
    "notification-type": Noun("notification_types", NotificationType),
    "notification_run": Noun("notification_runs", Run),
    "notification_schedule": Noun("notification_schedules", Schedule),
    "notification_slice": Noun("notification_recipients", Slice, frozenset({"after", "due_at"})),
    "opportunity": _of_contact("opportunities", Opportunity),
    "reconsent_run": Noun("reconsent_runs", ReconsentRun, frozenset({"after"})),
    "refusal": Noun("refusals", Refusal),
    "relation": _of_contact("relations", Relation),
    "segment": Noun("segments", Segment),
    "sending_identities": _SETTINGS,
    "settings": _SETTINGS,
    "sms_sender_ids": _SETTINGS,
    "suppression": Noun("suppression_entries", SuppressionEntry, of_list=True),
    "suppression-list": Noun("suppression_lists", SuppressionList),
    "sync_settings": Noun("sync_settings", SyncSettings),
    "template": Noun("templates", Template),
    "tenant": Noun("tenant", Tenant, frozenset({"closing"})),
    "tenant_history": Noun("tenant_audit", TenantRecord),
    "transaction": Noun("transactions", Transaction),
    # A secret is stored nowhere; this says which key it was derived from.
    "webhook": Noun("webhooks", Webhook, frozenset({"secrets"})),
}

NOT_HANDED_OVER: Mapping[str, str] = {
    "anonymization_refusal": "a code about a contact, until the contact is erased",
    "anonymization_run_contact": "whom a run erased or found blocked, for 90 days; audit.jsonl has it",
    "bulk_change_refusal": "whom a bulk change refused, for 90 days",
    "bulk_change_slice": "whom a bulk change was about, for 90 days; audit.jsonl has whom it changed",
    "child_tenant": "a copy of the registry's entry, and children leave first",
    "claim": "a keyed hash of values that contacts.jsonl has",
    "closing": "says that the tenant is being off-boarded",
    "copy_pointer": "leads to what the group's sync remembers of a copy",
    "crowded_key": "a keyed hash",
    "deleted_contact": "that a contact was deleted and erased; audit.jsonl has it",
    "duplicate_key": "a keyed hash, made of contacts.jsonl",
    "export": "where a file of contacts.jsonl's values was, for a week",
    "file_walk": "how far the daily cleaning of files is",
    "hygiene_run": "points at a line of bulk_changes.jsonl",
    "import_changes": "expires after 90 days; what an import changed is in audit.jsonl",
    "import_errors": "expires after 90 days; rows that came to nothing",
    "import_left": "the journal of an undo; what it changed is in audit.jsonl",
    "import_part": "the journal of an import; what it changed is in audit.jsonl",
    "job_slot": "a time, for seconds",
    "kyc_expiry_contact": "whom a run expired, for 400 days; audit.jsonl has it",
    "kyc_expiry_run": "how far such a run is; audit.jsonl has whom it expired",
    "link_renewal": "when a new link was asked for, for an hour",
    "list_member": "each contact has its lists in contacts.jsonl",
    "marketing_count": "times of messages that communications.jsonl has, for the tenant's cap",
    "match_change": "keyed hashes for the next sync",
    "match_entry": "keyed hashes, with other tenants' contacts",
    "match_member": "counts of opportunities.jsonl and conversions.jsonl",
    "merge_snapshot": "copies of contacts from before a merge, for 30 days; audit.jsonl has what it changed",
    "name_day_celebrant": "made of contacts.jsonl",
    "name_day_progress": "how far a day is",
    "name_day_reached": "a repetition of name_day_runs.jsonl and communications.jsonl",
    "notification_stop": "that a run of notification_runs.jsonl is cancelled",
    "notification_totals": "sums of notification_recipients.jsonl",
    "offboarding": "the record of this off-boarding, which stays",
    "owner": "points at a record that is handed over",
    "person_export": "where a file of one contact's values was, for a week",
    "template_tests": "tests of the last hour",
    "refused_contact": "whom a run did not change, for 90 days",
    "registered": "a copy of the name in tenant.jsonl",
    "rebuild": "how far derived data was made anew",
    "reconsent_latest": "points at a line of reconsent_runs.jsonl",
    "request": "the answer to a request, for a day",
    "request_pointer": "points at such an answer",
    "search_word": "made of contacts.jsonl",
    "sending_domain": "shared by the tenants of a group; settings.jsonl has the tenant's domains",
    "sending_rate": "how much was sent a moment ago",
    "shared_person": "names contacts of other tenants; the sync makes it",
    "soft_bounces": "counts at a keyed hash that nobody else can make",
    "staged_child": "half of a merge, which the merge finishes before",
    "sync_run": "counts of several tenants",
    "sync_run_change": "what a dry run of several tenants would change",
    "sync_schedule": "when the sync runs next",
    "sync_state": "how far the sync is",
    "sync_run_refusal": "whom a run of several tenants left out",
    "synced_copy": "ids of several tenants and keyed hashes, for the sync",
    "tenant_requests": "a count of seconds",
    "transaction_pointer": "a hash that points at a line of transactions.jsonl",
    "unbilled": "repeats `billed` of transactions.jsonl",
    "uniqueness_build": "how far claims were made",
    "webhook_delivery": "what was told to the tenant's own systems, for 14 days",
    "webhook_subscriptions": "repeats `events` of webhooks.jsonl",
    "uniqueness_violation": "made of contacts.jsonl",
}


def nouns() -> dict[str, Noun]:
    """Return every file of the hand-over by its name, in the order of the names."""
    return {noun.name: noun for noun in sorted(HANDED_OVER.values(), key=lambda one: one.name)}
