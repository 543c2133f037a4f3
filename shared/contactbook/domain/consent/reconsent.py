"""Re-consent runs, which ask the contacts of a tenant for their consent again (S2.121-S2.125)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Flag, Key, Moment, Record
from contactbook.domain.base.versions import next_version
from contactbook.domain.consent.states import ASKED_AGAIN
from contactbook.domain.contacts.record import ConsentState, Contact


class RunState(StrEnum):
    """The progress of a run."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class ReconsentDraft(Draft):
    """What a caller sends to start a run: the form that every contact gets."""

    form_attachment_id: Key


class ReconsentRunView(Record):
    """A run with its counts.

    `asked` counts contacts that are pending under the new form or have answered it since. `untouched` counts contacts that are
    withdrawn, anonymized or about to be. `failed` counts contacts that could not be changed, also when the run came to them again.
    """

    run_id: str
    form_attachment_id: str
    state: RunState = RunState.WAITING
    asked: int = 0
    untouched: int = 0
    failed: int = 0
    started_at: Moment
    started_by: Actor
    finished_at: Moment | None = None


class Outcome(StrEnum):
    """What became of one contact in a run."""

    ASKED = "asked"
    ASKED_BEFORE = "asked_before"
    UNTOUCHED = "untouched"
    FAILED = "failed"


class Settled(NamedTuple):
    """What became of one contact, and what the run tells of one that it did not ask. Who is anonymized is counted alone."""

    outcome: Outcome
    told: RefusedContact | None = None


class ReconsentRun(ReconsentRunView):
    """A stored run. `after` is where the next slice continues; a finished run has none.

    A run pages the contacts by name, and a contact that is renamed meanwhile can move behind the page that was reached. So a run
    pages them twice. In the second pass (`is_second_look`) it asks only the contacts that the first one missed.
    """

    is_second_look: Flag = False
    after: After | None = None


def was_asked_by(run: ReconsentRun, contact: Contact) -> bool:
    """True if the run has asked the contact: it has the run's form, and no answer from before the run.

    So a slice that is delivered again skips the contacts that have answered meanwhile.
    """
    consent = contact.consent
    if consent.form_attachment_id != run.form_attachment_id:
        return False
    return consent.updated_at is None or consent.updated_at >= run.started_at


def may_be_missed(run: ReconsentRun, contact: Contact) -> bool:
    """True if the second pass has to ask the contact."""
    is_asked = contact.consent.state in ASKED_AGAIN and contact.erasure is None and not contact.anonymization_pending
    return is_asked and not was_asked_by(run, contact)


def untouched(contact: Contact) -> Settled:
    """Return what a run tells of a contact that it may not ask (S2.123)."""
    if contact.erasure is not None:
        return Settled(Outcome.UNTOUCHED)
    is_withdrawn = contact.consent.state is ConsentState.WITHDRAWN and not contact.anonymization_pending
    code = "withdrawn" if is_withdrawn else "anonymization_pending"
    return Settled(Outcome.UNTOUCHED, RefusedContact(contact_id=contact.contact_id, code=code))


def with_page(run: ReconsentRun, outcomes: Sequence[Outcome], after: After | None, now: datetime) -> ReconsentRun:
    """Return the run after one page. It is finished after the last page of the second pass."""
    is_over = after is None and run.is_second_look
    # The first pass counts each contact once, even if a page is repeated; the second counts only contacts that it asked itself. It comes
    # again to those that failed in the first.
    asked = {Outcome.ASKED} if run.is_second_look else {Outcome.ASKED, Outcome.ASKED_BEFORE}
    return next_version(
        run,
        state=RunState.FINISHED if is_over else RunState.RUNNING,
        finished_at=now if is_over else None,
        is_second_look=run.is_second_look or after is None,
        after=after,
        asked=run.asked + sum(outcome in asked for outcome in outcomes),
        untouched=run.untouched + (0 if run.is_second_look else outcomes.count(Outcome.UNTOUCHED)),
        failed=run.failed + (outcomes.count(Outcome.FAILED) if run.is_second_look else 0),
    )
