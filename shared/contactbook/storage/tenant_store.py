"""The records of one tenant, whose id is bound here: one repository for each noun. Use cases work with this."""

from collections.abc import Callable
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.storage.base.keys import TenantKeys

if TYPE_CHECKING:
    from contactbook.storage.accounts.accounts import AccountRepository
    from contactbook.storage.accounts.transactions import TransactionRepository
    from contactbook.storage.audit.history import HistoryRepository
    from contactbook.storage.audit.looks import LookRepository
    from contactbook.storage.audit.tenant_history import TenantHistoryRepository
    from contactbook.storage.base.requests import RequestRepository
    from contactbook.storage.bulk_changes.bulk_changes import BulkChangeRepository
    from contactbook.storage.bulk_changes.hygiene_tasks import HygieneTaskRepository
    from contactbook.storage.communications.communications import CommunicationRepository
    from contactbook.storage.communications.event_communications import EventCommunicationRepository
    from contactbook.storage.consent.events import ConsentRepository
    from contactbook.storage.consent.reconsent import ReconsentRepository
    from contactbook.storage.contacts.attachments import AttachmentRepository, LibraryRepository
    from contactbook.storage.contacts.engagements import EngagementRepository
    from contactbook.storage.contacts.notes import NoteRepository
    from contactbook.storage.contacts.profiles import ContactRepository
    from contactbook.storage.contacts.relations import RelationRepository
    from contactbook.storage.contacts.uniqueness import UniquenessRepository
    from contactbook.storage.decisions.marketing_counts import MarketingCountRepository
    from contactbook.storage.decisions.suppression_entries import SuppressionEntryRepository
    from contactbook.storage.decisions.suppression_lists import SuppressionListRepository
    from contactbook.storage.erasure.certificates import ErasureCertificateRepository
    from contactbook.storage.erasure.deleted_contacts import DeletedContactRepository
    from contactbook.storage.erasure.file_walks import FileWalkRepository
    from contactbook.storage.erasure.job_refusals import JobRefusalRepository
    from contactbook.storage.erasure.person_exports import PersonExportRepository
    from contactbook.storage.erasure.runs import AnonymizationRunRepository
    from contactbook.storage.erasure.traces import TraceRepository
    from contactbook.storage.exports.exports import ExportRepository
    from contactbook.storage.imports.runs import ImportRepository
    from contactbook.storage.kyc.expiry_runs import KycExpiryRunRepository
    from contactbook.storage.lists.lists import ListRepository
    from contactbook.storage.merges.duplicates import DuplicateRepository
    from contactbook.storage.merges.journal import MergeRepository
    from contactbook.storage.name_days.celebrants import CelebrantRepository
    from contactbook.storage.name_days.runs import NameDayRunRepository
    from contactbook.storage.notification_types.notification_types import NotificationTypeRepository
    from contactbook.storage.opportunities.conversions import ConversionRepository
    from contactbook.storage.opportunities.opportunities import OpportunityRepository
    from contactbook.storage.refusals.refusals import RefusalRepository
    from contactbook.storage.runs.runs import RunRepository
    from contactbook.storage.runs.schedules import ScheduleRepository
    from contactbook.storage.search.words import SearchRepository
    from contactbook.storage.segments.segments import SegmentRepository
    from contactbook.storage.senders.identities import SendingIdentityRepository
    from contactbook.storage.sending.due import DueRepository
    from contactbook.storage.sending.link_renewals import LinkRenewalRepository
    from contactbook.storage.sending.rates import SendingRateRepository
    from contactbook.storage.settings.sections import SettingsRepository
    from contactbook.storage.stream.rebuilds import RebuildRepository
    from contactbook.storage.templates.template_trials import TemplateTrialRepository
    from contactbook.storage.templates.templates import TemplateRepository
    from contactbook.storage.tenants.use import UseRepository
    from contactbook.storage.webhooks.deliveries import DeliveryRepository
    from contactbook.storage.webhooks.webhooks import WebhookRepository


