"""What a contact permits, as callers see it: each scope, whether it is allowed, and the event that decides (S5.9)."""

from collections.abc import Iterable, Sequence

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.derivation import PermissionEvent, derived
from contactbook.domain.permissions.said import Answer
from contactbook.domain.permissions.standing import STOPS, is_answered
from contactbook.domain.permissions.topics import answers_topic, topic_of_scope
from contactbook.domain.refusals.evidence import SaidThrough
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, Scope, Through


class EvidenceView(Value):
    """The evidence of a yes. The note is erased with the person."""

    said_through: SaidThrough
    said_at: Moment
    note: str | None = None
    attachment_id: str | None = None


class Because(Value):
    """The event that decides. A default is no event: it has neither id nor author nor time."""

    event_id: str | None = None
    said: Answer
    through: Through
    own: Flag = False
    by: Actor | None = None
    at: Moment | None = None
    recorded_at: Moment | None = None
    evidence: EvidenceView | None = None


class PermissionEventView(Because):
    """One event of the ledger. `of_address`: it was said about an address that the contact has too."""

    scope: Scope
    of_address: Flag = False


class Permission(Value):
    """Whether the contact permits one scope, and because of what."""

    scope: Scope
    allowed: Flag
    because: Because


class Permissions(Value):
    """Each scope of a contact."""

    items: tuple[Permission, ...]


def shown(event: PermissionEvent) -> PermissionEventView:
    """Return an event as callers see it."""
    return PermissionEventView(**dict(_because(event)), scope=event.scope, of_address=event.of_address)


def permissions_of(contact: Contact, oldest_first: Sequence[PermissionEvent], topics: Iterable[str]) -> tuple[Permission, ...]:
    """Return what the contact permits: marketing, processing, each channel, and each of these topics."""
    standing = derived(oldest_first)
    found: list[Permission] = []
    for scope, allowed in _carried(contact, topics).items():
        decided = standing.get(scope)
        because = _because(decided.because) if decided else _default(allowed=allowed)
        at_address = _refused_at_address(contact, scope, oldest_first) if allowed else None
        found.append(
            Permission(
                scope=scope, allowed=allowed and at_address is None, because=_because(at_address) if at_address else because
            )
        )
    return tuple(found)


def _carried(contact: Contact, topics: Iterable[str]) -> dict[Scope, bool]:
    """Return each scope, and whether the contact itself permits it."""
    preferences, consent = contact.preferences, contact.consent
    left = {topic.list_id for topic in contact.left_topics}
    return {
        DIRECT_MARKETING: preferences.direct_marketing.value,
        AFFILIATE_MARKETING: preferences.affiliate_marketing.value,
        PROCESSING: not (consent.state in STOPS or consent.answer_required),
        **{f"channel:{channel.value}": preferences.of_channel(channel).value for channel in Channel},
        **{f"topic:{topic}": topic in contact.list_ids for topic in dict.fromkeys([*topics, *left])},
    }


def _refused_at_address(contact: Contact, scope: Scope, oldest_first: Sequence[PermissionEvent]) -> PermissionEvent | None:
    """Return the last no at an address of the contact that its own person has not answered since."""
    flags = {DIRECT_MARKETING: contact.preferences.direct_marketing, AFFILIATE_MARKETING: contact.preferences.affiliate_marketing}
    channels = {f"channel:{channel.value}": contact.preferences.of_channel(channel) for channel in Channel}
    said = contact.consent if scope == PROCESSING else (flags | channels).get(scope)
    refused = {
        mark.address
        for mark in contact.refusals
        if scope in mark.scopes
        and not (
            is_answered(said, mark.said_at, contact.gained.get(mark.address))
            if said
            else answers_topic(contact, topic_of_scope(scope), mark)
        )
    }
    return next(
        (
            event
            for event in reversed(oldest_first)
            if event.scope == scope and event.address in refused and event.said is Answer.NO
        ),
        None,
    )


def _default(*, allowed: bool) -> Because:
    return Because(said=Answer.YES if allowed else Answer.NO, through=Through.DEFAULT)


def _because(event: PermissionEvent) -> Because:
    evidence = EvidenceView(**dict(event.evidence), note=event.note) if event.evidence else None
    return Because(
        event_id=event.event_id,
        said=event.said,
        through=event.through,
        own=event.own,
        by=event.by,
        at=event.at,
        recorded_at=event.recorded_at,
        evidence=evidence,
    )
