"""An industry belongs to a sector (S2.8): its contacts follow when the settings move it to another one."""

from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.values import Part
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.classification import moved_industries, moved_sector
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import Industries
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.contacts.settling import settle_contacts
from contactbook.storage.tenant_store import TenantStore

JOB = "sectors"


def apply_sectors(store: TenantStore, before: Settings, section: Part, by: Caller, now: datetime) -> None:
    """Give the contacts of an industry that was just moved its sector: at once for a small tenant, else by a rebuild."""
    if isinstance(section, Industries) and moved_industries(before.industries, section):
        own = job(JOB, asked_by=by.actor, run_id=by.request_id)
        settle_contacts(store, lambda contact: settle(store, contact, section, by=own, now=now), by=by, now=now)


def settle(store: TenantStore, listed: Contact, industries: Industries, *, by: Caller, now: datetime) -> bool:
    """Give one contact the sector of its industry; return True if that changed it."""
    # The index may lag: it only tells which contacts to read.
    return moved_sector(listed, industries) is not None and _settle(store, listed.contact_id, industries, by=by, now=now)


@retried_when_raced
def _settle(store: TenantStore, contact_id: str, industries: Industries, *, by: Caller, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    sector = moved_sector(contact, industries) if isinstance(contact, Contact) else None
    if not isinstance(contact, Contact) or sector is None:
        return False
    after = with_fields(contact, industry_sector=sector)
    change = ContactChange(before=contact, after=after, action="contact.changed")
    commit_change(store, change, by=by, now=now)
    return True
