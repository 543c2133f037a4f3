"""Anonymization runs: anonymize every contact that meets the conditions of the settings (S2.138)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, every
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.messages import AnonymizationMessage
from contactbook.domain.erasure.runs import (
    AnonymizationOutcome,
    AnonymizationRun,
    AnonymizationRunDraft,
    AnonymizationRunState,
    RunContact,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.erasure.anonymization import JOB, anonymize_unless_blocked, require_enabled
from contactbook.services.erasure.marking import blockers_of, would_become
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# What became of a contact; None if the run passed over it: it does not meet the conditions, or whoever asked may not change it.
_Settled = RunContact | None


def start_run(store: TenantStore, draft: AnonymizationRunDraft, *, by: Caller, now: datetime) -> AnonymizationRun:
    """Start a run over everything that is pending (S2.140) and every contact that meets the conditions (S2.138).

    It anonymizes only what the caller may change, and in the caller's name (S3.16). A dry run anonymizes nobody (S2.131).
    Without conditions the run does only what is pending: no conditions must not mean everyone. Raises RuleBroken
    `anonymization_disabled`.
    """
    require_enabled(store.settings.fresh().anonymization.enabled)
    run_id = new_id("anr", now)
    # Each audit entry then names the run that made it.
    asked = with_fields(by, request_id=run_id, source_ip=None, user_agent=None)
    run = AnonymizationRun(run_id=run_id, dry_run=draft.dry_run, started_at=now, started_by=by.actor, requested_by=asked)
    change = TenantChange("anonymization_run.started", run.run_id, None, run, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.anonymization_runs.add_of(run), by=by, now=now)
    queues.send(config().anonymization_queue_url, [AnonymizationMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return run


def continue_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Continue a run from its cursor, page by page. A finished run stays as it is. Raises NotFound, ConcurrentUpdate."""
    run = store.anonymization_runs.get(run_id)
    if run.state is AnonymizationRunState.FINISHED:
        return Work.DONE
    if not run.pending_done:
        if _settle_pending(store, run, now, has_time) is Work.LEFT:
            return Work.LEFT
        run = _after_pending(store, run)
    if not store.settings.current().anonymization.conditions:
        _save(store, run, WalkedPage(0, (), None), now)
        return Work.DONE
    walk = Walk(
        lambda contact: _settle_if_due(store, run, contact, now, has_time), lambda before, page: _save(store, before, page, now)
    )
    _, work = walk.go_on(store, run, after=run.cursor, has_time=has_time)
    return work


def page_of_contacts(
    store: TenantStore, run_id: str, *, by: Caller, limit: int, after: After | None, only_blocked: bool = False
) -> tuple[list[RunContact], After | None]:
    """Return a page of the run's contacts that the caller may view: a query and a batch read. Raises NotFound."""
    store.anonymization_runs.get(run_id)
    found, further = store.anonymization_runs.page_of_contacts(run_id, limit=limit, after=after, only_blocked=only_blocked)
    groups = store.settings.current().groups
    contacts = store.contacts.listed([one.contact_id for one in found])
    shown = {contact.contact_id for contact in contacts if may(by, contact, GroupRight.VIEW, groups)}
    return [one for one in found if one.contact_id in shown], further


def _settle_pending(store: TenantStore, run: AnonymizationRun, now: datetime, has_time: TimeLeft) -> Work:
    """Settle every contact whose anonymization was requested or has begun (S2.140). A slice that is cut off begins again."""
    for due in every(lambda after: store.anonymization_runs.page_of_due(now=now, limit=_PAGE, after=after)):
        if due.is_deleted:
            # The daily round erases it; a run tells of contacts that are there.
            continue
        settled = _settle(store, run, due.contact_id, job(JOB), now, has_time) if has_time() else Work.LEFT
        if settled is Work.LEFT:
            return Work.LEFT
        store.anonymization_runs.save_contacts(run, [settled])
    return Work.DONE


def _after_pending(store: TenantStore, run: AnonymizationRun) -> AnonymizationRun:
    """Save that nothing is pending any more, with the counts of all that an earlier slice settled too."""
    stored = list(every(lambda at: store.anonymization_runs.page_of_contacts(run.run_id, limit=_PAGE, after=at)))
    counted = _counted(with_fields(run, anonymized=0, would_anonymize=0, blocked=0), stored)
    after = next_version(counted, state=AnonymizationRunState.RUNNING, pending_done=True)
    store.anonymization_runs.save(after)
    return after


def _save(store: TenantStore, before: AnonymizationRun, page: WalkedPage[_Settled], now: datetime) -> AnonymizationRun:
    """Save what became of the contacts of a page, then the run."""
    settled = [one for one in page.outcomes if one is not None]
    store.anonymization_runs.save_contacts(before, settled)
    after = next_version(
        _counted(before, settled),
        state=AnonymizationRunState.FINISHED if page.is_last else AnonymizationRunState.RUNNING,
        cursor=page.after,
        contacts=before.contacts + page.listed,
        finished_at=now if page.is_last else None,
    )
    store.anonymization_runs.save(after)
    return after


def _counted(run: AnonymizationRun, settled: Sequence[RunContact]) -> AnonymizationRun:
    """Return the run with these contacts in its counts."""
    counts = {outcome.value: [one.outcome for one in settled].count(outcome) for outcome in AnonymizationOutcome}
    return with_fields(run, **{name: getattr(run, name) + count for name, count in counts.items()})


def _settle_if_due(
    store: TenantStore, run: AnonymizationRun, listed: Contact, now: datetime, has_time: TimeLeft
) -> _Settled | Literal[Work.LEFT]:
    """Anonymize one contact if it meets the conditions and nothing else blocks it. What was pending is settled already."""
    by = run.requested_by or job(JOB, asked_by=run.started_by, run_id=run.run_id)
    profile = None if listed.erasure or listed.anonymization_pending else store.contacts.profile(listed.contact_id)
    if not isinstance(profile, Profile) or not may(by, profile.contact, GroupRight.EDIT, store.settings.current().groups):
        return None
    if "settings_condition" in blockers_of(store, profile, now):
        return None
    return _settle(store, run, listed.contact_id, by, now, has_time)


def _settle(
    store: TenantStore, run: AnonymizationRun, contact_id: str, by: Caller, now: datetime, has_time: TimeLeft
) -> RunContact | Literal[Work.LEFT]:
    """Anonymize the contact, or say what a real run would do."""
    if not run.dry_run:
        return anonymize_unless_blocked(store, contact_id, by=by, now=now, has_time=has_time)
    return would_become(store, contact_id, now=now)
