"""Rewriting a tenant's stored documents of an older schema, contact by contact, while traffic goes on (S8.5).

Whoever reads a document upgrades it, so the walk is needed only before the upgrade itself can be forgotten. It may stop anywhere and be
repeated: what is rewritten is not written again. A contact that is renamed meanwhile can move behind the page that was reached, so
the walk is repeated until one finds nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from contactbook.domain.base.paging import pages
from contactbook.storage.base.migrating import Rewritten
from contactbook.storage.stream.documents import DocumentRepository
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# Only an older version of the code that still runs makes documents of an older schema as fast as the walk rewrites them.
_MOST_WALKS = 5


@dataclass(frozen=True)
class MigrationProgress:
    """How far the walks over one tenant are.

    `contacts` of `total` are done in walk number `walk`; `rewritten` documents in all walks. `left` documents of this walk do not fit into
    an item in the present schema, or were changed too often meanwhile. The next page begins behind `contact_id`.
    """

    tenant_id: str
    total: int
    walk: int = 1
    contacts: int = 0
    rewritten: int = 0
    left: int = 0
    contact_id: str | None = None

    def with_pages(self, found: Iterable[Rewritten]) -> "MigrationProgress":
        """Return the progress after some pages were rewritten."""
        after = self
        for page in found:
            after = replace(after, rewritten=after.rewritten + page.documents, left=after.left + len(page.left))
        return after


Tell = Callable[[MigrationProgress], None]


def migrate_tenant(store: TenantStore, *, tell: Tell, after: str | None = None, dry_run: bool = False) -> MigrationProgress:
    """Walk over a tenant until nothing is left to rewrite, and return the end; `tell` hears of each page of contacts.

    `after` names the contact behind which the first walk begins; the next one begins at the start. `dry_run` counts in one walk what
    would be rewritten. One query for each contact, one for a page of contacts, and one write for each document.
    Raises NotFound if that contact is gone, StorageUnavailable.
    """
    documents = DocumentRepository(store.keys)
    before = MigrationProgress(store.tenant_id, documents.count_contacts())
    done = _walk(store, documents, before, tell, after=after, dry_run=dry_run)
    while not dry_run and done.walk < _MOST_WALKS and (done.rewritten > before.rewritten or (after and done.walk == 1)):
        before = replace(done, walk=done.walk + 1, contacts=0, left=0, contact_id=None)
        done = _walk(store, documents, before, tell, after=None, dry_run=dry_run)
    return done


def _walk(
    store: TenantStore,
    documents: DocumentRepository,
    progress: MigrationProgress,
    tell: Tell,
    *,
    after: str | None,
    dry_run: bool,
) -> MigrationProgress:
    progress = progress.with_pages(documents.rewrite_settings(dry_run=dry_run))
    start = documents.place_of(after) if after else None
    for contacts, _ in pages(lambda place: store.contacts.page_by_name(limit=_PAGE, after=place), after=start):
        for contact in contacts:
            # What stays with a contact that was merged lies in the partition of that contact.
            for contact_id in contact.own_ids():
                progress = progress.with_pages(documents.rewrite_contact(contact_id, dry_run=dry_run))
        if contacts:
            progress = replace(progress, contacts=progress.contacts + len(contacts), contact_id=contacts[-1].contact_id)
        tell(progress)
    return progress
