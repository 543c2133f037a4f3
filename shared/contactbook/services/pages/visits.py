"""What a contact does on its own pages, behind a signed link (S2.49, S2.50).

Looking changes nothing. A stop is always taken; a yes only while the address that the link was sent to is the contact's, and
only while its consent allows anything at all. Everything may be repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.consent.states import TRANSITIONS, allows
from contactbook.domain.contacts.record import ConsentState, Contact, Preference, PreferencesDraft
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.pages.links import Link, LinkPurpose, was_sent_to_one_of
from contactbook.domain.settings.permissions import Behaviour
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_change
from contactbook.services.changes.looks import Looks, write_down
from contactbook.services.consent import answers, preferences
from contactbook.services.consent.answers import ConsentDraft
from contactbook.services.pages.links import open_link
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant

# A merged contact lives on in another one, which may have been merged as well.
_MOST_MERGES = 8
CENTRE, ONE_CLICK, FORM = "preference_centre", "one_click", "consent_form"


class Visitor(Value):
    """Who opens a link, as far as the request tells."""

    request_id: str = ""
    source_ip: str | None = None
    user_agent: str | None = None


@dataclass(frozen=True)
class Visit:
    """An opened link: whose page it is, and who acts on it."""

    store: TenantStore
    token: str
    link: Link
    contact: Contact
    visitor: Visitor

    @property
    def by(self) -> Caller:
        """The contact itself, through the link; what it changes is recorded so (S2.48)."""
        contact_id = self.contact.contact_id
        return Caller(
            actor=Actor(type=ActorType.LINK, id=contact_id),
            contact_id=contact_id,
            request_id=self.visitor.request_id,
            source_ip=self.visitor.source_ip,
            user_agent=self.visitor.user_agent,
        )


class Choices(Value):
    """What a contact chose in the preference centre; None leaves a thing as it is."""

    direct_marketing: Flag | None = None
    affiliate_marketing: Flag | None = None
    list_ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Saved:
    """The visit after its choices, and whether a yes among them was not taken."""

    visit: Visit
    was_held_back: bool = False


def open_visit(token: str, *purposes: LinkPurpose, visitor: Visitor, now: datetime) -> Visit:
    """Open a link of one of these purposes: one read, which changes nothing.

    Raises NotFound, always the same: for a wrong token, another purpose, and a contact that is gone or anonymised.
    """
    store, link = open_link(token, now=now)
    contact = _contact(store, link) if link.purpose in purposes else None
    if contact is None:
        raise NotFound("There is no such page.")
    return Visit(store, token, link, contact, visitor)


def write_look_down(visit: Visit, route: str, *, now: datetime) -> None:
    """Keep that the contact's data were looked at through the link (S2.127). Raises StorageUnavailable."""
    looks = Looks(shown={visit.contact.contact_id: None})
    write_down(visit.store, looks, route=route, by=visit.by, now=now)


def tenant_name(visit: Visit) -> str:
    """What the tenant calls itself: in its branding, else in the registry."""
    name = visit.store.settings.current().branding.name
    if name:
        return name
    tenant = find_tenant(visit.store.tenant_id)
    return tenant.name if tenant else visit.store.tenant_id


def offered_lists(visit: Visit) -> list[ContactList]:
    """The lists that the contact may join and leave by itself, by name: those that are public and active."""
    offered = (found for found in visit.store.lists.all() if found.public and found.active)
    return sorted(offered, key=lambda found: found.name.casefold())


def accounts_of(visit: Visit) -> list[Account]:
    """The contact's accounts; none are read where it never had any."""
    return visit.store.accounts.all_of(visit.contact.contact_id) if visit.contact.had_account else []


def may_say_yes(visit: Visit) -> bool:
    """Whether a yes of this visit counts: the link was sent to an address that is still the contact's.

    Addresses of its accounts count too; they are read only where no other fits.
    """
    ring = visit.store.key_ring
    own = [email.address for email in visit.contact.emails] + [phone.number for phone in visit.contact.phones]
    if was_sent_to_one_of(visit.link, own, ring):
        return True
    known = [account.contact_information for account in accounts_of(visit)]
    accounts = [address for found in known for address in (found.email, found.phone) if address]
    return bool(accounts) and was_sent_to_one_of(visit.link, [*own, *accounts], ring)


def sent_to(visit: Visit) -> str | None:
    """The contact's email address or phone number that the link was sent to; None where it is the contact's no longer."""
    ring = visit.store.key_ring
    own = [email.address for email in visit.contact.emails] + [phone.number for phone in visit.contact.phones]
    return next((address for address in own if was_sent_to_one_of(visit.link, [address], ring)), None)


def is_functional(visit: Visit) -> bool:
    """Whether the contact's consent lets it choose anything but a consent, and refuse."""
    return allows(visit.contact, visit.store.settings.current().consent) is Behaviour.COMPLETE


def possible_states(visit: Visit) -> tuple[ConsentState, ...]:
    """The consents that the contact may give here: no question, no repetition, and acceptance only where a yes counts."""
    reachable = TRANSITIONS[visit.contact.consent.state] - {ConsentState.PENDING, visit.contact.consent.state}
    if visit.contact.consent.state is ConsentState.ACCEPTED:
        # Whoever takes an acceptance back withdraws it.
        reachable -= {ConsentState.REJECTED}
    if ConsentState.ACCEPTED in reachable and not may_say_yes(visit):
        reachable -= {ConsentState.ACCEPTED}
    return tuple(state for state in ConsentState if state in reachable)