# The modules of repositories, below `contactbook.storage`. One is imported when it is first asked for: a function needs few of them.
_MODULES = {
    "AccountRepository": "accounts.accounts",
    "AnonymizationRunRepository": "erasure.runs",
    "AttachmentRepository": "contacts.attachments",
    "BulkChangeRepository": "bulk_changes.bulk_changes",
    "CelebrantRepository": "name_days.celebrants",
    "CommunicationRepository": "communications.communications",
    "ConsentRepository": "consent.events",
    "ContactRepository": "contacts.profiles",
    "ConversionRepository": "opportunities.conversions",
    "DeletedContactRepository": "erasure.deleted_contacts",
    "DeliveryRepository": "webhooks.deliveries",
    "DueRepository": "sending.due",
    "DuplicateRepository": "merges.duplicates",
    "EngagementRepository": "contacts.engagements",
    "ErasureCertificateRepository": "erasure.certificates",
    "EventCommunicationRepository": "communications.event_communications",
    "ExportRepository": "exports.exports",
    "FileWalkRepository": "erasure.file_walks",
    "HistoryRepository": "audit.history",
    "HygieneTaskRepository": "bulk_changes.hygiene_tasks",
    "ImportRepository": "imports.runs",
    "JobRefusalRepository": "erasure.job_refusals",
    "KycExpiryRunRepository": "kyc.expiry_runs",
    "LibraryRepository": "contacts.attachments",
    "LinkRenewalRepository": "sending.link_renewals",
    "ListRepository": "lists.lists",
    "LookRepository": "audit.looks",
    "MarketingCountRepository": "decisions.marketing_counts",
    "MergeRepository": "merges.journal",
    "NameDayRunRepository": "name_days.runs",
    "NoteRepository": "contacts.notes",
    "NotificationTypeRepository": "notification_types.notification_types",
    "OpportunityRepository": "opportunities.opportunities",
    "PersonExportRepository": "erasure.person_exports",
    "RebuildRepository": "stream.rebuilds",
    "ReconsentRepository": "consent.reconsent",
    "RefusalRepository": "refusals.refusals",
    "RelationRepository": "contacts.relations",
    "RequestRepository": "base.requests",
    "RunRepository": "runs.runs",
    "ScheduleRepository": "runs.schedules",
    "SearchRepository": "search.words",
    "SegmentRepository": "segments.segments",
    "SendingIdentityRepository": "senders.identities",
    "SendingRateRepository": "sending.rates",
    "SettingsRepository": "settings.sections",
    "SuppressionEntryRepository": "decisions.suppression_entries",
    "SuppressionListRepository": "decisions.suppression_lists",
    "TemplateRepository": "templates.templates",
    "TemplateTrialRepository": "templates.template_trials",
    "TenantHistoryRepository": "audit.tenant_history",
    "TraceRepository": "erasure.traces",
    "TransactionRepository": "accounts.transactions",
    "UniquenessRepository": "contacts.uniqueness",
    "UseRepository": "tenants.use",
    "WebhookRepository": "webhooks.webhooks",
}


_imported = cache(import_module)  # Asking the import system again takes longer than making a repository.


def import_repositories() -> None:
    """Import the module of every repository, before a snapshot: no first request then waits for one."""
    for module in set(_MODULES.values()):
        _imported(f"contactbook.storage.{module}")


def _made(name: str, *needs: object, **named: object) -> Any:  # noqa: ANN401 - the property that asks says which one
    """Return the repository of this name."""
    return getattr(_imported(f"contactbook.storage.{_MODULES[name]}"), name)(*needs, **named)


def _from_keys(name: str) -> Any:  # noqa: ANN401 - as above
    """A repository that needs the tenant's keys only; made when it is first asked for, then kept."""
    return cached_property(lambda store: _made(name, store.keys))


def _from_store(make: "Callable[[TenantStore], object]") -> Any:  # noqa: ANN401 - as above
    """A repository that needs more of the store; made when it is first asked for, then kept."""
    return cached_property(make)


