"""Accounts of contacts, found by their contact or by their own id."""

from contactbook.domain.accounts.accounts import Account
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys


class AccountRepository(ChildRepository[Account]):
    """The accounts of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ACCOUNT", Account, addressable=True)