def save_choices(token: str, choices: Choices, *, visitor: Visitor, now: datetime) -> Saved:
    """Take what the contact chose; every no, and a yes where it counts. Nothing is stored when nothing changes.

    Raises NotFound as `open_visit`.
    """
    return _save(token, choices, CENTRE, (LinkPurpose.PREFERENCES,), visitor, now)


def unsubscribe(token: str, *, through: str, visitor: Visitor, now: datetime) -> Saved:
    """Refuse all marketing: one read and one transaction, or no transaction where it is refused already.

    Raises NotFound as `open_visit`.
    """
    purposes = (LinkPurpose.UNSUBSCRIBE, LinkPurpose.PREFERENCES)
    return _save(token, Choices(direct_marketing=False, affiliate_marketing=False), through, purposes, visitor, now)


def answer_consent(token: str, state: ConsentState, *, visitor: Visitor, now: datetime) -> Saved:
    """Record the contact's answer to the consent form; an acceptance only where a yes counts.

    Raises NotFound as `open_visit`, RuleBroken `consent_transition_refused`.
    """
    visit = open_visit(token, LinkPurpose.CONSENT, visitor=visitor, now=now)
    if state is ConsentState.ACCEPTED and state is not visit.contact.consent.state and not may_say_yes(visit):
        return Saved(visit, was_held_back=True)
    draft = ConsentDraft(state=state)
    contact = answers.record_consent(
        visit.store, visit.contact.contact_id, draft, by=visit.by, now=now, sent_to=visit.link.sent_to
    )
    return Saved(replace(visit, contact=contact))


@retried_when_raced
def _save(
    token: str, choices: Choices, through: str, purposes: tuple[LinkPurpose, ...], visitor: Visitor, now: datetime
) -> Saved:
    visit = open_visit(token, *purposes, visitor=visitor, now=now)
    contact = visit.contact
    public = {found.list_id: found for found in offered_lists(visit)} if choices.list_ids is not None else {}
    wanted = _lists(contact, choices.list_ids, set(public))
    was_held_back = False
    if _says_yes(contact, choices, wanted) and not (is_functional(visit) and may_say_yes(visit)):
        was_held_back = _asks_for_more(contact, choices, wanted)
        choices, wanted = _only_stops(contact, choices), tuple(one for one in contact.list_ids if one in wanted)
    draft = PreferencesDraft(direct_marketing=choices.direct_marketing, affiliate_marketing=choices.affiliate_marketing)
    after = changed_preferences(contact.preferences, draft, by=visit.by.actor, through=through, now=now)
    if after == contact.preferences and wanted == contact.list_ids:
        return Saved(visit, was_held_back)
    change = preferences.preferences_change(
        visit.store, contact, after, by=visit.by, now=now, list_ids=wanted, sent_to=visit.link.sent_to
    )
    return Saved(replace(visit, contact=commit_change(visit.store, change, by=visit.by, now=now)), was_held_back)


def _lists(contact: Contact, chosen: Iterable[str] | None, public: set[str]) -> tuple[str, ...]:
    """The contact's lists with the chosen ones among the public ones; those that are not public stay as they are."""
    if chosen is None:
        return contact.list_ids
    joined = public & set(chosen)
    kept = [list_id for list_id in contact.list_ids if list_id not in public or list_id in joined]
    return (*kept, *sorted(joined - set(kept)))


def _says_yes(contact: Contact, choices: Choices, wanted: tuple[str, ...]) -> bool:
    """Whether anything chosen is a yes that does not stand yet, be it the confirmation of a default."""
    return _only_stops(contact, choices) != choices or bool(set(wanted) - set(contact.list_ids))


def _asks_for_more(contact: Contact, choices: Choices, wanted: tuple[str, ...]) -> bool:
    """Whether anything chosen would have the contact get more than it gets now."""
    flags = contact.preferences
    raised = (
        bool(choices.direct_marketing) and not flags.direct_marketing.value,
        bool(choices.affiliate_marketing) and not flags.affiliate_marketing.value,
        bool(set(wanted) - set(contact.list_ids)),
    )
    return any(raised)


def _only_stops(contact: Contact, choices: Choices) -> Choices:
    flags = contact.preferences
    return with_fields(
        choices,
        direct_marketing=_no_new_yes(flags.direct_marketing, choices.direct_marketing),
        affiliate_marketing=_no_new_yes(flags.affiliate_marketing, choices.affiliate_marketing),
    )


def _no_new_yes(stands: Preference, chosen: bool | None) -> bool | None:
    return None if chosen and not (stands.value and stands.asked) else chosen


def _contact(store: TenantStore, link: Link) -> Contact | None:
    contact_id = link.contact_id
    for _ in range(_MOST_MERGES):
        found = store.contacts.find(contact_id)
        if not isinstance(found, MergedContact):
            return None if found is None or found.erasure is not None else found
        contact_id = found.merged_into
    return None
