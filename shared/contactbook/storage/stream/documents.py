"""The stored documents of a tenant, where a walk finds those of an older schema (`storage.base.migrating`)."""

from collections.abc import Iterator

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After, every
from contactbook.storage.base import table
from contactbook.storage.base.keys import PROFILE_AND_RECORDS, TenantKeys
from contactbook.storage.base.migrating import Rewritten, rewrite_page
from contactbook.storage.base.rows import Index, index_place
from contactbook.storage.base.schemas import PLACES, Place


class DocumentRepository:
    """The documents of one tenant that have upgrades."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys
        self._places = frozenset(PLACES.values())

    def count_contacts(self) -> int:
        """Return how many contacts the walk will see, exactly."""
        return table.count_index(Index.BY_NAME, self._keys.contacts_by_name())

    def place_of(self, contact_id: str) -> After:
        """Return where a page of `page_by_name` begins behind a contact. Raises NotFound if it is gone by now."""
        row = table.get(self._keys.profile(contact_id))
        if row is None or row.gsi1 is None:
            raise NotFound(f"There is no contact {contact_id} any more. Begin with its tenant again.")
        return index_place(row, Index.BY_NAME)

    def rewrite_settings(self, *, dry_run: bool) -> Iterator[Rewritten]:
        """Rewrite what the tenant configures, page by page."""
        if Place.SETTINGS in self._places:
            yield from _pages(self._keys.settings_partition(), None, dry_run=dry_run)

    def rewrite_contact(self, contact_id: str, *, dry_run: bool) -> Iterator[Rewritten]:
        """Rewrite what belongs to a contact, page by page: its records only, if no other kind has upgrades."""
        if self._places - {Place.SETTINGS}:
            between = None if Place.CONTACT in self._places else PROFILE_AND_RECORDS
            yield from _pages(self._keys.contact_partition(contact_id), between, dry_run=dry_run)


def _pages(pk: str, between: tuple[str, str] | None, *, dry_run: bool) -> Iterator[Rewritten]:
    def page(after: After | None) -> tuple[list[Rewritten], After | None]:
        found = rewrite_page(pk, between=between, after=after, dry_run=dry_run)
        return [found], found.after

    return every(page)
