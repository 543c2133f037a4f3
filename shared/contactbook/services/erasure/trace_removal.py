"""Remove the traces of a contact that is marked as erased, or was deleted, until a whole pass finds none (S2.141).

Each step can be repeated and can stop anywhere: a trace that is gone is skipped, and the contact stays due until a whole pass
over its partitions finds nothing. A late writer cannot bring anything back: it writes on the version of the contact, which the
mark moved on or the deletion ended, or on the version of an item that was redacted.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import every
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.attachments import uploads_of
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.erasure.anonymization import ErasureCertificate, with_counts
from contactbook.domain.erasure.census import CENSUS, OnErasure
from contactbook.domain.erasure.register import RegisterKind, RegisterLine
from contactbook.gateways import erasure_register, file_parts, files, letters
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions.suppressions import erase_addresses
from contactbook.services.imports.forgetting import forget_row
from contactbook.services.merges.journal import forget_merges_of
from contactbook.storage.erasure.traces import Trace
from contactbook.storage.tenant_store import TenantStore

_PAGE = 500
_PASSES = 20

# How many items of each kind were erased, redacted, or left for the next pass.
_Counts = Counter[tuple[str, str]]


def remove_traces(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, has_time: TimeLeft) -> Work:
    """Remove what is left of a marked contact; once nothing is left, save it as anonymized."""
    contact = store.contacts.get(contact_id)
    if empty_places(store, contact_id, contact.absorbed, has_time) is Work.LEFT:
        return Work.LEFT
    _finish(store, contact_id, by=by, now=now)
    return Work.DONE


def empty_places(store: TenantStore, contact_id: str, absorbed: Sequence[str], has_time: TimeLeft) -> Work:
    """Go over the contact's partition, and over those of the contacts merged into it, until nothing personal is found.

    They hold traces of the person as well. The contact has a certificate that counts what is erased.
    """
    forget_merges_of(store, absorbed)
    places = (contact_id, *absorbed)
    for _ in range(_PASSES):
        found = _pass_over(store, contact_id, places, has_time)
        if found is None:
            return Work.LEFT
        if not found:
            _empty_upload_addresses(store, places)
            return Work.DONE
    return Work.LEFT


def _empty_upload_addresses(store: TenantStore, places: Sequence[str]) -> None:
    """Remove what lies at upload addresses of the contact, such as what was PUT after its document was taken over or removed."""
    for place in places:
        while file_parts.remove_some_under(uploads_of(store.tenant_id, place)):
            pass


def _pass_over(store: TenantStore, contact_id: str, places: Sequence[str], has_time: TimeLeft) -> bool | None:
    """Go over the partitions once. Return True if there was anything to do, None if the time ended first."""
    done: _Counts = Counter()
    for place in places:
        after = None
        while True:
            if not has_time():
                return None
            traces, after = store.traces.page(place, limit=_PAGE, after=after)
            done += _erase(store, traces, places)
            if after is None:
                break
    if done:
        _count_on_certificate(store, contact_id, done)
    return bool(done)


def _erase(store: TenantStore, traces: Sequence[Trace], places: Sequence[str]) -> _Counts:
    """Remove or redact each trace as the census says."""
    done: _Counts = Counter()
    # While the traces still tell which addresses the person had.
    erase_addresses(store, [address for trace in traces for address in trace.addresses])
    for import_id in dict.fromkeys(trace.import_id for trace in traces):
        if import_id is not None:
            forget_row(store, import_id, places)
    removed: list[Trace] = []
    redacting: list[Trace] = []
    for trace in traces:
        handling = CENSUS[trace.kind].erasure
        if handling is OnErasure.ERASED:
            _erase_targets(store, trace)
            removed.append(trace)
            done[handling.value, trace.kind] += 1
        elif handling is OnErasure.REDACTED:
            redacting.append(trace)
    # Before what names them is redacted.
    batches = [trace.own_batch for trace in redacting if trace.own_batch]
    file_parts.remove_files([key for batch in batches for key in letters.files_of_batch(store.tenant_id, batch)])
    redactions = store.traces.redact(redacting)
    done.update((OnErasure.REDACTED.value, kind) for kind in redactions.done)
    # Somebody wrote these meanwhile; the next pass reads them again.
    done.update(("late", kind) for kind in redactions.late)
    store.traces.remove(removed)
    done += _erase_values(store, traces)
    return +done


def _erase_values(store: TenantStore, traces: Sequence[Trace]) -> _Counts:
    """Erase the values of the audit entries among the traces."""
    entries = [trace for trace in traces if trace.kind == "history"]
    try:
        return Counter({(OnErasure.REDACTED.value, "history"): store.traces.erase_values(entries)})
    except ConcurrentUpdate:
        # Another worker is erasing them; the next pass reads them again.
        return Counter({("late", "history"): 1})


def _erase_targets(store: TenantStore, trace: Trace) -> None:
    """Erase what the trace points at: the file of an attachment or export, or a stored answer."""
    if trace.file_key is not None:
        files.remove_file(trace.file_key)
    if trace.request_hash is not None:
        store.requests.erase_answer(trace.request_hash)


def _count_on_certificate(store: TenantStore, contact_id: str, done: _Counts) -> None:
    erased, redacted = (
        {kind: count for (handling, kind), count in done.items() if handling == way.value}
        for way in (OnErasure.ERASED, OnErasure.REDACTED)
    )
    certificate = store.erasure_certificates.get(contact_id)
    store.erasure_certificates.save(with_counts(certificate, erased=erased, redacted=redacted))


@retried_when_raced
def _finish(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    """Save the contact as anonymized, and on its certificate what is kept and why."""
    contact = store.contacts.get(contact_id)
    if contact.erasure is not Erasure.ERASING:
        return
    line = RegisterLine(
        kind=RegisterKind.ANONYMIZED, tenant_id=store.tenant_id, contact_id=contact_id, absorbed=contact.absorbed, at=now
    )
    # Before anything says that it is finished: a restored copy of the table must not bring the person back (S8.7).
    erasure_register.write(line)
    after: Contact = with_fields(contact, erasure=Erasure.ANONYMIZED)
    writes = (store.erasure_certificates.put_of(completed(store, contact_id, contact.absorbed, now)),)
    commit_change(store, ContactChange(contact, after, "contact.anonymized", writes=writes, conceals=True), by=by, now=now)


def completed(store: TenantStore, contact_id: str, absorbed: Sequence[str], now: datetime) -> ErasureCertificate:
    """Return the contact's certificate with what is kept and why."""
    kept = Counter(kind for place in (contact_id, *absorbed) for kind in _kinds_left(store, place))
    # What its addresses refuse lies outside its places, and stays.
    reasons = {kind: CENSUS[kind].why for kind in (*kept, "refusal") if CENSUS[kind].why}
    certificate = store.erasure_certificates.get(contact_id)
    return with_fields(certificate, completed_at=now, kept=dict(kept), reasons=reasons)


def _kinds_left(store: TenantStore, contact_id: str) -> list[str]:
    return [trace.kind for trace in every(lambda after: store.traces.page(contact_id, limit=_PAGE, after=after))]
