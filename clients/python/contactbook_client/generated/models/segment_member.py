from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.contact_kind import ContactKind
from ..models.contact_stage import ContactStage
from ..models.life_cycle_state import LifeCycleState


@dataclass(kw_only=True, slots=True)
class SegmentMember:
    """One member as a caller sees it. `account_id` is set in a segment of accounts. Of a contact that the caller may only
    select, kind and name are shown.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    account_id: None | str
    """ The id of the account; null where it is about the contact itself. """
    display_name: str
    """ The name as the settings show names, such as `Georgiou, Eleni`. """
    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    life_cycle_state: LifeCycleState | None
    """ Financial while the contact has an open account, else marketing. """
    stage: ContactStage | None
    """ Customer with an open account, prospect with an opportunity, else lead. """
    email: None | str
    """ The email address. """
    phone: None | str
    """ The phone number in E.164, such as `+35799123456`. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        account_id: None | str
        account_id = self.account_id

        display_name = self.display_name

        kind = self.kind.value

        life_cycle_state: None | str
        if isinstance(self.life_cycle_state, LifeCycleState):
            life_cycle_state = self.life_cycle_state.value
        else:
            life_cycle_state = self.life_cycle_state

        stage: None | str
        if isinstance(self.stage, ContactStage):
            stage = self.stage.value
        else:
            stage = self.stage

        email: None | str
        email = self.email

        phone: None | str
        phone = self.phone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "account_id": account_id,
                "display_name": display_name,
                "kind": kind,
                "life_cycle_state": life_cycle_state,
                "stage": stage,
                "email": email,
                "phone": phone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        display_name = d.pop("display_name")

        kind = ContactKind(d.pop("kind"))

        def _parse_life_cycle_state(data: object) -> LifeCycleState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                life_cycle_state_type_0 = LifeCycleState(data)

                return life_cycle_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LifeCycleState | None, data)

        life_cycle_state = _parse_life_cycle_state(d.pop("life_cycle_state"))

        def _parse_stage(data: object) -> ContactStage | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stage_type_0 = ContactStage(data)

                return stage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContactStage | None, data)

        stage = _parse_stage(d.pop("stage"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        segment_member = cls(
            contact_id=contact_id,
            account_id=account_id,
            display_name=display_name,
            kind=kind,
            life_cycle_state=life_cycle_state,
            stage=stage,
            email=email,
            phone=phone,
        )

        return segment_member
