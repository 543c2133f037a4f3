"""What a use case works with: one tenant's records, one repository a noun.

The tenant id is bound here, once; no function takes it besides.
"""

from contactbook.domain.base.key_ring import KeyRing
from contactbook.storage.accounts.accounts import AccountRepository
from contactbook.storage.accounts.transactions import TransactionRepository
from contactbook.storage.audit.history import HistoryRepository
from contactbook.storage.audit.looks import LookRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.requests import RequestRepository
from contactbook.storage.consent.events import ConsentRepository
from contactbook.storage.consent.reconsent import ReconsentRepository
from contactbook.storage.contacts.attachments import AttachmentRepository, LibraryRepository
from contactbook.storage.contacts.engagements import EngagementRepository
from contactbook.storage.contacts.notes import NoteRepository
from contactbook.storage.contacts.profiles import ContactRepository
from contactbook.storage.contacts.relations import RelationRepository
from contactbook.storage.contacts.uniqueness import UniquenessRepository
from contactbook.storage.decisions.notification_types import NotificationTypeRepository
from contactbook.storage.decisions.suppressions import SuppressionEntryRepository, SuppressionListRepository
from contactbook.storage.erasure.person_exports import PersonExportRepository
from contactbook.storage.erasure.traces import ErasureRepository
from contactbook.storage.exports.exports import ExportRepository
from contactbook.storage.imports.runs import ImportRepository
from contactbook.storage.lists.lists import ListRepository
from contactbook.storage.merges.duplicates import DuplicateRepository
from contactbook.storage.merges.journal import MergeRepository
from contactbook.storage.name_days.celebrants import NameDayRepository
from contactbook.storage.notifications.communications import CommunicationRepository
from contactbook.storage.notifications.event_communications import EventCommunicationRepository
from contactbook.storage.notifications.runs import RunRepository
from contactbook.storage.notifications.schedules import ScheduleRepository
from contactbook.storage.opportunities.conversions import ConversionRepository
from contactbook.storage.opportunities.opportunities import OpportunityRepository
from contactbook.storage.search.words import SearchRepository
from contactbook.storage.segments.segments import SegmentRepository
from contactbook.storage.sending.rates import SendingRateRepository
from contactbook.storage.settings.sections import SettingsRepository
from contactbook.storage.stream.rebuilds import RebuildRepository
from contactbook.storage.templates.templates import TemplateRepository


class TenantStore:
    """The records of one tenant."""

    def __init__(self, tenant_id: str, key_ring: KeyRing) -> None:
        self.keys = TenantKeys(tenant_id)
        self.key_ring = key_ring
        self.contacts = ContactRepository(self.keys, key_ring)
        self.accounts = AccountRepository(self.keys)
        self.conversions = ConversionRepository(self.keys)
        self.engagements = EngagementRepository(self.keys)
        self.notes = NoteRepository(self.keys)
        self.opportunities = OpportunityRepository(self.keys)
        self.relations = RelationRepository(self.keys)
        self.lists = ListRepository(self.keys)
        self.merges = MergeRepository(self.keys)
        self.duplicates = DuplicateRepository(self.keys, key_ring)
        self.attachments = AttachmentRepository(self.keys)
        self.library = LibraryRepository(self.keys)
        self.transactions = TransactionRepository(self.keys)
        self.consents = ConsentRepository(self.keys)
        self.reconsents = ReconsentRepository(self.keys)
        self.history = HistoryRepository(self.keys)
        self.person_exports = PersonExportRepository(self.keys)
        self.looks = LookRepository(self.keys)
        self.settings = SettingsRepository(self.keys)
        self.search = SearchRepository(self.keys)
        self.uniqueness = UniquenessRepository(self.keys)
        self.rebuilds = RebuildRepository(self.keys)
        self.name_days = NameDayRepository(self.keys)
        self.erasure = ErasureRepository(self.keys)
        self.requests = RequestRepository(self.keys)
        self.imports = ImportRepository(self.keys)
        self.exports = ExportRepository(self.keys)
        self.notification_types = NotificationTypeRepository(self.keys)
        self.templates = TemplateRepository(self.keys)
        self.segments = SegmentRepository(self.keys, self.contacts)
        self.suppression_lists = SuppressionListRepository(self.keys)
        self.suppression_entries = SuppressionEntryRepository(self.keys, key_ring)
        self.communications = CommunicationRepository(self.keys, lambda: self.settings.current().retention.communications_days)
        self.runs = RunRepository(self.keys)
        self.schedules = ScheduleRepository(self.keys)
        self.sending_rates = SendingRateRepository(self.keys)
        self.event_communications = EventCommunicationRepository(self.keys)

    @property
    def tenant_id(self) -> str:
        """The tenant whose records these are."""
        return self.keys.tenant_id
