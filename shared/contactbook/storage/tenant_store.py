"""What a use case works with: one tenant's records, one repository a noun.

The tenant id is bound here, once; no function takes it besides.
"""

from contactbook.domain.key_ring import KeyRing
from contactbook.storage.accounts import AccountRepository
from contactbook.storage.contacts import ContactRepository
from contactbook.storage.history import HistoryRepository
from contactbook.storage.keys import TenantKeys
from contactbook.storage.requests import RequestRepository
from contactbook.storage.search import SearchRepository
from contactbook.storage.settings import SettingsRepository


class TenantStore:
    """The records of one tenant."""

    def __init__(self, tenant_id: str, key_ring: KeyRing) -> None:
        self.keys = TenantKeys(tenant_id)
        self.key_ring = key_ring
        self.contacts = ContactRepository(self.keys, key_ring)
        self.accounts = AccountRepository(self.keys)
        self.history = HistoryRepository(self.keys)
        self.settings = SettingsRepository(self.keys)
        self.search = SearchRepository(self.keys)
        self.requests = RequestRepository(self.keys)

    @property
    def tenant_id(self) -> str:
        """The tenant whose records these are."""
        return self.keys.tenant_id
