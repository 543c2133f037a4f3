"""What a contact permits, as callers see it: each scope, whether it is allowed, and the event that decides (S5.9)."""

from collections.abc import Iterable, Sequence

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.derivation import PermissionEvent, Standing, derived
from contactbook.domain.permissions.said import Answer
from contactbook.domain.permissions.scopes import channel_scope, is_topic, said_about, topic_of_scope, topic_scope
from contactbook.domain.permissions.standing import answers_mark, is_erased_everywhere, is_refused
from contactbook.domain.permissions.topics import answers_topic
from contactbook.domain.refusals.evidence import SaidThrough
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, RefusedAddress, Scope, Through

_NOT_ANSWERED = frozenset({Through.SMS_STOP, Through.ANONYMIZATION})


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
    """Return what the contact permits: marketing, processing, each channel, and each of these topics.

    Who refuses the processing permits no marketing, and who is erased permits nothing.
    """
    standing = derived(oldest_first)
    found = {
        scope: _permission(contact, scope, standing.get(scope), oldest_first, allowed=allowed)
        for scope, allowed in _carried(contact, topics).items()
    }
    processing = found[PROCESSING]
    if not processing.allowed and _stops_marketing(contact):
        stopped = [scope for scope in (DIRECT_MARKETING, AFFILIATE_MARKETING) if found[scope].allowed]
        found |= {scope: Permission(scope=scope, allowed=False, because=processing.because) for scope in stopped}
    return tuple(found.values())


def _permission(
    contact: Contact, scope: Scope, decided: Standing | None, oldest_first: Sequence[PermissionEvent], *, allowed: bool
) -> Permission:
    if contact.erasure is not None:
        is_no = decided is not None and not decided.allowed
        because = _because(decided.because) if decided and is_no else Because(said=Answer.NO, through=Through.ANONYMIZATION)
        return Permission(scope=scope, allowed=False, because=because)
    # A default is nobody's word: what was said at the address decides before it.
    at_address = _refused_at_address(contact, scope, oldest_first) if allowed or decided is None else None
    if at_address is not None:
        return Permission(scope=scope, allowed=False, because=_because(at_address))
    because = _because(decided.because) if decided else _default(allowed=allowed)
    return Permission(scope=scope, allowed=allowed, because=because)


def _carried(contact: Contact, topics: Iterable[str]) -> dict[Scope, bool]:
    """Return each scope, and whether the contact itself permits it."""
    preferences, consent = contact.preferences, contact.consent
    left = {topic.list_id for topic in contact.left_topics}
    return {
        DIRECT_MARKETING: preferences.direct_marketing.value,
        AFFILIATE_MARKETING: preferences.affiliate_marketing.value,
        PROCESSING: not is_refused(consent),
        **{channel_scope(channel): preferences.of_channel(channel).value for channel in Channel},
        **{topic_scope(topic): topic in contact.list_ids for topic in dict.fromkeys([*topics, *left])},
    }


def _refused_at_address(contact: Contact, scope: Scope, oldest_first: Sequence[PermissionEvent]) -> PermissionEvent | None:
    """Return the last no at an address of the contact that its own person has not answered since.

    The erasure of another contact is no word about this one while it has an address besides: nothing goes to the erased one (S5.4).
    """
    is_erased = is_erased_everywhere(contact, contact.refusals)
    refused = {
        (mark.address, mark.said_at)
        for mark in contact.refusals
        if scope in mark.scopes
        and not _is_answered(contact, scope, mark)
        and (is_erased or mark.through is not Through.ANONYMIZATION)
    }
    addresses = {address for address, _ in refused}
    noes = [
        event
        for event in reversed(oldest_first)
        if event.scope == scope and event.address in addresses and event.said is Answer.NO
    ]
    # One that was answered may have been said later at the same address than the one that stands.
    return next((event for event in noes if (event.address, event.at) in refused), noes[0] if noes else None)


def _is_answered(contact: Contact, scope: Scope, mark: RefusedAddress) -> bool:
    """True if a yes of the contact answers what was refused at its address. START alone answers STOP, and nothing an erasure."""
    if mark.through in _NOT_ANSWERED:
        return False
    if is_topic(scope):
        return answers_topic(contact, topic_of_scope(scope), mark)
    said = said_about(contact, scope)
    return said is not None and answers_mark(contact, said, mark)


def _stops_marketing(contact: Contact) -> bool:
    """True if what is refused of the processing stops all marketing. An erasure of another contact stops what goes to its address."""
    marks = [mark for mark in contact.refusals if PROCESSING in mark.scopes and not _is_answered(contact, PROCESSING, mark)]
    is_said = any(mark.through is not Through.ANONYMIZATION for mark in marks)
    return is_refused(contact.consent) or is_said or is_erased_everywhere(contact, contact.refusals)


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