class TenantStore:
    """The records of one tenant. A request makes only the repositories that it uses."""

    def __init__(self, tenant_id: str, key_ring: KeyRing, refusal_secret: Callable[[], SecretStr]) -> None:
        """`refusal_secret()` returns the secret that hashes refused addresses; it is read when it is first needed."""
        self.keys = TenantKeys(tenant_id)
        self.key_ring = key_ring
        self.refusal_secret = refusal_secret

    @property
    def tenant_id(self) -> str:
        """The tenant whose records these are."""
        return self.keys.tenant_id

    settings: "cached_property[SettingsRepository]" = _from_keys("SettingsRepository")
    contacts: "cached_property[ContactRepository]" = _from_store(
        lambda store: _made("ContactRepository", store.keys, store.key_ring)
    )
    accounts: "cached_property[AccountRepository]" = _from_keys("AccountRepository")
    transactions: "cached_property[TransactionRepository]" = _from_keys("TransactionRepository")
    conversions: "cached_property[ConversionRepository]" = _from_keys("ConversionRepository")
    engagements: "cached_property[EngagementRepository]" = _from_keys("EngagementRepository")
    notes: "cached_property[NoteRepository]" = _from_keys("NoteRepository")
    opportunities: "cached_property[OpportunityRepository]" = _from_keys("OpportunityRepository")
    relations: "cached_property[RelationRepository]" = _from_keys("RelationRepository")
    attachments: "cached_property[AttachmentRepository]" = _from_keys("AttachmentRepository")
    library: "cached_property[LibraryRepository]" = _from_keys("LibraryRepository")
    lists: "cached_property[ListRepository]" = _from_keys("ListRepository")
    uniqueness: "cached_property[UniquenessRepository]" = _from_keys("UniquenessRepository")
    merges: "cached_property[MergeRepository]" = _from_keys("MergeRepository")
    duplicates: "cached_property[DuplicateRepository]" = _from_store(
        lambda store: _made("DuplicateRepository", store.keys, store.key_ring)
    )
    imports: "cached_property[ImportRepository]" = _from_keys("ImportRepository")
    exports: "cached_property[ExportRepository]" = _from_keys("ExportRepository")
    bulk_changes: "cached_property[BulkChangeRepository]" = _from_keys("BulkChangeRepository")
    hygiene_tasks: "cached_property[HygieneTaskRepository]" = _from_keys("HygieneTaskRepository")
    search: "cached_property[SearchRepository]" = _from_keys("SearchRepository")
    celebrants: "cached_property[CelebrantRepository]" = _from_keys("CelebrantRepository")
    name_day_runs: "cached_property[NameDayRunRepository]" = _from_keys("NameDayRunRepository")

    consents: "cached_property[ConsentRepository]" = _from_keys("ConsentRepository")
    reconsents: "cached_property[ReconsentRepository]" = _from_keys("ReconsentRepository")
    history: "cached_property[HistoryRepository]" = _from_keys("HistoryRepository")
    looks: "cached_property[LookRepository]" = _from_keys("LookRepository")
    tenant_history: "cached_property[TenantHistoryRepository]" = _from_keys("TenantHistoryRepository")
    person_exports: "cached_property[PersonExportRepository]" = _from_keys("PersonExportRepository")
    anonymization_runs: "cached_property[AnonymizationRunRepository]" = _from_keys("AnonymizationRunRepository")
    erasure_certificates: "cached_property[ErasureCertificateRepository]" = _from_keys("ErasureCertificateRepository")
    deleted_contacts: "cached_property[DeletedContactRepository]" = _from_keys("DeletedContactRepository")
    file_walks: "cached_property[FileWalkRepository]" = _from_keys("FileWalkRepository")
    job_refusals: "cached_property[JobRefusalRepository]" = _from_keys("JobRefusalRepository")
    traces: "cached_property[TraceRepository]" = _from_keys("TraceRepository")

    kyc_expiry_runs: "cached_property[KycExpiryRunRepository]" = _from_keys("KycExpiryRunRepository")
    notification_types: "cached_property[NotificationTypeRepository]" = _from_keys("NotificationTypeRepository")
    templates: "cached_property[TemplateRepository]" = _from_keys("TemplateRepository")
    template_trials: "cached_property[TemplateTrialRepository]" = _from_keys("TemplateTrialRepository")
    segments: "cached_property[SegmentRepository]" = _from_store(
        lambda store: _made("SegmentRepository", store.keys, store.contacts)
    )
    refusals: "cached_property[RefusalRepository]" = _from_store(
        lambda store: _made("RefusalRepository", store.keys, store.refusal_secret)
    )
    marketing_counts: "cached_property[MarketingCountRepository]" = _from_keys("MarketingCountRepository")
    suppression_lists: "cached_property[SuppressionListRepository]" = _from_keys("SuppressionListRepository")
    suppression_entries: "cached_property[SuppressionEntryRepository]" = _from_store(
        lambda store: _made("SuppressionEntryRepository", store.keys, store.key_ring)
    )
    communications: "cached_property[CommunicationRepository]" = _from_store(
        lambda store: _made("CommunicationRepository", store.keys, lambda: store.settings.current().retention.communications_days)
    )
    runs: "cached_property[RunRepository]" = _from_keys("RunRepository")
    schedules: "cached_property[ScheduleRepository]" = _from_keys("ScheduleRepository")
    event_communications: "cached_property[EventCommunicationRepository]" = _from_keys("EventCommunicationRepository")
    sending_identities: "cached_property[SendingIdentityRepository]" = _from_keys("SendingIdentityRepository")
    webhooks: "cached_property[WebhookRepository]" = _from_keys("WebhookRepository")
    deliveries: "cached_property[DeliveryRepository]" = _from_keys("DeliveryRepository")
    due: "cached_property[DueRepository]" = _from_store(
        lambda store: _made(
            "DueRepository",
            store.keys,
            runs=store.runs,
            schedules=store.schedules,
            identities=store.sending_identities,
            bulk_changes=store.bulk_changes,
            hygiene_tasks=store.hygiene_tasks,
            deliveries=store.deliveries,
        )
    )
    sending_rates: "cached_property[SendingRateRepository]" = _from_keys("SendingRateRepository")
    link_renewals: "cached_property[LinkRenewalRepository]" = _from_keys("LinkRenewalRepository")
    rebuilds: "cached_property[RebuildRepository]" = _from_keys("RebuildRepository")
    requests: "cached_property[RequestRepository]" = _from_keys("RequestRepository")
    use: "cached_property[UseRepository]" = _from_keys("UseRepository")
