"""Privacy levels (S2.10): every contact gets its new level when the rules change."""

from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.values import Part
from contactbook.domain.contacts.access import privacy_level
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import PrivacyLevels
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.contacts.settling import settle_contacts
from contactbook.storage.tenant_store import TenantStore

JOB = "privacy-levels"


def apply_rules(store: TenantStore, before: Settings, section: Part, by: Caller, now: datetime) -> None:
    """Give every contact its level under the rules that were just saved: at once for a small tenant, else by a rebuild."""
    if not isinstance(section, PrivacyLevels) or section == before.privacy_levels:
        return
    own = job(JOB, asked_by=by.actor)
    settle_contacts(store, lambda contact: settle(store, contact, section, by=own, now=now), by=by, now=now)


def settle(store: TenantStore, listed: Contact, levels: PrivacyLevels, *, by: Caller, now: datetime) -> bool:
    """Give one contact its level; return True if that changed it."""
    # The index may lag: it only tells which contacts to read.
    if listed.privacy_level == privacy_level(listed, levels):
        return False
    return _settle(store, listed.contact_id, levels, by=by, now=now)


@retried_when_raced
def _settle(store: TenantStore, contact_id: str, levels: PrivacyLevels, *, by: Caller, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure or contact.privacy_level == privacy_level(contact, levels):
        return False
    change = ContactChange(before=contact, after=contact, action="contact.privacy_level_changed")
    commit_change(store, change, by=by, now=now)
    return True
