"""Accounts of contacts, found by their contact or by their own id."""

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.paging import After
from contactbook.storage.base import staging, table
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.row_places import accounts_of
from contactbook.storage.base.rows import Index


class AccountRepository(ChildRepository[Account]):
    """The accounts of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ACCOUNT", Account, addressable=True)

    def page_with_settings(self, *, limit: int, after: After | None) -> tuple[list[Account], After | None]:
        """Return accounts of the tenant that have a typed address or custom fields of their own: one query and one batch read.

        The index may lag behind the table.
        """
        page = table.query_index(Index.BY_RUN, accounts_of(self._keys), limit=limit, after=after)
        keys = [row.key for row in page.rows]
        return [self.of_row(row) for row in staging.shown(self._keys, lambda: table.get_many(keys, consistent=False))], page.after
