"""Records that a person wants no text messages: it answered STOP, or the SMS service says that it has opted out (S5.6).

A START from the same number takes that back, and nothing else. What was said later counts, in whatever order it is told.

The refusal of the number, the marks on the contacts that have it and their audit entries are one transaction. Where no audit entry tells
the stream of it, the holders are searched once more afterwards: one may have got the number since they were searched.
"""

from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import job
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.contacts.record import Contact
from contactbook.domain.refusals.marks import TEXTS, Through
from contactbook.domain.refusals.refusals import RefusalEvent, with_start
from contactbook.domain.search.words import word_of_address
from contactbook.domain.sending.inbound_texts import InboundText, TextStart, TextStop
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_writes, writes_of
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.recording import RECORDED, REFUSED_ADDRESS, marked, recorded, refuse_addresses
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import tenants_with_sender_id

_BY = job("delivery_feedback")
# Contacts of one transaction; the stream marks further ones.
_MARKED_AT_ONCE = 20


def said_in(text: InboundText, *, at: datetime) -> list[TextStop | TextStart]:
    """Return what the text, sent `at`, says to each tenant that sends from the number that got it; nothing for another text.

    Who answers a number means whoever sends from it: the opt-out list of the SMS service belongs to the number as well.
    """
    if text.is_stop:
        return [
            TextStop(tenant_id=one, stop_id=text.message_id, number=text.number, at=at) for one in tenants_with_sender_id(text.to)
        ]
    if text.is_start:
        return [TextStart(tenant_id=one, number=text.number, at=at) for one in tenants_with_sender_id(text.to)]
    return []


def record_said(store: TenantStore, said: TextStop | TextStart, *, now: datetime) -> None:
    """Record a STOP or a START. Idempotent."""
    if isinstance(said, TextStop):
        record_stop(store, said, now=now)
    else:
        record_start(store, said, now=now)


@retried_when_raced
def record_start(store: TenantStore, start: TextStart, *, now: datetime) -> None:
    """Take back each STOP that was said from the number before, for every contact with the number. Idempotent."""
    number = comparable_address(start.number)
    (before,) = store.refusals.standing([store.refusals.name_of(number)])
    after = with_start(before, start.at)
    if after is before:
        mark_holders(store, number, now)
        return
    changes = [
        ContactChange(
            one,
            marked(one, [after]),
            RECORDED,
            details=(Change(field=REFUSED_ADDRESS, to=number), Change(field="refusal.taken_back_at", to=start.at.isoformat())),
            through=Through.SMS_START.value,
        )
        for one in _holders(store, number)
    ]
    marks = [
        write for change in changes if change.after != change.before for write in writes_of(store, change, by=_BY, now=now)[1]
    ]
    commit_writes(store, [store.refusals.save_of(after), *marks], by=_BY)
    if not marks:
        mark_holders(store, number, now)


def _holders(store: TenantStore, number: str) -> list[Contact]:
    name = store.refusals.name_of(number)
    holders = store.contacts.get_many(store.search.holders_of(word_of_address(number))[:_MARKED_AT_ONCE])
    return [one for one in holders if one.erasure is None and name in store.refusals.names_of(one.reached_at())]


@retried_when_raced
def record_stop(store: TenantStore, stop: TextStop, *, now: datetime) -> None:
    """Record the no for every contact with the number. One that is recorded already changes nothing."""
    number = comparable_address(stop.number)
    contacts = _holders(store, number)
    event = RefusalEvent(
        event_id=f"{Through.SMS_STOP.value}-{stop.stop_id}",
        through=Through.SMS_STOP,
        scopes=(TEXTS,),
        at=stop.at,
        contact_id=contacts[0].contact_id if contacts else None,
        source=stop.stop_id,
    )
    said = recorded(store, event, [number], contacts[0] if contacts else None)
    if not said.writes:
        # Whoever recorded it may have been interrupted before the holders were searched again.
        mark_holders(store, number, now)
        return
    changes = [ContactChange(one, said.mark(one), RECORDED, details=said.details) for one in contacts]
    marks = [write for change in changes for write in writes_of(store, change, by=_BY, now=now)[1]]
    if marks:
        commit_writes(store, [*said.writes, *marks], by=_BY)
    else:
        # Nobody has the number yet: there is no contact to write an audit entry of.
        refuse_addresses(store, event, [number])
        mark_holders(store, number, now)
