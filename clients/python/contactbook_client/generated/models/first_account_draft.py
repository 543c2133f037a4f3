from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.account_state import AccountState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_information import ContactInformation
    from ..models.first_account_draft_custom import FirstAccountDraftCustom


@dataclass(kw_only=True, slots=True)
class FirstAccountDraft:
    """An account that a caller sends."""

    name: str
    """ The name, for people. """
    number: None | str | Unset = UNSET
    """ The number. """
    service: None | str | Unset = UNSET
    """ The service of the account, such as `priority-checking`. """
    service_group: None | str | Unset = UNSET
    """ The group of services of the account, such as `checking`. """
    contact_information: ContactInformation | Unset = UNSET
    """ An account's own email, phone and mailing address; missing ones come from the contact. """
    credit_limit: None | str | Unset = UNSET
    """ The credit limit: a decimal as a text, in the tenant's currency. """
    custom: FirstAccountDraftCustom | Unset = UNSET
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """
    state: AccountState | Unset = UNSET
    """ Whether the account is open; an open account makes its owner a customer. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        number: None | str | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        service: None | str | Unset
        if isinstance(self.service, Unset):
            service = UNSET
        else:
            service = self.service

        service_group: None | str | Unset
        if isinstance(self.service_group, Unset):
            service_group = UNSET
        else:
            service_group = self.service_group

        contact_information: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact_information, Unset):
            contact_information = self.contact_information.to_dict()

        credit_limit: None | str | Unset
        if isinstance(self.credit_limit, Unset):
            credit_limit = UNSET
        else:
            credit_limit = self.credit_limit

        custom: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom, Unset):
            custom = self.custom.to_dict()

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if number is not UNSET:
            field_dict["number"] = number
        if service is not UNSET:
            field_dict["service"] = service
        if service_group is not UNSET:
            field_dict["service_group"] = service_group
        if contact_information is not UNSET:
            field_dict["contact_information"] = contact_information
        if credit_limit is not UNSET:
            field_dict["credit_limit"] = credit_limit
        if custom is not UNSET:
            field_dict["custom"] = custom
        if state is not UNSET:
            field_dict["state"] = state

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact_information import ContactInformation  # noqa: PLC0415
        from ..models.first_account_draft_custom import FirstAccountDraftCustom  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        def _parse_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_service(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        service = _parse_service(d.pop("service", UNSET))

        def _parse_service_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        service_group = _parse_service_group(d.pop("service_group", UNSET))

        _contact_information = d.pop("contact_information", UNSET)
        contact_information: ContactInformation | Unset
        if isinstance(_contact_information, Unset):
            contact_information = UNSET
        else:
            contact_information = ContactInformation.from_dict(_contact_information)

        def _parse_credit_limit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        credit_limit = _parse_credit_limit(d.pop("credit_limit", UNSET))

        _custom = d.pop("custom", UNSET)
        custom: FirstAccountDraftCustom | Unset
        if isinstance(_custom, Unset):
            custom = UNSET
        else:
            custom = FirstAccountDraftCustom.from_dict(_custom)

        _state = d.pop("state", UNSET)
        state: AccountState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = AccountState(_state)

        first_account_draft = cls(
            name=name,
            number=number,
            service=service,
            service_group=service_group,
            contact_information=contact_information,
            credit_limit=credit_limit,
            custom=custom,
            state=state,
        )

        return first_account_draft
