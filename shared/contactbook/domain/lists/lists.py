"""Lists of contacts, to which communications are sent (S1.25-S1.30)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field, StringConstraints

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact, ContactKind, LifeCycleState, Stage
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


if TYPE_CHECKING:
    ListChanges = BaseModel
else:
    ListChanges = partial_of("ListChanges", ListFields)


class Associations(Draft):
    """All lists that a contact is to be on (S1.25, S1.28)."""

    list_ids: Annotated[tuple[ListId, ...], Field(max_length=MAXIMUM_LISTS_OF_A_CONTACT)]


class NewMembers(Draft):
    """Contacts to add to a list."""

    contact_ids: Annotated[tuple[ContactId, ...], Field(min_length=1, max_length=100)]


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
    """One contact of a list."""

    contact_id: str
    kind: ContactKind
    display_name: str
    life_cycle_state: LifeCycleState
    stage: Stage
    version: int


def member_view(contact: Contact, settings: Settings) -> MemberView:
    """Return what a list shows of the contact."""
    return MemberView(
        contact_id=contact.contact_id,
        kind=contact.kind,
        display_name=display_name(contact, contact.kind, settings.name_display),
        life_cycle_state=life_cycle_state(contact),
        stage=stage(contact),
        version=contact.version,
    )


def on_lists(contact: Contact, list_ids: Iterable[str]) -> Contact:
    """Return the contact on exactly these lists. Raises RuleBroken `too_many_lists`."""
    wanted = tuple(dict.fromkeys(list_ids))
    if len(wanted) > MAXIMUM_LISTS_OF_A_CONTACT:
        raise RuleBroken(f"A contact can be on at most {MAXIMUM_LISTS_OF_A_CONTACT} lists.", code="too_many_lists")
    return contact if set(wanted) == set(contact.list_ids) else with_fields(contact, list_ids=wanted)
