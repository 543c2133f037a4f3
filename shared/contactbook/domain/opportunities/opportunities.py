"""Opportunities of a contact, always read with the contact's current details (S1.3-S1.9, S1.19-S1.21).

An opportunity holds no contact information of its own: its drafts refuse such fields (S1.20).
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, StringConstraints

from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Flag, Key, Line, Moment, Money, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Address, Email, Phone
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact, ContactKind, LifeCycleState, Stage
from contactbook.domain.settings.sections import Settings

MAXIMUM_OPPORTUNITIES = 100


class OpportunityFields(Value):
    """Every field of an opportunity that a caller may set."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    # Where it stands in the tenant's pipeline; the sync ranks it by the top account's stages (S4.19).
    stage: Key | None = None
    value: Money | None = None
    closed: Flag = False


class OpportunityDraft(OpportunityFields, Draft):
    """What a caller sends to add an opportunity."""


class Opportunity(OpportunityFields, Record):
    """A stored opportunity of one contact."""

    opportunity_id: str
    contact_id: str
    created_at: Moment
    updated_at: Moment


class ParentDetails(Value):
    """The contact that an opportunity belongs to, as it is now (S1.19)."""

    contact_id: str
    kind: ContactKind
    display_name: str
    life_cycle_state: LifeCycleState
    stage: Stage
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    addresses: tuple[Address, ...]


class OpportunityView(Opportunity):
    """An opportunity with its contact's current details."""

    contact: ParentDetails


class NewContactDraft(ContactDraft):
    """A contact to be created, perhaps together with its first opportunity: then it never was a lead (S1.9)."""

    opportunity: OpportunityDraft | None = None


if TYPE_CHECKING:
    OpportunityChanges = BaseModel
else:
    OpportunityChanges = partial_of("OpportunityChanges", OpportunityFields)


def with_opportunity(contact: Contact) -> Contact:
    """The contact once it has had an opportunity: no lead any more, for good (S1.4-S1.6)."""
    return contact if contact.had_opportunity else with_fields(contact, had_opportunity=True)


def may_use_opportunity_features(contact: Contact) -> bool:
    """Whether features built on opportunities are open to the contact: to a prospect, not to a lead (S1.8)."""
    return contact.had_opportunity


def opportunity_view(opportunity: Opportunity, contact: Contact, settings: Settings) -> OpportunityView:
    """The opportunity as a caller sees it."""
    parent = ParentDetails(
        contact_id=contact.contact_id,
        kind=contact.kind,
        display_name=display_name(contact, contact.kind, settings.name_display),
        life_cycle_state=life_cycle_state(contact),
        stage=stage(contact),
        emails=contact.emails,
        phones=contact.phones,
        addresses=tuple(address for address in contact.addresses if address.active),
    )
    return OpportunityView.model_validate({**opportunity.model_dump(), "contact": parent})
