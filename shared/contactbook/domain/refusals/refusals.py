"""The refusals of one address: who said no to what, when and how (S5.1, S5.4).

A refusal outlives its contact: it knows the address by its keyed hash only, and names contacts and communications by their ids.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from contactbook.domain.base.values import Flag, Moment, Record, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.refusals.marks import BY_USERS, NOT_OF_THE_PERSON, RefusedAddress, Scope, Through

# Events that are kept of the same way to say the same. The contact's history has every one.
_KEPT_OF_A_KIND = 20
_REQUEST_REPEATED = timedelta(minutes=1)


class RefusalEvent(Value):
    """One no. `source` is what it came from, such as the communication that bounced."""

    event_id: str
    through: Through
    scopes: tuple[Scope, ...]
    at: Moment
    contact_id: str | None = None
    source: str | None = None
    # A user recorded with evidence what the person said.
    with_evidence: Flag = False

    @property
    def is_of_users(self) -> bool:
        """True for what users or imports recorded without evidence: a user's yes for the same contact lifts it."""
        return self.through in BY_USERS and not self.with_evidence


class Refusal(Record):
    """What stands at one address. `address` is its keyed hash; `version` 0 is one that is not stored yet."""

    address: str
    events: tuple[RefusalEvent, ...] = ()
    # When the person last took a STOP back from this number. A STOP that was said before and is told later stops nothing.
    started_at: Moment | None = None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Everything that is refused at the address."""
        return tuple(sorted({scope for event in self.events for scope in event.scopes}))

    @property
    def can_be_removed(self) -> bool:
        """True if a part of it comes from the provider alone, or from a list of a child account."""
        return any(event.through in NOT_OF_THE_PERSON for event in self.events)

    def has(self, event_id: str) -> bool:
        """True if the event is kept already."""
        return any(event.event_id == event_id for event in self.events)


def with_event(refusal: Refusal, event: RefusalEvent) -> Refusal:
    """Return the next version of the refusal, with the event; the refusal itself if it has the event. No scope is ever lost."""
    if refusal.has(event.event_id) or _is_taken_back(event, refusal.started_at):
        return refusal
    alike = [found for found in refusal.events if _kind(found) == _kind(event)]
    too_many = max(0, len(alike) + 1 - _KEPT_OF_A_KIND)
    dropped = {found.event_id for found in sorted(alike, key=lambda found: found.at)[:too_many]}
    kept = [found for found in refusal.events if found.event_id not in dropped]
    return next_version(refusal, events=(*kept, event))


def with_start(refusal: Refusal, at: datetime) -> Refusal:
    """Return the next version of the refusal, without each STOP that was said before; the refusal itself if a later START is known.

    Whatever else is refused at the number stays (S5.6).
    """
    if refusal.started_at is not None and refusal.started_at >= at:
        return refusal
    kept = tuple(event for event in refusal.events if not _is_taken_back(event, at))
    return next_version(refusal, events=kept, started_at=at)


def _is_taken_back(event: RefusalEvent, started_at: datetime | None) -> bool:
    # Of a STOP and a START of the same moment nobody knows which came last: the no counts.
    return started_at is not None and event.through is Through.SMS_STOP and event.at < started_at


def with_events(refusal: Refusal, events: Iterable[RefusalEvent]) -> Refusal:
    """Return the next version of the refusal, with all of these events; the refusal itself if it has them."""
    after = refusal
    for event in events:
        after = with_event(after, event)
    return after if after is refusal else with_fields(after, version=refusal.version + 1)


def without_users_nos(after: Refusal, before: Refusal, said_by: Collection[str], scopes: Collection[Scope]) -> Refusal:
    """Return the next version of `before`: `after` without what users recorded about these scopes for the contacts `said_by`."""
    kept = tuple(
        event
        for event in after.events
        if not (event.is_of_users and event.contact_id in said_by and set(event.scopes) <= set(scopes))
    )
    return before if kept == before.events else with_fields(after, events=kept, version=before.version + 1)


def repeats(refusal: Refusal, event: RefusalEvent) -> bool:
    """True if the contact has just refused all of it at the address in the same way: a mail program sends its request twice.

    What is said again later is kept again: another contact with the address may have said yes meanwhile (S5.1).
    """
    said = [
        found
        for found in refusal.events
        if (found.contact_id, found.through) == (event.contact_id, event.through) and event.at - found.at < _REQUEST_REPEATED
    ]
    return set(event.scopes) <= {scope for found in said for scope in found.scopes}


def without_what_the_provider_told(refusal: Refusal) -> Refusal:
    """Return the next version of the refusal with only what persons said."""
    return next_version(refusal, events=tuple(event for event in refusal.events if event.through not in NOT_OF_THE_PERSON))


def marks_of(refusals: Iterable[Refusal], said_by: Collection[str] = ()) -> tuple[RefusedAddress, ...]:
    """Return the marks of these refusals for contacts that have the addresses: one for each address, way to say it and time.

    A scope has the time of its own last no: one that was not said again keeps its time, so that a yes since answers it.

    What users recorded for the contacts `said_by` is left out: the contact carries it itself, and a user's yes lifts it.
    """
    marks: list[RefusedAddress] = []
    for refusal in refusals:
        last: dict[tuple[Through, bool, Scope], datetime] = {}
        for event in refusal.events:
            if not (event.is_of_users and event.contact_id in said_by):
                for scope in event.scopes:
                    place = event.through, event.with_evidence, scope
                    last[place] = max(event.at, last.get(place, event.at))
        said: dict[tuple[Through, bool, datetime], list[Scope]] = defaultdict(list)
        for (through, with_evidence, scope), at in last.items():
            said[through, with_evidence, at].append(scope)
        marks += [
            RefusedAddress(
                address=refusal.address, through=through, scopes=tuple(sorted(scopes)), said_at=at, with_evidence=with_evidence
            )
            for (through, with_evidence, at), scopes in said.items()
        ]
    return tuple(marks)


def not_stored(address: str) -> Refusal:
    """Return the refusal of an address (a keyed hash) that nobody refused yet."""
    return Refusal(address=address, version=0)


def _kind(event: RefusalEvent) -> tuple[Through, tuple[Scope, ...]]:
    return event.through, event.scopes
