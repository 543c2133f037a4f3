"""Privacy levels follow their rules (S2.10): a contact's on each save, everyone's when the rules change."""

from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
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
# Contacts that get their new level within the request that changed the rules; more get it with a rebuild.
_MOST_AT_ONCE = 300
_PAGE = 100


def apply_rules(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:
    """Give every contact the level that the rules which were just saved give it: a small tenant's at once."""
    if not isinstance(section, PrivacyLevels) or section == before.privacy_levels:
        return
    seen, after = 0, None
    while seen < _MOST_AT_ONCE:
        listed, after = store.contacts.page_by_name(limit=_PAGE, after=after)
        for contact in listed:
            try:
                settle(store, contact, section, now)
            except (ConcurrentUpdate, StorageUnavailable):
                begin_rebuild(store, now=now)
                return
        seen += len(listed)
        if after is None:
            return
    begin_rebuild(store, now=now)


def settle(store: TenantStore, listed: Contact, levels: PrivacyLevels, now: datetime) -> bool:
    """Give one contact its level; whether it had another."""
    # The index may lag: it only says whom to look at.
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
