"""Plans a run: page by page its audience becomes slices, and each recipient one communication.

A page costs one query, one batch read and the writes. The slice is saved first, so that planning the page again plans the same
recipients. Each communication has a derived id, so it exists once. The run's progress is saved last. So a crash at any point, and
a second delivery, leave the same result.
"""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import SHARDS, Recipient, Slice
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.runs.audiences import AudiencePage, page_of_audience
from contactbook.services.runs.run_decisions import count_decisions
from contactbook.services.runs.run_queues import OVERDUE, send_slice_to_sender, send_to_planner
from contactbook.storage.communications.communications import AlreadyThere
from contactbook.storage.runs.runs import SliceExists
from contactbook.storage.tenant_store import TenantStore


def plan_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> None:
    """Plan as many pages as there is time for, then send the continuation. Idempotent, even when run concurrently."""
    planner: Planner | None = None
    run = store.runs.find(run_id)
    while run is not None and not _is_idle(run, now):
        if not has_time():
            send_to_planner(store, run_id)
            return
        planner = planner or Planner(store, run, now)
        try:
            run = planner.plan_page(run)
        except ConcurrentUpdate:
            # Another planner, a pause or a cancellation changed the run: read it again.
            run = store.runs.find(run_id)


def _is_idle(run: Run, now: datetime) -> bool:
    """True if there is nothing to plan now."""
    return run.planning.complete or run.cancelled_at is not None or (run.scheduled_for is not None and run.scheduled_for > now)


class Planner:
    """Plans pages of one run; what every page needs is read once."""

    def __init__(self, store: TenantStore, run: Run, now: datetime) -> None:
        self._store = store
        self._now = now
        self._decider = Decider(store, run.exclude.suppression_list_ids)
        self._type = store.notification_types.find(run.notification_type_id)

    def plan_page(self, run: Run) -> Run:
        """Plan the next page of the audience and return the saved run. Raises ConcurrentUpdate."""
        page = page_of_audience(self._store, run, after=run.planning.after, now=self._now)
        if not page.recipients:
            return self._advance(run, page.after)
        due_at = None if run.dry_run else self._now + OVERDUE
        number = run.planning.slices
        planned = Slice(run_id=run.run_id, number=number, recipients=page.recipients, after=page.after, due_at=due_at)
        try:
            self._store.runs.add_slice(planned)
        except SliceExists as before:
            planned = before.stored
            contacts = self._store.contacts.get_many([found.contact_id for found in planned.recipients])
            page = AudiencePage(planned.recipients, {contact.contact_id: contact for contact in contacts}, planned.after)
        if run.dry_run:
            tally = count_decisions(self._store, run, planned)
            return self._advance(run, planned.after, planned=len(planned.recipients), slices=1, tally=tally)
        count = sum(self._plan_one(run, planned, recipient, page) for recipient in planned.recipients)
        if number < SHARDS:
            send_slice_to_sender(self._store, run.run_id, number)
        return self._advance(run, planned.after, planned=count, slices=1)

    def _plan_one(self, run: Run, planned: Slice, recipient: Recipient, page: AudiencePage) -> int:
        """Save one recipient's communication once. Return 1 if it belongs to this slice, else 0."""
        communication = _communication(run, planned, recipient, self._now)
        decision = self._early_decision(run, communication, page.contacts.get(recipient.contact_id))
        if decision is not None and not decision.contacted:
            communication = with_fields(transitions.skipped(communication, decision, self._now), version=1)
        try:
            self._store.communications.add(communication)
        except AlreadyThere as there:
            return int(there.stored.slice == planned.number)
        return 1

    def _early_decision(self, run: Run, communication: Communication, contact: Contact | None) -> Decision | None:
        """Return what can be decided without accounts and suppression lists, or None if the sender must decide.

        The checks have one order, so the sender would refuse for the same reason.
        """
        if contact is None or self._type is None:
            return None
        decision = self._decider.decide(
            Addressee(contact),
            channel=run.channel,
            notification_type=self._type,
            service=communication.service,
            suppressions=Suppressions(),
        )
        has_accounts = communication.service is not None and contact.had_account
        return None if decision.reason is SkipReason.NO_ADDRESS and has_accounts else decision

    def _advance(
        self,
        run: Run,
        after: After | None,
        *,
        slices: int = 0,
        planned: int = 0,
        tally: dict[str, int] | None = None,
    ) -> Run:
        before = run.planning
        planning = with_fields(
            before,
            slices=before.slices + slices,
            planned=before.planned + planned,
            after=after,
            begun=True,
            complete=after is None,
        )
        added = tally or {}
        update = {
            "planning": planning,
            "tally": {name: run.tally.get(name, 0) + added.get(name, 0) for name in {**run.tally, **added}},
            "due_at": None if planning.complete else self._now + OVERDUE,
            "updated_at": self._now,
        }
        advanced = next_version(run, **update)
        self._store.runs.save(advanced)
        return advanced


def _communication(run: Run, planned: Slice, recipient: Recipient, now: datetime) -> Communication:
    return Communication(
        communication_id=run.communication_id_for(recipient),
        contact_id=recipient.contact_id,
        service=run.service_for(recipient),
        origin=run.origin,
        channel=run.channel,
        state=CommunicationState.QUEUED,
        notification_type_id=run.notification_type_id,
        template_id=run.template_id,
        run_id=run.run_id,
        slice=planned.number,
        account_id=recipient.account_id,
        created_at=now,
        created_by=run.requested_by.actor,
        updated_at=now,
    )
