"""Anonymization runs: anonymize every contact that meets the conditions of the settings (S2.138)."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.messages import AnonymizationMessage
from contactbook.domain.erasure.runs import AnonymizationRun, AnonymizationRunState
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.erasure.anonymization import JOB, anonymize_pending, anonymize_unless_blocked, require_enabled
from contactbook.services.erasure.marking import blockers_of
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore


class _Outcome(StrEnum):
    """What became of one contact in a run."""

    ANONYMIZED = "anonymized"
    BLOCKED = "blocked"
    PASSED = "passed"  # it does not meet the conditions, or whoever asked may not change it


def start_run(store: TenantStore, *, by: Caller, now: datetime) -> AnonymizationRun:
    """Start a run over everything that is pending (S2.140) and every contact that meets the conditions (S2.138).

    It anonymizes only what the caller may change, and in the caller's name (S3.16).
    Without conditions the run does only what is pending: no conditions must not mean everyone. Raises RuleBroken
    `anonymization_disabled`.
    """
    require_enabled(store.settings.fresh().anonymization.enabled)
    run_id = new_id("anr", now)
    # Each audit entry then names the run that made it.
    asked = with_fields(by, request_id=run_id, source_ip=None, user_agent=None)
    run = AnonymizationRun(run_id=run_id, started_at=now, started_by=by.actor, requested_by=asked)
    change = TenantChange("anonymization_run.started", run.run_id, None, run, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.anonymization_runs.add_of(run), by=by, now=now)
    queues.send(config().anonymization_queue_url, [AnonymizationMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return run


def continue_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Continue a run from its cursor, page by page. A finished run stays as it is. Raises NotFound, ConcurrentUpdate."""
    run = store.anonymization_runs.get(run_id)
    if run.state is AnonymizationRunState.FINISHED:
        return Work.DONE
    if run.cursor is None and anonymize_pending(store, now=now, has_time=has_time) is Work.LEFT:
        return Work.LEFT

    def save(before: AnonymizationRun, page: WalkedPage[_Outcome]) -> AnonymizationRun:
        after = _with_page(before, page, now)
        store.anonymization_runs.save(after)
        return after

    if not store.settings.current().anonymization.conditions:
        save(run, WalkedPage(0, (), None))
        return Work.DONE
    by = run.requested_by or job(JOB, asked_by=run.started_by, run_id=run.run_id)
    walk = Walk(lambda contact: _anonymize_if_due(store, contact, by, now, has_time), save)
    _, work = walk.go_on(store, run, after=run.cursor, has_time=has_time)
    return work


def _with_page(run: AnonymizationRun, page: WalkedPage[_Outcome], now: datetime) -> AnonymizationRun:
    return next_version(
        run,
        state=AnonymizationRunState.FINISHED if page.is_last else AnonymizationRunState.RUNNING,
        cursor=page.after,
        contacts=run.contacts + page.listed,
        anonymized=run.anonymized + page.outcomes.count(_Outcome.ANONYMIZED),
        blocked=run.blocked + page.outcomes.count(_Outcome.BLOCKED),
        finished_at=now if page.is_last else None,
    )


def _anonymize_if_due(
    store: TenantStore, listed: Contact, by: Caller, now: datetime, has_time: TimeLeft
) -> _Outcome | Literal[Work.LEFT]:
    """Anonymize one contact if it meets the conditions and nothing else blocks it."""
    profile = None if listed.erasure else store.contacts.profile(listed.contact_id)
    if not isinstance(profile, Profile) or not may(by, profile.contact, GroupRight.EDIT, store.settings.current().groups):
        return _Outcome.PASSED
    found = blockers_of(store, profile, now)
    if found:
        return _Outcome.PASSED if "settings_condition" in found else _Outcome.BLOCKED
    work = anonymize_unless_blocked(store, listed.contact_id, by=by, now=now, has_time=has_time)
    return Work.LEFT if work is Work.LEFT else _Outcome.ANONYMIZED
