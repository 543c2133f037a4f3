"""Lists of contacts, to which communications are sent (S1.25-S1.30)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field, StringConstraints

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Count, Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact, ContactKind, LifeCycleState, Stage
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.settings.sections import Settings

MAXIMUM_LISTS_OF_A_CONTACT = 100
# Lists that one change of a contact may add and remove together: each is in the transaction of the change.
MOST_LISTS_AT_ONCE = 40

ListId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
ContactId = Annotated[str, StringConstraints(min_length=1, max_length=64)]


def require_few_at_once(before: Iterable[str], after: Iterable[str]) -> None:
    """Raise ValidationFailed `too_many_lists` if a change adds and removes more lists than one transaction takes."""
    changed = len(set(before) ^ set(after))
    if changed > MOST_LISTS_AT_ONCE:
        message = (
            f"One request can change at most {MOST_LISTS_AT_ONCE} lists of a contact, and this changes {changed}. "
            "Change the others with PUT /contacts/{id}/lists, in several requests."
        )
        raise ValidationFailed.of("/list_ids", "too_many_lists", message)


class ListFields(Value):
    """The fields of a list that a caller may set."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    description: Line | None = None
    # True if contacts may join and leave the list themselves.
    public: Flag = False
    # An inactive list takes no new contacts (S1.27).
    active: Flag = True


class ListDraft(ListFields, Draft):
    """A list that a caller sends."""


class ContactList(ListFields, Record):
    """A stored list, without its members."""

    list_id: str
    created_at: Moment
    updated_at: Moment


class ListView(ContactList):
    """A list with the number of its contacts, also of those that the caller may not see; `more_members` if there are others."""

    member_count: Count
    more_members: Flag


def list_view(contact_list: ContactList, member_count: int, *, more: bool) -> ListView:
    """Return the list as callers see it."""
    return ListView(**dict(contact_list), member_count=member_count, more_members=more)


class ListName(Value):
    """A list that a contact is on."""

    name: str
    list_id: str


if TYPE_CHECKING:
    ListChanges = BaseModel
else:
    ListChanges = partial_of("ListChanges", ListFields)


class Associations(Draft):
    """All lists that a contact is to be on (S1.25, S1.28)."""

    list_ids: Annotated[tuple[ListId, ...], Field(max_length=MAXIMUM_LISTS_OF_A_CONTACT)]
    # That the person asked for the lists of these that it had left.
    evidence: EvidenceDraft | None = None


class NewMembers(Draft):
    """Contacts to add to a list."""

    contact_ids: Annotated[tuple[ContactId, ...], Field(min_length=1, max_length=100)]
    # That the one person asked for the list, which it had left.
    evidence: EvidenceDraft | None = None


class AssociationsView(Value):
    """The lists that a contact is on; `version` is the version of the contact."""

    contact_id: str
    list_ids: tuple[str, ...]
    version: int


class AddedMembers(Value):
    """The contacts that were added to the list, and those that were on it already (S1.30)."""

    list_id: str
    added: tuple[str, ...]
    unchanged: tuple[str, ...]


class MemberView(Value):
    """One contact of a list. Of a contact that the caller may only select, kind and name are shown (S3.15)."""

    contact_id: str
    kind: ContactKind
    display_name: str
    life_cycle_state: LifeCycleState | None = None
    stage: Stage | None = None
    email: str | None = None
    phone: str | None = None
    version: int | None = None


def selectable_member(contact: Contact, settings: Settings) -> MemberView:
    """Return what a list shows of a contact that the caller may only select."""
    name = display_name(contact, contact.kind, settings.name_display)
    return MemberView(contact_id=contact.contact_id, kind=contact.kind, display_name=name)


def member_view(contact: Contact, settings: Settings, *, email: str | None, phone: str | None) -> MemberView:
    """Return what a list shows of the contact, with the email and the phone that would be used."""
    return with_fields(
        selectable_member(contact, settings),
        email=email,
        phone=phone,
        life_cycle_state=life_cycle_state(contact),
        stage=stage(contact),
        version=contact.version,
    )


def on_lists(contact: Contact, list_ids: Iterable[str]) -> Contact:
    """Return the contact on exactly these lists. Raises RuleBroken `too_many_lists`."""
    wanted = tuple(dict.fromkeys(list_ids))
    if len(wanted) > MAXIMUM_LISTS_OF_A_CONTACT:
        message = f"A contact can be on at most {MAXIMUM_LISTS_OF_A_CONTACT} lists, and this names {len(wanted)}. Leave some out."
        raise RuleBroken.of("/list_ids", "too_many_lists", message)
    return contact if set(wanted) == set(contact.list_ids) else with_fields(contact, list_ids=wanted)
