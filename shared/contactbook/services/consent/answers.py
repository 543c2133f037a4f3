"""Recording a contact's consent, and reading its consent and history (S2.110-S2.120)."""

from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Flag, Key, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.events import ConsentEvent, Evidence, form_version_of
from contactbook.domain.consent.preferences import SAID_TWICE
from contactbook.domain.consent.states import behaviour_of, check_transition, form_of
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent
from contactbook.domain.permissions.standing import STOPS, is_own, is_refused, own_no
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.refusals.marks import PROCESSING
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.consent.preferences import evidence, through_of
from contactbook.services.jobs.anonymization_requests import request_anonymization
from contactbook.services.refusals.answering import evidence_writes, require_answered, require_no_own_evidence, writes_of_form
from contactbook.services.refusals.said_again import accepts_again, marks_to_answer
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


class ConsentDraft(Draft):
    """A consent as a caller records it. Without a form, the attached form stays (S2.116)."""

    state: ConsentState
    form_attachment_id: Key | None = None
    evidence: EvidenceDraft | None = None


class ConsentView(Value):
    """A contact's consent, at the contact's version; `behaviour` is what the state allows (S2.112)."""

    contact_id: str
    state: ConsentState
    updated_at: Moment | None
    updated_by: Actor | None
    form_attachment_id: str | None
    behaviour: Behaviour
    answer_required: Flag
    anonymization_pending: Flag
    version: int


def read_consent(store: TenantStore, contact_id: str, *, by: Caller) -> ConsentView:
    """Return the contact's current consent. Raises NotFound, Merged."""
    return consent_view(store, visible_contact(store, contact_id, by=by))


@retried_when_raced
def store_consent(
    store: TenantStore,
    contact_id: str,
    draft: ConsentDraft,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    sent_to: str | None = None,
    only_changes: bool = False,
) -> Contact:
    """Save a consent, even if the current one allows nothing else (S2.117). A consent that changes nothing is not saved.

    With `only_changes` the state and form that are shown are not said again, and a global form is not made the contact's own.
    Raises RuleBroken `consent_transition_refused` (S2.111), `refusal_stands` for a user who accepts or asks again over a no of the
    person without evidence (S5.5) and `anonymized`, ValidationFailed `unknown_attachment` if the form does not exist,
    VersionMismatch, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by, if_match=if_match, although_not_functional=True)
    settings = store.settings.current().consent
    if only_changes and _as_shown(draft, contact.consent, settings):
        return contact
    check_transition(contact.consent.state, draft.state)
    require_no_own_evidence(draft.evidence, by)
    lifts = {PROCESSING: "/state"} if draft.state is ConsentState.ACCEPTED or _asks_again(contact, draft.state) else {}
    require_answered(store, contact, lifts, draft.evidence, by=by, now=now)
    is_yes = draft.state is ConsentState.ACCEPTED
    is_again = is_yes and accepts_again(contact, marks_to_answer(store, contact, by))
    consent = _consent(contact, draft, settings, by.actor, now, is_again=is_again)
    if consent is contact.consent:
        return contact
    held = _form_writes(store, contact, draft.form_attachment_id, settings, now)
    held += evidence_writes(store, contact_id, draft.evidence, now=now)
    pending = behaviour_of(consent.state, settings) is Behaviour.ANONYMIZE
    after = with_fields(contact, consent=consent, anonymization_pending=pending)
    change = consent_change(store, contact, after, by=by, now=now, sent_to=sent_to)
    change = replace(change, writes=(*change.writes, *held), evidence=draft.evidence)
    return commit_change(store, change, by=by, now=now)


def record_consent(
    store: TenantStore,
    contact_id: str,
    draft: ConsentDraft,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    sent_to: str | None = None,
    only_changes: bool = False,
) -> Contact:
    """Save a consent as `store_consent`, and request the contact's anonymization if the consent asks for it (S2.115, S2.139)."""
    contact = store_consent(
        store, contact_id, draft, by=by, now=now, if_match=if_match, sent_to=sent_to, only_changes=only_changes
    )
    if contact.anonymization_pending:
        request_anonymization(store, contact.contact_id, asked_by=by.actor)
    return contact


