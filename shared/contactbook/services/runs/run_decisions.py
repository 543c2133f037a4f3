"""The decisions about the recipients of a run: for a dry run's counts, and for callers (S0.28, S3.20)."""

from collections import Counter
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.contacts.access import may
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.profiles.shown_names import name_shown_to
from contactbook.domain.runs.run_views import RunDecision, past_decision, present_decision, selectable_decision, without_address
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Recipient, Slice
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.communications.shown_runs import shown_run
from contactbook.services.decisions.deciding import Decider
from contactbook.storage.tenant_store import TenantStore


def page_of_decisions(
    store: TenantStore, run_id: str, *, by: Caller, limit: int, after: After | None, now: datetime
) -> tuple[list[RunDecision], After | None]:
    """Return for each contact whether it is contacted, why not, and at which address. What is not sent yet is decided as of now.

    A page may hold fewer than `limit`: contacts that the caller may not select are left out, and of those that it may only select
    neither the reason nor the address is shown (S8.3). Raises NotFound, also if the caller may not cancel the run.
    """
    run = shown_run(store, run_id, by=by)
    number, place = (int(after["slice"]), int(after["place"])) if after else (0, 0)
    planned = store.runs.find_slice(run_id, number) if number < run.planning.slices else None
    if planned is None:
        return [], None
    part = with_fields(planned, recipients=planned.recipients[place : place + limit])
    earlier = _earlier_of(planned, part, place) if run.dry_run else ()
    decisions = _as_seen_by(store, by, _run_decisions(store, run, part, earlier, now))
    if place + limit < len(planned.recipients):
        return decisions, {"slice": str(number), "place": str(place + limit)}
    further = {"slice": str(number + 1), "place": "0"} if number + 1 < run.planning.slices else None
    return decisions, further


def _earlier_of(planned: Slice, part: Slice, place: int) -> tuple[Recipient, ...]:
    """Return the recipients before this part of the slice that are contacts of the part too: what they get counts for the cap."""
    again = {recipient.contact_id for recipient in part.recipients}
    return tuple(recipient for recipient in planned.recipients[:place] if recipient.contact_id in again)


def _as_seen_by(store: TenantStore, by: Caller, decisions: list[RunDecision]) -> list[RunDecision]:
    """Return the decisions with what the caller may see of each contact. One batch read for a page, and one of merged contacts."""
    settings = store.settings.current()
    found = store.contacts.survivors([decision.contact_id for decision in decisions])
    shown: list[RunDecision] = []
    for decision in decisions:
        contact = found.get(decision.contact_id)
        if contact is None:
            # It was deleted meanwhile, and nobody can say any more who may see it.
            shown.append(without_address(decision))
            continue
        name = name_shown_to(by, contact, settings)
        if may(by, contact, GroupRight.VIEW, settings.groups):
            shown.append(with_fields(decision, display_name=name))
        elif may(by, contact, GroupRight.SELECT, settings.groups):
            shown.append(with_fields(selectable_decision(decision), display_name=name))
    return shown


def decisions_of_slice(store: TenantStore, run: Run, planned: Slice, *, now: datetime) -> list[tuple[Recipient, Decision]]:
    """Return what would be decided now about each recipient of a slice. Sends and changes nothing (S0.28).

    A contact may be in it several times, once an account: what it would get before counts for the cap (S7.9).
    """
    notification_type = store.notification_types.find(run.notification_type_id)
    if notification_type is None:
        return []
    decider = Decider(store, run.exclude, now=now, to_list=run.audience.list_id, service_group=run.narrowed_to)
    addressees = decider.load({found.contact_id: run.is_account_level for found in planned.recipients})
    suppressions = decider.suppressions(list(addressees.values()), run.channel)
    decided: list[tuple[Recipient, Decision]] = []
    for recipient in planned.recipients:
        addressee = addressees[recipient.contact_id]
        decision = decider.decide_to_send(
            addressee,
            channel=run.channel,
            notification_type=notification_type,
            service=run.service_for(recipient),
            suppressions=suppressions,
            at=run.scheduled_for,
        )
        if decision.contacted and addressee.contact is not None:
            decider.counts.suppose(addressee.contact, notification_type, max(run.scheduled_for or now, now))
        decided.append((recipient, decision))
    return decided


def count_decisions(store: TenantStore, run: Run, planned: Slice, *, now: datetime) -> dict[str, int]:
    """Count how many of a slice would be contacted (`sent`), and how many skipped for each reason (`skipped#<reason>`)."""
    decisions = decisions_of_slice(store, run, planned, now=now)
    return dict(Counter("sent" if decision.contacted else f"skipped#{decision.reason}" for _, decision in decisions))


def _run_decisions(store: TenantStore, run: Run, part: Slice, earlier: tuple[Recipient, ...], now: datetime) -> list[RunDecision]:
    ids = {recipient: run.communication_id_for(recipient) for recipient in part.recipients}
    stored: dict[str, Communication] = {}
    if not run.dry_run:
        stored = {one.communication_id: one for one in run.planned_in(part)}
        stored |= {one.communication_id: one for one in store.communications.shown_at(now).get_many(list(stored))}
        if part.is_done:
            # What is not stored of a slice that is done has ended: it is planned no more.
            stored = {found: one for found, one in stored.items() if not one.is_planned}
            part = with_fields(part, recipients=tuple(one for one in part.recipients if ids[one] in stored))
    undecided = [recipient for recipient in part.recipients if _is_undecided(stored.get(ids[recipient]))]
    decided_now = dict(decisions_of_slice(store, run, with_fields(part, recipients=(*earlier, *undecided)), now=now))
    return [
        present_decision(run, recipient, decided_now[recipient], stored.get(ids[recipient]))
        if recipient in decided_now
        else past_decision(stored[ids[recipient]])
        for recipient in part.recipients
        if recipient in decided_now or ids[recipient] in stored
    ]


def _is_undecided(communication: Communication | None) -> bool:
    return communication is None or communication.state is CommunicationState.QUEUED
