"""Anonymizing contacts: by action, by consent, by batch (S2.131-S2.141). First the mark, which closes the contact at once."""

from datetime import date, datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.base.values import Draft
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.erasure.anonymization import AnonymizationCheck, ErasureCertificate, blockers, require_unblocked, shell_of
from contactbook.domain.segments.criteria_parsing import parsed_conditions
from contactbook.domain.settings.permissions import Anonymization, GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.access import seen, visible_profile
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions.suppressions import erase_values, keep_from_being_contacted
from contactbook.services.erasure.erasing import erase
from contactbook.services.erasure.retention import remove_old_import_files
from contactbook.services.jobs.anonymization_requests import anonymization_message
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.erasure.traces import AnonymizationRun, AnonymizationRunState
from contactbook.storage.tenant_store import TenantStore

JOB = "anonymization"
_PAGE = 100
# Lists of a contact that leave with the mark itself; one with more leaves them in a step before.
_LISTS_AT_ONCE = 20


def check_conditions(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Raises ValidationFailed where the conditions of the settings are no criteria (S2.136)."""
    if isinstance(section, Anonymization):
        parsed_conditions(section.conditions, before.custom_fields)


def check_anonymization(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> AnonymizationCheck:
    """Every blocker at once; changes nothing. Raises NotFound, Merged."""
    profile = visible_profile(store, contact_id, by=by)
    found = _blockers(store, profile, now)
    return AnonymizationCheck(contact_id=contact_id, allowed=not found, blockers=tuple(found))


def anonymize_contact(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, has_time: TimeLeft, if_match: int | None = None
) -> Erasure:
    """Anonymize the contact now; how far it came. An anonymized one stays as it is: twice is once.

    Raises RuleBroken `anonymization_disabled` (S2.137), `anonymization_blocked` with every reason, VersionMismatch, NotFound,
    Merged.
    """
    if not store.settings.current().anonymization.enabled:
        raise RuleBroken("The tenant's settings do not allow anonymization.", code="anonymization_disabled")
    if mark(store, contact_id, by=by, now=now, if_match=if_match) is Erasure.ANONYMIZED:
        return Erasure.ANONYMIZED
    if erase(store, contact_id, by=by, now=now, has_time=has_time):
        return Erasure.ANONYMIZED
    queues.send(config().anonymization_queue_url, [anonymization_message(store, contact_id)])
    return Erasure.ERASING


@retried_when_raced
def mark(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> Erasure:
    """The first phase: blank the contact and close it for everything, in one transaction; how far it is then.

    Its claims are freed and its lists left with it; its addresses stay suppressed, known by their keyed hashes only. Raises as
    `anonymize_contact`.
    """
    profile = _profile(store, contact_id, by)
    contact = profile.contact
    if contact.erasure is not None:
        return contact.erasure
    require_version(contact.version, if_match)
    require_unblocked(_blockers(store, profile, now))
    if len(contact.list_ids) > _LISTS_AT_ONCE:
        without = with_fields(contact, list_ids=())
        contact = commit_change(store, ContactChange(contact, without, "contact.lists_changed", conceals=True), by=by, now=now)
    keep_from_being_contacted(store, contact, store.accounts.all_in(profile.children), now=now)
    certificate = ErasureCertificate(contact_id=contact_id, requested_at=now, requested_by=f"{by.actor.type.value}:{by.actor.id}")
    change = ContactChange(
        before=contact,
        after=shell_of(contact, now),
        action="contact.anonymization_started",
        writes=(store.erasure.certificate_of(certificate, is_new=True),),
        conceals=True,
    )
    commit_change(store, change, by=by, now=now)
    erase_values(store, contact, store.accounts.all_in(profile.children))
    return Erasure.ERASING


def start_run(store: TenantStore, *, now: datetime) -> AnonymizationRun:
    """Anonymize what is pending (S2.140) and every contact that meets the conditions of the settings, in the background (S2.138).

    Without conditions it is only what is pending: no conditions must not mean everyone. Raises RuleBroken
    `anonymization_disabled`.
    """
    settings = store.settings.fresh().anonymization
    if not settings.enabled:
        raise RuleBroken("The tenant's settings do not allow anonymization.", code="anonymization_disabled")
    run = AnonymizationRun(run_id=new_id("anr", now), started_at=now)
    store.erasure.add_run(run)
    queues.send(config().anonymization_queue_url, [JobMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return run


def run_anonymization(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """One message of the job: fan out; one contact; a batch; or the tenant's daily round."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().anonymization_queue_url, message)
        return
    store = open_store(message.tenant_id)
    contact_id = message.arguments.get("contact_id")
    if isinstance(contact_id, str):
        unfinished = not _go_on(store, contact_id, now, has_time)
    elif message.run_id is not None:
        unfinished = _carry_on(store, message.run_id, now, has_time)
    else:
        unfinished = _daily_round(store, now, has_time)
    if unfinished:
        queues.send(config().anonymization_queue_url, [message])


def _daily_round(store: TenantStore, now: datetime, has_time: TimeLeft) -> bool:
    """Everything that was asked for or begun and is not done (S2.140); then the batch, if the settings want one (S2.138)."""
    if not _go_on_with_pending(store, now, has_time):
        return True
    remove_old_import_files(store, now=now)
    settings = store.settings.current().anonymization
    if settings.enabled and settings.batch.enabled and settings.conditions:
        start_run(store, now=now)
    return False


def _go_on_with_pending(store: TenantStore, now: datetime, has_time: TimeLeft) -> bool:
    """Go on with every contact of which anonymization was asked for or has begun; False when the time was over."""
    after: dict[str, str] | None = None
    while True:
        contact_ids, after = store.erasure.page_of_due(now=now, limit=_PAGE, after=after)
        for contact_id in contact_ids:
            if not has_time() or not _go_on(store, contact_id, now, has_time):
                return False
        if after is None:
            return True


def _go_on(store: TenantStore, contact_id: str, now: datetime, has_time: TimeLeft) -> bool:
    """Anonymize one contact for the job; False when the time was over. One that is blocked waits for the next round."""
    try:
        if mark(store, contact_id, by=job(JOB), now=now) is Erasure.ANONYMIZED:
            return True
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        logger.info("a contact could not be anonymized yet", contact_id=contact_id, error=error.code)
        return True
    return erase(store, contact_id, by=job(JOB), now=now, has_time=has_time)


def _carry_on(store: TenantStore, run_id: str, now: datetime, has_time: TimeLeft) -> bool:
    """Work on a batch, page by page, from where it stands; True when the time was over first."""
    run = store.erasure.get_run(run_id)
    if run.state is not AnonymizationRunState.FINISHED and run.cursor is None and not _go_on_with_pending(store, now, has_time):
        return True
    anyone = bool(store.settings.current().anonymization.conditions)
    while run.state is not AnonymizationRunState.FINISHED:
        if not has_time():
            return True
        contacts, after = store.contacts.page_by_name(limit=_PAGE, after=run.cursor) if anyone else ([], None)
        outcomes = [_anonymize_if_due(store, contact, now, has_time) for contact in contacts if contact.erasure is None]
        if None in outcomes:
            return True
        run = next_version(
            run,
            state=AnonymizationRunState.RUNNING if after else AnonymizationRunState.FINISHED,
            cursor=after,
            contacts=run.contacts + len(contacts),
            anonymized=run.anonymized + outcomes.count("anonymized"),
            blocked=run.blocked + outcomes.count("blocked"),
            finished_at=None if after else now,
        )
        store.erasure.save_run(run)
    return False


def _anonymize_if_due(store: TenantStore, listed: Contact, now: datetime, has_time: TimeLeft) -> str | None:
    """What became of one contact of a batch: `anonymized`, `blocked`, `""` where it meets no condition, None without time."""
    profile = store.contacts.profile(listed.contact_id)
    if not isinstance(profile, Profile):
        return ""
    found = _blockers(store, profile, now)
    if found:
        return "" if "settings_condition" in found else "blocked"
    return "anonymized" if _go_on(store, listed.contact_id, now, has_time) else None


def _blockers(store: TenantStore, profile: Profile, now: datetime) -> list[str]:
    settings = store.settings.current()
    accounts = store.accounts.all_in(profile.children)
    return blockers(
        profile.contact,
        accounts,
        store.engagements.all_in(profile.children),
        unbilled=store.transactions.has_unbilled([account.account_id for account in accounts]),
        conditions=parsed_conditions(settings.anonymization.conditions, settings.custom_fields),
        today=_today(settings, now),
    )


def _profile(store: TenantStore, contact_id: str, by: Caller) -> Profile:
    profile = visible_profile(store, contact_id, by=by)
    seen(store, profile.contact, by=by, right=GroupRight.EDIT)
    return profile


def _today(settings: Settings, now: datetime) -> date:
    return today_in(settings.localization.time_zone, now)
