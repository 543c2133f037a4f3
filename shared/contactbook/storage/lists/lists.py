"""Lists and their members."""

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.paging import After
from contactbook.domain.lists.lists import ContactList
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import AtVersion, Check, Remove


class ListRepository(ConfiguredRepository[ContactList]):
    """The lists of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "LIST", ContactList)

    def page_of_members(self, list_id: str, *, limit: int, after: After | None = None) -> tuple[list[str], After | None]:
        """Return ids of the contacts on a list: one consistent query, so that it shows a member once it is saved (S1.29)."""
        page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
        return [row.key.sk for row in page.rows], page.after

    def count_members(self, list_id: str, most: int) -> tuple[int, bool]:
        """Return how many contacts are on a list, and True if there are others beyond so many. A query of keys for each megabyte."""
        count = 0
        after: After | None = None
        while True:
            found, after = table.query_sort_keys(self._keys.list_partition(list_id), limit=most - count, after=after)
            count += len(found)
            if after is None or count >= most:
                return count, after is not None

    def check_of(self, contact_list: ContactList) -> Check:
        """Return the condition that the list has not changed since it was read."""
        key = self._keys.configured(self._noun, contact_list.list_id)
        return Check(key, AtVersion(contact_list.version), lambda _: ConcurrentUpdate("The list changed while the request ran."))

    def forget_member_of(self, list_id: str, contact_id: str) -> Remove:
        """Return the write that removes a member from a list if its contact no longer exists."""
        return Remove(self._keys.list_member(list_id, contact_id))
