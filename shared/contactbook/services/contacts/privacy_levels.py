"""Update the privacy levels of contacts after their rules have changed (S2.10). A save updates a contact's own level."""

from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.domain.base.jobs import Work
from contactbook.domain.base.paging import pages
from contactbook.domain.base.values import Draft
from contactbook.domain.contacts.privacy import privacy_level
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import PrivacyLevels
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.rebuild_requests import begin_rebuild
from contactbook.storage.tenant_store import TenantStore

JOB = "privacy-levels"
# Most contacts that the request which changes the rules updates itself. A rebuild updates the others.
_MOST_AT_ONCE = 300
_PAGE = 100


def apply_rules(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:
    """Update the level of every contact to the rules that were just saved; for a large tenant, begin a rebuild that does it."""
    if not isinstance(section, PrivacyLevels) or section == before.privacy_levels:
        return
    try:
        work = _update_first_contacts(store, section, now)
    except (ConcurrentUpdate, StorageUnavailable):
        work = Work.LEFT
    if work is Work.LEFT:
        begin_rebuild(store, now=now)


def _update_first_contacts(store: TenantStore, levels: PrivacyLevels, now: datetime) -> Work:
    visited = 0
    for listed, after in pages(lambda after: store.contacts.page_by_name(limit=_PAGE, after=after)):
        for contact in listed:
            settle(store, contact, levels, now)
        visited += len(listed)
        if after is not None and visited >= _MOST_AT_ONCE:
            return Work.LEFT
    return Work.DONE


def settle(store: TenantStore, listed: Contact, levels: PrivacyLevels, now: datetime) -> bool:
    """Update the level of one contact; return True if it changed."""
    # The index may lag behind the contact, so it only says which contact to read.
    if listed.privacy_level == privacy_level(listed, levels):
        return False
    return _settle(store, listed.contact_id, levels, now)


@retried_when_raced
def _settle(store: TenantStore, contact_id: str, levels: PrivacyLevels, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure or contact.privacy_level == privacy_level(contact, levels):
        return False
    change = ContactChange(before=contact, after=contact, action="contact.privacy_level_changed")
    commit_change(store, change, by=job(JOB), now=now)
    return True
