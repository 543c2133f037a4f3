"""The records of one tenant: one repository for each noun. Use cases work with this.

The tenant id is bound here; no function takes it as well.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.storage.accounts.accounts import AccountRepository
from contactbook.storage.accounts.transactions import TransactionRepository
from contactbook.storage.audit.history import HistoryRepository
from contactbook.storage.audit.looks import LookRepository
from contactbook.storage.audit.tenant_history import TenantHistoryRepository
from contactbook.storage.base.keys import TenantKeys
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

R = TypeVar("R")


def _from_store(make: "Callable[[TenantStore], R]") -> cached_property[R]:
    """A repository that is made when it is first asked for, then kept."""
    return cached_property(make)


def _from_keys(make: Callable[[TenantKeys], R]) -> cached_property[R]:
    """A repository that needs the tenant's keys only; made when it is first asked for."""
    return _from_store(lambda store: make(store.keys))


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

    settings = _from_keys(SettingsRepository)
    contacts = _from_store(lambda store: ContactRepository(store.keys, store.key_ring))
    accounts = _from_keys(AccountRepository)
    transactions = _from_keys(TransactionRepository)
    conversions = _from_keys(ConversionRepository)
    engagements = _from_keys(EngagementRepository)
    notes = _from_keys(NoteRepository)
    opportunities = _from_keys(OpportunityRepository)
    relations = _from_keys(RelationRepository)
    attachments = _from_keys(AttachmentRepository)
    library = _from_keys(LibraryRepository)
    lists = _from_keys(ListRepository)
    uniqueness = _from_keys(UniquenessRepository)

    merges = _from_keys(MergeRepository)
    duplicates = _from_store(lambda store: DuplicateRepository(store.keys, store.key_ring))
    imports = _from_keys(ImportRepository)
    exports = _from_keys(ExportRepository)
    bulk_changes = _from_keys(BulkChangeRepository)
    hygiene_tasks = _from_keys(HygieneTaskRepository)
    search = _from_keys(SearchRepository)
    celebrants = _from_keys(CelebrantRepository)
    name_day_runs = _from_keys(NameDayRunRepository)

    consents = _from_keys(ConsentRepository)
    reconsents = _from_keys(ReconsentRepository)
    history = _from_keys(HistoryRepository)
    looks = _from_keys(LookRepository)
    tenant_history = _from_keys(TenantHistoryRepository)
    person_exports = _from_keys(PersonExportRepository)
    anonymization_runs = _from_keys(AnonymizationRunRepository)
    erasure_certificates = _from_keys(ErasureCertificateRepository)
    deleted_contacts = _from_keys(DeletedContactRepository)
    file_walks = _from_keys(FileWalkRepository)
    job_refusals = _from_keys(JobRefusalRepository)
    traces = _from_keys(TraceRepository)

    kyc_expiry_runs = _from_keys(KycExpiryRunRepository)
    notification_types = _from_keys(NotificationTypeRepository)
    templates = _from_keys(TemplateRepository)
    template_trials = _from_keys(TemplateTrialRepository)
    segments = _from_store(lambda store: SegmentRepository(store.keys, store.contacts))
    refusals = _from_store(lambda store: RefusalRepository(store.keys, store.refusal_secret))
    marketing_counts = _from_keys(MarketingCountRepository)
    suppression_lists = _from_keys(SuppressionListRepository)
    suppression_entries = _from_store(lambda store: SuppressionEntryRepository(store.keys, store.key_ring))
    communications = _from_store(
        lambda store: CommunicationRepository(store.keys, lambda: store.settings.current().retention.communications_days)
    )
    runs = _from_keys(RunRepository)
    schedules = _from_keys(ScheduleRepository)
    event_communications = _from_keys(EventCommunicationRepository)
    sending_identities = _from_keys(SendingIdentityRepository)
    due = _from_store(
        lambda store: DueRepository(
            store.keys,
            runs=store.runs,
            schedules=store.schedules,
            identities=store.sending_identities,
            bulk_changes=store.bulk_changes,
            hygiene_tasks=store.hygiene_tasks,
        )
    )
    sending_rates = _from_keys(SendingRateRepository)
    link_renewals = _from_keys(LinkRenewalRepository)

    rebuilds = _from_keys(RebuildRepository)
    requests = _from_keys(RequestRepository)
    use = _from_keys(UseRepository)
