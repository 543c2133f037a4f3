"""The ledger of a contact: what was said about contacting it, as its audit entries keep it (S5.1).

`said_in` compares a contact before and after a change. It is called where every change is committed, so no route or job can forget
what was said. An event is brief: its time and its author are those of its entry, unless it names a time of its own.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from contactbook.domain.base.callers import ActorType
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent, Preference, Preferences
from contactbook.domain.permissions.said import Answer, Said, Way
from contactbook.domain.permissions.scopes import channel_scope, topic_scope
from contactbook.domain.permissions.standing import STOPS, is_own, own_no
from contactbook.domain.refusals.marks import (
    AFFILIATE_MARKETING,
    DIRECT_MARKETING,
    NOT_OF_THE_PERSON,
    PROCESSING,
    RefusedAddress,
    Scope,
    Through,
)

# What stands of a contact before it is created.
_NOTHING_SAID, _NOT_ASKED = Preferences(), ContactConsent()
_SAID_BY_PERSON = frozenset(
    {Through.ONE_CLICK, Through.PREFERENCE_CENTRE, Through.CONSENT_PAGE, Through.COMPLAINT, Through.SMS_STOP}
)


def said_in(before: Contact | None, after: Contact, way: Way) -> tuple[Said, ...]:
    """Return what the change says about contacting the contact, at most one event for each scope and address."""
    marks = _new_marks(before, after)
    through_address = {scope: mark.address for mark in marks for scope in mark.scopes if mark.through in _SAID_BY_PERSON}
    own = [
        *_about_preferences(before.preferences if before else _NOTHING_SAID, after.preferences, way),
        *_about_consent(before.consent if before else _NOT_ASKED, after.consent, way),
        *_about_lists(before or (with_fields(after, joined_topics=()) if after.joined_topics else after), after, way),
    ]
    own = [
        with_fields(one, address=through_address[one.scope])
        if one.said is Answer.NO and one.own and one.scope in through_address
        else one
        for one in own
    ]
    covered = {(one.scope, one.address) for one in own}
    at_addresses = [
        Said(
            scope=scope,
            said=Answer.NO,
            through=Through.SYNC if way.came is Through.SYNC else mark.through,
            own=mark.through not in NOT_OF_THE_PERSON and not mark.is_of_users,
            at=None if mark.said_at == way.at else mark.said_at,
            address=mark.address,
            of_address=True,
        )
        for mark in marks
        for scope in mark.scopes
        if (scope, mark.address) not in covered
    ]
    return (*own, *at_addresses, *_taken_back(before, after, way))


def _taken_back(before: Contact | None, after: Contact, way: Way) -> Iterator[Said]:
    """Yield the yes of a number of the contact from which its person has taken its STOP back (S5.6)."""
    if before is None or way.through != Through.SMS_START.value:
        return
    stopped = {mark.address for mark in after.refusals if mark.through is Through.SMS_STOP}
    for mark in before.refusals:
        if mark.through is Through.SMS_STOP and mark.address not in stopped:
            for scope in mark.scopes:
                yield Said(
                    scope=scope,
                    said=Answer.YES,
                    through=Through.SMS_START,
                    own=True,
                    address=mark.address,
                    of_address=True,
                )


def _new_marks(before: Contact | None, after: Contact) -> list[RefusedAddress]:
    """Return the marks that came, with the scopes that no mark before has at the same time."""
    if not after.refusals:
        return []
    known = {_said_by_mark(mark, scope) for mark in (before.refusals if before else ()) for scope in mark.scopes}
    new = [
        with_fields(mark, scopes=tuple(scope for scope in mark.scopes if _said_by_mark(mark, scope) not in known))
        for mark in after.refusals
    ]
    return [mark for mark in new if mark.scopes]


def _said_by_mark(mark: RefusedAddress, scope: Scope) -> tuple[object, ...]:
    return mark.address, mark.through, mark.with_evidence, mark.said_at, scope


def _about_preferences(before: Preferences, after: Preferences, way: Way) -> Iterator[Said]:
    if before is after:
        return
    parts: Mapping[str, tuple[Preference, Preference]] = {
        DIRECT_MARKETING: (before.direct_marketing, after.direct_marketing),
        AFFILIATE_MARKETING: (before.affiliate_marketing, after.affiliate_marketing),
        **{
            channel_scope(channel): (before.of_channel(channel), after.of_channel(channel))
            for channel in {**before.channels, **after.channels}
        },
    }
    for scope, (was, now_is) in parts.items():
        if was != now_is:
            yield from _about_flag(scope, was, now_is, way)


def _about_flag(scope: str, was: Preference, now_is: Preference, way: Way) -> Iterator[Said]:
    if now_is.refused_at is not None:
        if now_is.refused_at != own_no(was):
            yield _refused(scope, now_is.refused_at, way.of_stamp(now_is.refused_at, now_is.refused_through), way)
    elif now_is.asked:
        # A confirmed default keeps its stamps, and so does a yes that is said again with evidence.
        is_stamped = now_is.changed_at is not None and (now_is.changed_at, now_is.value) != (was.changed_at, was.value)
        is_told = (now_is.asked, now_is.value, now_is.evidence_at) != (was.asked, was.value, was.evidence_at)
        if is_stamped or is_told:
            at = now_is.changed_at if is_stamped else None
            yield Said(
                scope=scope,
                said=Answer.YES if now_is.value else Answer.NO,
                through=way.of_stamp(at, now_is.changed_through if is_stamped else None),
                own=is_own(now_is.changed_by, now_is.changed_through) if is_stamped else is_own(way.by, way.through),
                at=None if at in (None, way.at) else at,
                evidence=way.evidence if now_is.evidence_at != was.evidence_at else None,
            )
    elif was.asked:
        # What was said is taken back, as by the undo of an import: the default counts again.
        yield Said(scope=scope, said=Answer.YES if now_is.value else Answer.NO, through=Through.DEFAULT)


def _refused(scope: str, no: datetime, through: Through, way: Way) -> Said:
    """Return the person's no: said by itself, or told by a user with evidence."""
    if way.evidence is not None and way.evidence.said_at == no:
        return Said(scope=scope, said=Answer.NO, through=way.default, evidence=way.evidence)
    return Said(scope=scope, said=Answer.NO, through=through, own=True, at=None if no == way.at else no)


