from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.contact_kind import ContactKind
from ..models.contact_stage import ContactStage
from ..models.life_cycle_state import LifeCycleState

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.email import Email
    from ..models.phone import Phone


@dataclass(kw_only=True, slots=True)
class OpportunityContact:
    """The current details of the contact that an opportunity belongs to."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    display_name: str
    """ The name as the settings show names, such as `Georgiou, Eleni`. """
    life_cycle_state: LifeCycleState
    """ Financial while the contact has an open account, else marketing. """
    stage: ContactStage
    """ Customer while it has an open account, else prospect if it ever had an opportunity, else lead (decision 1).
    """
    emails: list[Email]
    """ The email addresses. In a change the list replaces the present ones. """
    phones: list[Phone]
    """ The phone numbers. In a change the list replaces the present ones. """
    addresses: list[Address]
    """ The postal addresses. In a change the list replaces the active ones. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        kind = self.kind.value

        display_name = self.display_name

        life_cycle_state = self.life_cycle_state.value

        stage = self.stage.value

        emails = []
        for emails_item_data in self.emails:
            emails_item = emails_item_data.to_dict()
            emails.append(emails_item)

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        addresses = []
        for addresses_item_data in self.addresses:
            addresses_item = addresses_item_data.to_dict()
            addresses.append(addresses_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "kind": kind,
                "display_name": display_name,
                "life_cycle_state": life_cycle_state,
                "stage": stage,
                "emails": emails,
                "phones": phones,
                "addresses": addresses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.email import Email  # noqa: PLC0415
        from ..models.phone import Phone  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        kind = ContactKind(d.pop("kind"))

        display_name = d.pop("display_name")

        life_cycle_state = LifeCycleState(d.pop("life_cycle_state"))

        stage = ContactStage(d.pop("stage"))

        emails = []
        _emails = d.pop("emails")
        for emails_item_data in _emails:
            emails_item = Email.from_dict(emails_item_data)

            emails.append(emails_item)

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = Phone.from_dict(phones_item_data)

            phones.append(phones_item)

        addresses = []
        _addresses = d.pop("addresses")
        for addresses_item_data in _addresses:
            addresses_item = Address.from_dict(addresses_item_data)

            addresses.append(addresses_item)

        opportunity_contact = cls(
            contact_id=contact_id,
            kind=kind,
            display_name=display_name,
            life_cycle_state=life_cycle_state,
            stage=stage,
            emails=emails,
            phones=phones,
            addresses=addresses,
        )

        return opportunity_contact
