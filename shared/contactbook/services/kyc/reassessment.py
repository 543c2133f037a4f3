"""Reassessing contacts under a new KYC definition (S2.76): at once for a small tenant, in the background for a large one."""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import JsonValue

from contactbook.config import config
from contactbook.domain.base.callers import Actor, Caller, job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Part
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.messages import KycReassessMessage
from contactbook.domain.kyc.profiles import reassessed
from contactbook.domain.kyc.terms import with_limits_judged
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.steps import steps_left
from contactbook.services.jobs.walk import Walk
from contactbook.services.kyc.noticing import with_limits_known
from contactbook.storage.tenant_store import TenantStore

JOB = "kyc-definition"
# What the answer to a new definition calls the contacts with a credit limit above the maximum.
ABOVE_MAXIMUM = "above_maximum"
# Contacts that are reassessed within the request that changes the definition. The job does the others.
_MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Reassessed:
    """How far a reassessment has come, and of how many contacts so far a credit limit is above the maximum (S2.72)."""

    after: After | None
    above_maximum: int = 0


def apply_definition(store: TenantStore, before: Settings, section: Part, by: Caller, now: datetime) -> dict[str, JsonValue]:
    """Reassess every contact under the definition that was just saved. Return what the answer says of those done at once."""
    if not isinstance(section, Kyc) or section == before.kyc:
        return {}
    done, work = reassess_contacts(store, None, asked_by=by.actor, now=now, has_time=steps_left(_MOST_AT_ONCE))
    if work is Work.LEFT:
        message = KycReassessMessage(tenant_id=store.tenant_id, cursor=done.after, asked_by=by.actor)
        queues.send(config().kyc_expiry_queue_url, [message])
    return {ABOVE_MAXIMUM: {"contacts": done.above_maximum, "complete": work is Work.DONE}}


def reassess_contacts(
    store: TenantStore, cursor: After | None, *, asked_by: Actor | None, now: datetime, has_time: TimeLeft
) -> tuple[Reassessed, Work]:
    """Reassess contacts from the cursor on. Return where to continue, and if work is left. Repeating is safe."""
    walk = Walk[Reassessed, bool](
        lambda contact: _reassess(store, contact, asked_by, now),
        lambda done, page: Reassessed(page.after, done.above_maximum + sum(page.outcomes)),
    )
    return walk.go_on(store, Reassessed(cursor), after=cursor, has_time=has_time)


def run_reassessment(message: KycReassessMessage, now: datetime, has_time: TimeLeft) -> None:
    """Reassess contacts from the message's cursor on."""
    store = open_store(message.tenant_id)
    done, work = reassess_contacts(store, message.cursor, asked_by=message.asked_by, now=now, has_time=has_time)
    if work is Work.LEFT:
        queues.send(config().kyc_expiry_queue_url, [with_fields(message, cursor=done.after)])


def _reassess(store: TenantStore, listed: Contact, asked_by: Actor | None, now: datetime) -> bool:
    """Reassess one contact. Return True if one of its credit limits is above the maximum then."""
    settings = store.settings.current()
    today = today_in(settings.localization.time_zone, now)
    # The index may lag: it only tells which contacts to read.
    is_known = listed.credit_limits is not None or not listed.had_account
    if is_known and not _differs(_judged(listed, settings.kyc, today), listed):
        return listed.above_maximum
    try:
        return _reassess_stored(store, listed.contact_id, settings.kyc, today, by=job(JOB, asked_by=asked_by), now=now)
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("a contact could not be reassessed", contact_id=listed.contact_id, error=error.code)
        return listed.above_maximum


@retried_when_raced
def _reassess_stored(store: TenantStore, contact_id: str, kyc: Kyc, today: date, *, by: Caller, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure:
        return False
    after = _judged(with_limits_known(store, contact), kyc, today)
    if not _differs(after, contact):
        return after.above_maximum
    change = ContactChange(before=contact, after=after, action=_action(contact.kyc, after.kyc))
    return commit_change(store, change, by=by, now=now).above_maximum


def _judged(contact: Contact, kyc: Kyc, today: date) -> Contact:
    return with_limits_judged(reassessed(contact, kyc, today), kyc)


def _differs(after: Contact, before: Contact) -> bool:
    return (after.kyc, after.above_maximum) != (before.kyc, before.above_maximum)


def _action(before: ContactKyc | None, after: ContactKyc | None) -> str:
    """Return the action that the audit entry names."""
    if after is None:
        return "kyc.removed" if before else "kyc.maximum_changed"
    if before is None or before.profile != after.profile:
        return "kyc.assigned"
    if after == before:
        return "kyc.maximum_changed"
    return "kyc.expired" if after.state is not before.state and after.state is KycState.EXPIRED else "kyc.term_changed"