def _about_consent(before: ContactConsent, after: ContactConsent, way: Way) -> Iterator[Said]:
    if before == after:
        return
    no = own_no(after)
    if no is not None and no != own_no(before):
        yield _refused(PROCESSING, no, _through_of_consent(no, way, own=True), way)
    elif after.state is ConsentState.PENDING:
        if before.state is ConsentState.ACCEPTED:
            yield Said(scope=PROCESSING, said=Answer.YES, through=Through.DEFAULT)
    elif (before.state, before.updated_at, before.evidence_at) != (after.state, after.updated_at, after.evidence_at):
        at, own = after.updated_at, is_own(after.updated_by)
        yield Said(
            scope=PROCESSING,
            said=Answer.NO if after.state in STOPS else Answer.YES,
            through=_through_of_consent(at, way, own=own),
            own=own,
            at=None if at in (None, way.at) else at,
            evidence=way.evidence,
        )


def _through_of_consent(at: datetime | None, way: Way, *, own: bool) -> Through:
    is_page = own and way.by.type is ActorType.LINK
    return way.of_stamp(at, Through.CONSENT_PAGE.value if is_page else way.through)


def _about_lists(before: Contact, after: Contact, way: Way) -> Iterator[Said]:
    if (before.list_ids, before.left_topics, before.joined_topics) == (after.list_ids, after.left_topics, after.joined_topics):
        return
    own, through = is_own(way.by), way.came
    # What the person of another record left: a merge or its undo hands it over.
    copied = {one.list_id: one.at for one in after.left_topics if one.at != way.at and one not in before.left_topics}
    for list_id, at in copied.items():
        yield Said(scope=topic_scope(list_id), said=Answer.NO, through=way.of_copy, own=True, at=at)
    for list_id in before.list_ids:
        if list_id not in after.list_ids and list_id not in copied:
            yield Said(scope=topic_scope(list_id), said=Answer.NO, through=through, own=own)
    for list_id in after.list_ids:
        # Who is put on a list by somebody else has said nothing.
        if own and list_id not in before.list_ids:
            yield Said(scope=topic_scope(list_id), said=Answer.YES, through=through, own=True)
    yield from _about_joined(before, after, way, own=own)


def _about_joined(before: Contact, after: Contact, way: Way, *, own: bool) -> Iterator[Said]:
    """Yield the yes that evidence tells, and that of a person on a list that was left at its address."""
    told = way.evidence.said_at if way.evidence else None
    for topic in after.joined_topics:
        if topic not in before.joined_topics:
            if topic.at == told:
                yield Said(scope=topic_scope(topic.list_id), said=Answer.YES, through=way.came, evidence=way.evidence)
            elif own and topic.list_id in before.list_ids:
                # It was on the list already, and answers what was said at its address.
                yield Said(scope=topic_scope(topic.list_id), said=Answer.YES, through=way.came, own=True)
