"""Opportunities of a contact, always shown with the contact's current details (S1.3-S1.9, S1.19-S1.21).

An opportunity has no contact information of its own; its drafts refuse such fields (S1.20).
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, JsonValue, StringConstraints, model_validator

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Flag, Key, Line, Moment, Money, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Address, Email, Phone
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact, ContactKind, LifeCycleState, Stage
from contactbook.domain.settings.sections import Settings

MAXIMUM_OPPORTUNITIES = 100


class Outcome(StrEnum):
    """What became of an opportunity. One that is won or lost is closed."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class OpportunityFields(Value):
    """The fields of an opportunity that a caller may set."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    # The stage in the tenant's pipeline. The sync ranks stages by the order of the top account (S4.19).
    stage: Key | None = None
    value: Money | None = None
    # Derived: true for every one that is won or lost.
    closed: Flag = False
    outcome: Outcome = Outcome.OPEN

    @model_validator(mode="before")
    @classmethod
    def _closed_by_outcome(cls, sent: object) -> object:
        """Return the fields with `closed` as the outcome says. One that is only said to be closed is won (decision 0200)."""
        if not isinstance(sent, dict):
            return sent
        outcome = sent.get("outcome", Outcome.WON.value if sent.get("closed") is True else Outcome.OPEN.value)
        if "closed" in sent and not isinstance(sent["closed"], bool):
            return sent
        return sent | {"outcome": outcome, "closed": outcome != Outcome.OPEN.value}


class OpportunityDraft(OpportunityFields, Draft):
    """An opportunity that a caller sends."""


class Opportunity(OpportunityFields, Record):
    """A stored opportunity of one contact."""

    opportunity_id: str
    contact_id: str
    created_at: Moment
    updated_at: Moment


class ParentDetails(Value):
    """The current details of the contact that an opportunity belongs to (S1.19)."""

    contact_id: str
    kind: ContactKind
    display_name: str
    life_cycle_state: LifeCycleState
    stage: Stage
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    addresses: tuple[Address, ...]


class OpportunityView(Opportunity):
    """An opportunity with the current details of its contact."""

    contact: ParentDetails


if TYPE_CHECKING:
    OpportunityChanges = BaseModel
else:
    OpportunityChanges = partial_of("OpportunityChanges", OpportunityFields)


def with_outcome(opportunity: Opportunity, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the patch with the outcome that it means. A new outcome decides; else a new `closed` does."""
    if patch.get("outcome", "") is None:
        patch = patch | {"outcome": Outcome.OPEN.value}
    if "closed" not in patch or patch.get("outcome", opportunity.outcome.value) != opportunity.outcome.value:
        return patch
    if patch["closed"] is True and not opportunity.closed:
        return patch | {"outcome": Outcome.WON.value}
    is_open_again = opportunity.closed and patch["closed"] in (False, None)
    return patch | {"outcome": Outcome.OPEN.value} if is_open_again else patch


def require_known_stage(stage: str | None, settings: Settings, *, under: str = "") -> None:
    """Raise ValidationFailed `unknown_stage` for a stage that is not among the configured ones (S1.3)."""
    stages = settings.opportunities.stages
    if stages and stage is not None and stage not in stages:
        message = f"The pipeline has no such stage. Its stages: {', '.join(stages)}."
        raise ValidationFailed.of(f"{under}/stage", "unknown_stage", message)


def with_opportunity(contact: Contact) -> Contact:
    """Return the contact as a prospect; it never becomes a lead again (S1.4-S1.6)."""
    return contact if contact.had_opportunity else with_fields(contact, had_opportunity=True)


def may_use_opportunity_features(contact: Contact) -> bool:
    """True if the contact is a prospect; a lead cannot use the features of opportunities (S1.8)."""
    return contact.had_opportunity


def opportunity_view(opportunity: Opportunity, contact: Contact, settings: Settings) -> OpportunityView:
    """Return the opportunity with the current details of its contact."""
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
