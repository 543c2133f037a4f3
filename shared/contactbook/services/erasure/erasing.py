"""The second phase of anonymisation: removing what is left of a contact, trace by trace, until nothing is found (S2.141).

Every step may be done twice and may be stopped anywhere: a trace that is gone is no matter, and the contact stays marked until a
whole pass over its partition finds nothing more. Late writers cannot bring anything back: each of them writes on the contact's
version, which the mark moved on, or on the version of an item that was redacted.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communications import Communication, redacted_communication
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.erasure.anonymization import redacted_account
from contactbook.domain.erasure.census import CENSUS, OnErasure
from contactbook.gateways import files
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.merges.journal import forget_merges_of
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row
from contactbook.storage.tenant_store import TenantStore

_PAGE = 50
_PASSES = 20


def erase(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, has_time: TimeLeft) -> bool:
    """Remove what is left of a marked contact and, once nothing is, call it anonymized; False when the time was over first."""
    contact = store.contacts.get(contact_id)
    forget_merges_of(store, contact)
    # What stayed with the contacts that were merged into this one says as much about the person.
    places = (contact_id, *contact.absorbed)
    for _ in range(_PASSES):
        found = _pass_over(store, contact_id, places, has_time)
        if found is None:
            return False
        if not found:
            _finish(store, contact_id, by=by, now=now)
            return True
    return False


def _pass_over(store: TenantStore, contact_id: str, places: Sequence[str], has_time: TimeLeft) -> bool | None:
    """One pass over the partitions: whether it found anything to do, None when the time was over."""
    done: Counter[tuple[str, str]] = Counter()
    for place in places:
        after: dict[str, str] | None = None
        while True:
            if not has_time():
                return None
            page = store.erasure.traces(place, limit=_PAGE, after=after)
            done += _treat(store, page.rows)
            after = page.after
            if after is None:
                break
    if done:
        _note(store, contact_id, done)
    return bool(done)


def _treat(store: TenantStore, rows: tuple[Row, ...]) -> Counter[tuple[str, str]]:
    done: Counter[tuple[str, str]] = Counter()
    doomed: list[Key] = []
    for row in rows:
        treatment = CENSUS[row.kind].erasure
        if treatment is OnErasure.ERASED:
            doomed += [row.key, *_also_erased(store, row)]
            done[treatment.value, row.kind] += 1
        elif treatment is OnErasure.REDACTED and (redacted := _redacted(row)):
            try:
                store.erasure.redact(redacted)
            except ConcurrentUpdate:
                # Somebody was writing it; the next pass looks again.
                done["late", row.kind] += 1
                continue
            done[treatment.value, row.kind] += 1
    store.erasure.remove(doomed)
    return done


def _also_erased(store: TenantStore, row: Row) -> list[Key]:
    """What goes with an item: the other end of a relation, the answer behind a pointer, the file of an attachment."""
    if row.kind == "attachment":
        files.remove_file(Attachment.model_validate_json(row.document).file_key)
    if row.kind == "person_export":
        files.remove_file(row.document)
    if row.kind == "relation":
        relation = Relation.model_validate_json(row.document)
        return [store.erasure.relation_end(relation.related_contact_id, relation.relation_id)]
    if row.kind == "request_pointer":
        store.requests.erase_answer(json.loads(row.document))
    return []


def _redacted(row: Row) -> Row | None:
    """The item without its personal values; None where it holds none (any more)."""
    if row.kind == "account":
        account = Account.model_validate_json(row.document)
        without = redacted_account(account)
        if with_fields(without, version=account.version) == account:
            return None
        return Row(row.key, row.kind, without.model_dump_json(exclude_defaults=True), version=without.version)
    if row.kind == "communication":
        communication = Communication.model_validate_json(row.document)
        redacted = redacted_communication(communication)
        if redacted == communication:
            return None
        document = with_fields(redacted, version=row.version + 1).model_dump_json(exclude_defaults=True, exclude_none=True)
        # One that is still queued stays due, so that it comes to its end.
        return replace(row, document=document, version=row.version + 1)
    return None


def _note(store: TenantStore, contact_id: str, done: Counter[tuple[str, str]]) -> None:
    certificate = store.erasure.certificate(contact_id)
    erased, redacted = Counter(certificate.erased), Counter(certificate.redacted)
    for (treatment, kind), count in done.items():
        if treatment == OnErasure.ERASED.value:
            erased[kind] += count
        elif treatment == OnErasure.REDACTED.value:
            redacted[kind] += count
    store.erasure.save_certificate(with_fields(certificate, erased=dict(erased), redacted=dict(redacted)))


@retried_when_raced
def _finish(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    contact = store.contacts.get(contact_id)
    if contact.erasure is not Erasure.ERASING:
        return
    certificate = store.erasure.certificate(contact_id)
    kept = Counter(row.kind for place in (contact_id, *contact.absorbed) for row in _all_traces(store, place))
    reasons = {kind: CENSUS[kind].why for kind in kept if CENSUS[kind].why}
    completed = with_fields(certificate, completed_at=now, kept=dict(kept), reasons=reasons)
    after: Contact = with_fields(contact, erasure=Erasure.ANONYMIZED)
    change = ContactChange(contact, after, "contact.anonymized", writes=(store.erasure.certificate_of(completed),), conceals=True)
    commit_change(store, change, by=by, now=now)


def _all_traces(store: TenantStore, contact_id: str) -> list[Row]:
    after: dict[str, str] | None = None
    rows: list[Row] = []
    while True:
        page = store.erasure.traces(contact_id, limit=500, after=after)
        rows += page.rows
        after = page.after
        if after is None:
            return rows