def consent_change(
    store: TenantStore,
    before: Contact,
    after: Contact,
    *,
    by: Caller,
    now: datetime,
    through: str | None = None,
    sent_to: str | None = None,
) -> ContactChange:
    """Return the change of a contact's consent with its event and evidence. `through` defaults to how the caller reaches us."""
    event = ConsentEvent(
        event_id=new_id("cns", now),
        at=now,
        state=after.consent.state,
        previous_state=before.consent.state,
        by=by.actor,
        through=through or through_of(by),
        form_attachment_id=after.consent.form_attachment_id,
        form_version=form_version_of(after.consent, store.settings.current().consent),
    )
    proof = evidence("consent", by, now, event_id=event.event_id, sent_to=sent_to)
    writes = [store.consents.put_of(before.contact_id, event)]
    if by.source_ip or by.user_agent or sent_to:
        writes.append(store.consents.evidence_of(before.contact_id, proof))
    return ContactChange(
        before=before, after=after, action="consent.changed", subject=event.event_id, writes=tuple(writes), through=event.through
    )


def page_of_history(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[ConsentEvent], After | None]:
    """Return a page of the contact's consent events, newest first. Raises NotFound, Merged."""
    visible_contact(store, contact_id, by=by)
    return store.consents.page(contact_id, limit=limit, after=after)


def page_of_evidence(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Evidence], After | None]:
    """Return a page of the evidence of the contact's statements, newest first, for an auditor. Raises NotFound, Merged."""
    visible_contact(store, contact_id, by=by)
    return store.consents.page_of_evidence(contact_id, limit=limit, after=after)


def consent_view(store: TenantStore, contact: Contact) -> ConsentView:
    """Return a contact's consent as a caller sees it, with the global form if it has none of its own (S2.120)."""
    settings = store.settings.current().consent
    return ConsentView(
        contact_id=contact.contact_id,
        state=contact.consent.state,
        updated_at=contact.consent.updated_at,
        updated_by=contact.consent.updated_by,
        form_attachment_id=form_of(contact.consent, settings),
        behaviour=behaviour_of(contact.consent.state, settings),
        answer_required=contact.consent.answer_required,
        anonymization_pending=contact.anonymization_pending,
        version=contact.version,
    )


def _form_writes(
    store: TenantStore, contact: Contact, form_id: str | None, settings: ConsentSettings, now: datetime
) -> list[Write]:
    """Return the writes that hold the form: an attachment of the contact, or a file of the library (S2.119).

    Raises ValidationFailed `unknown_attachment`.
    """
    if form_id is None or form_id in (contact.consent.form_attachment_id, settings.global_form_attachment_id):
        return []
    return writes_of_form(store, contact.contact_id, form_id, "/form_attachment_id", now=now)


def _as_shown(draft: ConsentDraft, stored: ContactConsent, settings: ConsentSettings) -> bool:
    is_form = draft.form_attachment_id in (None, form_of(stored, settings))
    return draft.evidence is None and draft.state is stored.state and is_form


def _asks_again(contact: Contact, state: ConsentState) -> bool:
    """True if the new state would ask who has refused; that is no yes, and nobody but the person ends its own no with it."""
    return state is ConsentState.PENDING and contact.consent.state in STOPS


def _consent(
    contact: Contact, draft: ConsentDraft, settings: ConsentSettings, by: Actor, now: datetime, *, is_again: bool
) -> ContactConsent:
    """Return the consent after the statement; the same object if the statement changes nothing.

    `is_again`: the person accepts, and so answers a no at its address, also if it had accepted before.
    """
    stored = contact.consent
    form = draft.form_attachment_id or stored.form_attachment_id
    is_answer = draft.state is not ConsentState.PENDING
    told_at = draft.evidence.said_at if draft.evidence else None
    if draft.state is stored.state and form == stored.form_attachment_id and draft.evidence is None and not is_again:
        last = own_no(stored)
        is_same_request = last is not None and now - last < SAID_TWICE and stored.updated_by == by
        is_said_again = draft.state in STOPS and is_own(by) and not is_same_request
        return with_fields(stored, refused_at=now) if is_said_again else stored
    return with_fields(
        stored,
        state=draft.state,
        updated_at=now,
        updated_by=by,
        # The person answered the form that was shown, so the answer keeps that form when the global one changes.
        form_attachment_id=form or (form_of(stored, settings) if is_answer else None),
        answer_required=not is_answer and is_refused(stored),
        refused_at=(told_at if draft.state in STOPS else None) if is_answer else own_no(stored),
        evidence_at=told_at if draft.state is ConsentState.ACCEPTED else None,
    )
