"""Lists and who is on them."""

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.lists.lists import ContactList
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import AtVersion, Check, Remove


class ListRepository(ConfiguredRepository[ContactList]):
    """The lists of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "LIST", ContactList)

    def page_of_members(
        self, list_id: str, *, limit: int, after: dict[str, str] | None = None
    ) -> tuple[list[str], dict[str, str] | None]:
        """Ids of the contacts on a list: one query, consistent, so that a member is in it once it was saved (S1.29)."""
        page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
        return [row.key.sk for row in page.rows], page.after

    def check_of(self, contact_list: ContactList) -> Check:
        """The condition that the list still stands as it was read."""
        key = self._keys.configured(self._noun, contact_list.list_id)
        return Check(key, AtVersion(contact_list.version), lambda _: ConcurrentUpdate("The list changed meanwhile."))

    def forget_member_of(self, list_id: str, contact_id: str) -> Remove:
        """The write that takes a contact off a list that knows of it, though the contact is gone."""
        return Remove(self._keys.list_member(list_id, contact_id))
