"""Planning a run: page by page its audience becomes slices, and each recipient one communication.

A page is one query, one batch read and the writes. The slice is written first, so that whoever plans the page again plans the
same; each communication has an id of its own making and exists once; the run moves on last. Dying anywhere between, and being
delivered again, leaves the same behind.
"""

from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.notification_types import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notifications import communications as transitions
from contactbook.domain.notifications.communications import Communication, CommunicationState
from contactbook.domain.notifications.messages import PlannerMessage, SliceMessage
from contactbook.domain.notifications.runs import LANES, Planning, Recipient, Run, Slice
from contactbook.gateways import queues
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.notifications.audiences import AudiencePage, page_of_audience
from contactbook.storage.notifications.communications import AlreadyThere
from contactbook.storage.notifications.runs import SliceExists
from contactbook.storage.tenant_store import TenantStore

# After so long the sweeper sees to a run or a slice that nobody works on.
OVERDUE = timedelta(minutes=15)


def plan_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> None:
    """Plan as many pages as there is time for, then send the continuation. Safe to repeat, also at the same time."""
    planner: Planner | None = None
    run = store.runs.find(run_id)
    while run is not None and not _rests(run, now):
        if not has_time():
            send_to_planner(store, run_id)
            return
        planner = planner or Planner(store, run, now)
        try:
            run = planner.plan_page(run)
        except ConcurrentUpdate:
            # Another planner, a pause or a cancellation changed the run: look again.
            run = store.runs.find(run_id)


def _rests(run: Run, now: datetime) -> bool:
    return run.planning.complete or run.cancelled_at is not None or (run.scheduled_for is not None and run.scheduled_for > now)


class Planner:
    """Plans pages of one run; what all of them need is read once."""

    def __init__(self, store: TenantStore, run: Run, now: datetime) -> None:
        self._store = store
        self._now = now
        self._decider = Decider(store, run.exclude.suppression_list_ids)
        self._type = store.notification_types.find(run.notification_type_id)

    def plan_page(self, run: Run) -> Run:
        """Plan the next page of the audience; the run as it then stands. Raises ConcurrentUpdate."""
        page = page_of_audience(self._store, run, after=run.planning.after, now=self._now)
        if not page.recipients:
            return self._moved_on(run, page.after)
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
            return self._moved_on(run, planned.after, planned=len(planned.recipients), slices=1, tally=tally)
        count = sum(self._plan_one(run, planned, recipient, page) for recipient in planned.recipients)
        if number < LANES:
            send_slice_to_sender(self._store, run.run_id, number)
        return self._moved_on(run, planned.after, planned=count, slices=1)

    def _plan_one(self, run: Run, planned: Slice, recipient: Recipient, page: AudiencePage) -> int:
        """Write one recipient's communication, once; 1 if it is this slice's own."""
        communication = _communication(run, planned, recipient, self._now)
        decision = self._first_look(run, communication, page.contacts.get(recipient.contact_id))
        if decision is not None and not decision.contacted:
            communication = with_fields(transitions.skipped(communication, decision, self._now), version=1)
        try:
            self._store.communications.add(communication)
        except AlreadyThere as there:
            return int(there.stored.slice == planned.number)
        return 1

    def _first_look(self, run: Run, communication: Communication, contact: Contact | None) -> Decision | None:
        """What can be decided without accounts and suppression lists; None where the sender must.

        The gates are in one order, so whatever stops here stops there for the same reason.
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

    def _moved_on(
        self,
        run: Run,
        after: dict[str, str] | None,
        *,
        slices: int = 0,
        planned: int = 0,
        tally: dict[str, int] | None = None,
    ) -> Run:
        before = run.planning
        planning = Planning(
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
            "version": run.version + 1,
        }
        moved = with_fields(run, **update)
        self._store.runs.save(moved)
        return moved


def decisions_of_slice(store: TenantStore, run: Run, planned: Slice) -> list[tuple[Recipient, Decision]]:
    """What would be decided about each recipient of a slice as things stand now. Sends and changes nothing (S0.28)."""
    notification_type = store.notification_types.find(run.notification_type_id)
    if notification_type is None:
        return []
    decider = Decider(store, run.exclude.suppression_list_ids)
    addressees = decider.load({found.contact_id: run.is_account_level for found in planned.recipients})
    suppressions = decider.suppressions(list(addressees.values()), run.channel)
    return [
        (
            recipient,
            decider.decide(
                addressees[recipient.contact_id],
                channel=run.channel,
                notification_type=notification_type,
                service=run.service_for(recipient),
                suppressions=suppressions,
            ),
        )
        for recipient in planned.recipients
    ]


def count_decisions(store: TenantStore, run: Run, planned: Slice) -> dict[str, int]:
    """How many of a slice would be contacted (`sent`), and how many skipped for each reason."""
    tally: dict[str, int] = {}
    for _, decision in decisions_of_slice(store, run, planned):
        outcome = "sent" if decision.contacted else f"skipped#{decision.reason}"
        tally[outcome] = tally.get(outcome, 0) + 1
    return tally


def send_to_planner(store: TenantStore, run_id: str) -> None:
    """Have the run planned, or planned on."""
    queues.send(config().notification_planner_queue_url, [PlannerMessage(tenant_id=store.tenant_id, run_id=run_id)])


def send_slice_to_sender(store: TenantStore, run_id: str, number: int, *, delay: timedelta = timedelta(0)) -> None:
    """Have a slice worked on, after a delay of up to 15 minutes."""
    message = SliceMessage(tenant_id=store.tenant_id, run_id=run_id, slice=number)
    queues.send_later(config().notification_sender_queue_url, [message], delay)


def _communication(run: Run, planned: Slice, recipient: Recipient, now: datetime) -> Communication:
    return Communication(
        communication_id=run.communication_of(recipient),
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
