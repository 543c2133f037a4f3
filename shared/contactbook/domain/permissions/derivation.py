"""Deriving from a contact's ledger whether it may be contacted (S5.2, S5.3).

A no of the person itself stands until a younger yes of the person: its own, or one with evidence. A user's no is lifted by a user's
yes. A user's or an import's yes never lifts the person's own no. What the contact carries is the same, kept while it changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.permissions.said import Answer, Said
from contactbook.domain.permissions.scopes import flags_by_scope, is_topic, topic_scope
from contactbook.domain.permissions.standing import is_refused, own_no
from contactbook.domain.refusals.evidence import KeptEvidence
from contactbook.domain.refusals.marks import PROCESSING, Scope, Through


class PermissionEvent(Value):
    """One event of a ledger, with its author and its times. `at` is when it was said, `recorded_at` when it was written here."""

    event_id: str
    scope: Scope
    said: Answer
    through: Through
    own: Flag
    at: Moment
    recorded_at: Moment
    by: Actor
    evidence: KeptEvidence | None = None
    note: str | None = None
    address: str | None = None
    of_address: Flag = False


class Standing(Value):
    """What a ledger says about one scope. `own_no` is when the person said the no that stands; `because` decides."""

    allowed: Flag
    own_no: Moment | None = None
    because: PermissionEvent


def events_of(
    said: Sequence[Said], *, entry_id: str, at: datetime, by: Actor, note: str | None = None
) -> tuple[PermissionEvent, ...]:
    """Return the events in an audit entry, in their order. An event of no time of its own was said at the time of the entry."""
    return tuple(
        PermissionEvent(
            event_id=f"{entry_id}.{place}",
            scope=one.scope,
            said=one.said,
            through=one.through,
            own=one.own,
            at=one.at or at,
            recorded_at=at,
            by=by,
            evidence=one.evidence,
            note=note if one.evidence else None,
            address=one.address,
            of_address=one.of_address,
        )
        for place, one in enumerate(said, start=1)
    )


def derived(oldest_first: Iterable[PermissionEvent]) -> dict[Scope, Standing]:
    """Return what stands for each scope about which something was said. What is refused at an address alone is not of the contact."""
    found: dict[Scope, Standing] = {}
    for event in oldest_first:
        if not event.of_address:
            found[event.scope] = _after(found.get(event.scope), event)
    return found


def rebuilt(oldest_first: Iterable[PermissionEvent]) -> dict[Scope, tuple[bool, datetime | None]]:
    """Return what a contact must carry of this ledger: for each scope whether, and the person's own no that stands.

    A topic is carried where the person left it itself: a list may be joined without a word of the person.
    """
    return {
        scope: (standing.allowed, standing.own_no)
        for scope, standing in derived(oldest_first).items()
        if standing.because.through is not Through.DEFAULT and (standing.own_no is not None or not is_topic(scope))
    }


def view_of(contact: Contact) -> Mapping[Scope, tuple[bool, datetime | None]]:
    """Return what the contact carries of its ledger: for each scope about which something was said, whether, and the own no."""
    flags = flags_by_scope(contact.preferences)
    view = {scope: (said.value, own_no(said)) for scope, said in flags.items() if said.asked}
    stopped = is_refused(contact.consent)
    if stopped or contact.consent.state is ConsentState.ACCEPTED:
        view[PROCESSING] = (not stopped, own_no(contact.consent))
    return view | {topic_scope(topic.list_id): (False, topic.at) for topic in contact.left_topics}


def _after(standing: Standing | None, event: PermissionEvent) -> Standing:
    no = standing.own_no if standing else None
    if event.said is Answer.NO:
        said_at = event.evidence.said_at if event.evidence else event.at
        if (event.own or event.evidence) and (no is None or said_at >= no):
            return Standing(allowed=False, own_no=said_at, because=event)
        if standing is not None and no is not None:
            return standing
        return Standing(allowed=False, because=event)
    if standing is not None and no is not None and not _answers(event, no):
        return standing
    return Standing(allowed=True, because=event)


def _answers(event: PermissionEvent, no: datetime) -> bool:
    if event.evidence is not None and event.evidence.said_at > no:
        return True
    return event.own and event.at >= no
