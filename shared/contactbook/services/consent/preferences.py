"""Reading and changing the two marketing permissions of a contact (S2.44-S2.49)."""

from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.callers import ActorType, Caller
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.events import Evidence
from contactbook.domain.consent.preferences import changed_preferences, changes_in, raises_permission
from contactbook.domain.contacts.drafts import PreferencesDraft, StatedPreferences
from contactbook.domain.contacts.record import Contact, Preferences
from contactbook.domain.profiles.contact_view import PreferencesView, preferences_view
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.refusals.answering import evidence_writes, require_answered, require_no_own_evidence, wanted_by
from contactbook.services.refusals.said_again import answered, marks_to_answer
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

_THROUGH = {ActorType.USER: "api", ActorType.CONTACT: "portal", ActorType.LINK: "link", ActorType.JOB: "job"}


class ContactPreferencesView(PreferencesView):
    """The permissions of one contact, at the contact's version."""

    contact_id: str
    version: int


def read_preferences(store: TenantStore, contact_id: str, *, by: Caller) -> ContactPreferencesView:
    """Return the permissions with who changed each, when and how (S2.48). Raises NotFound, Merged."""
    return contact_preferences_view(visible_contact(store, contact_id, by=by))


@retried_when_raced
def set_preferences(
    store: TenantStore,
    contact_id: str,
    draft: PreferencesDraft,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    only_changes: bool = False,
) -> Contact:
    """Save the permissions as stated. What is left out stays; a statement that changes nothing is not saved (S2.48).

    With `only_changes` a value that is the present one is not said: a form shows defaults that nobody was asked about.
    A refusal by the person itself is accepted even while its consent allows nothing else: a stop is never lost. Raises RuleBroken
    `refusal_stands` for a user's yes over a no of the person without evidence (S5.5), `not_functional` and `anonymized`,
    VersionMismatch, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by, if_match=if_match, although_not_functional=True)
    draft = changes_in(draft, contact.preferences) if only_changes else draft
    after = changed_preferences(contact.preferences, draft, by=by.actor, through=through_of(by), now=now)
    if wanted := wanted_by(draft):
        marks, stated = marks_to_answer(store, contact, by), dict.fromkeys(wanted, True)
        after = answered(contact, stated, after, marks, by=by, through=through_of(by), now=now)
    if raises_permission(contact.preferences, after) or by.actor.type not in (ActorType.LINK, ActorType.CONTACT):
        require_open(contact, store.settings.current().consent)
    given = draft.evidence if isinstance(draft, StatedPreferences) else None
    require_no_own_evidence(given, by)
    require_answered(store, contact, wanted, given, by=by, now=now)
    if after == contact.preferences:
        return contact
    held = evidence_writes(store, contact_id, given, now=now)
    change = preferences_change(store, contact, after, by=by, now=now)
    return commit_change(store, replace(change, evidence=given, writes=(*change.writes, *held)), by=by, now=now)


def preferences_change(
    store: TenantStore,
    contact: Contact,
    preferences: Preferences,
    *,
    by: Caller,
    now: datetime,
    list_ids: tuple[str, ...] | None = None,
    sent_to: str | None = None,
) -> ContactChange:
    """Return the change that gives the contact these permissions, and these lists if given. A yes is saved with its evidence."""
    writes: list[Write] = []
    if raises_permission(contact.preferences, preferences):
        writes.append(store.consents.evidence_of(contact.contact_id, evidence("preferences", by, now, sent_to=sent_to)))
    update: dict[str, object] = {"preferences": preferences}
    if list_ids is not None:
        update["list_ids"] = list_ids
    return ContactChange(before=contact, after=with_fields(contact, **update), action="preferences.changed", writes=tuple(writes))


def evidence(about: str, by: Caller, now: datetime, *, event_id: str | None = None, sent_to: str | None = None) -> Evidence:
    """Return the evidence of a statement by this caller."""
    return Evidence(
        event_id=event_id or new_id("cns", now),
        at=now,
        about=about,
        source_ip=by.source_ip,
        user_agent=by.user_agent[:500] if by.user_agent else None,
        sent_to=sent_to,
    )


def through_of(by: Caller) -> str:
    """Return how a caller reaches us: `api`, `portal`, `link` or `job`."""
    return _THROUGH[by.actor.type]


def contact_preferences_view(contact: Contact) -> ContactPreferencesView:
    """Return a contact's permissions as a caller sees them."""
    view = preferences_view(contact.preferences)
    return ContactPreferencesView(**dict(view), contact_id=contact.contact_id, version=contact.version)
