from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.account_state import AccountState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.account_changes_custom_type_0 import AccountChangesCustomType0
    from ..models.contact_information_changes import ContactInformationChanges


@dataclass(kw_only=True, slots=True)
class AccountChanges:
    """What changes in the account, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    name: None | str | Unset = UNSET
    """ The name, for people. """
    number: None | str | Unset = UNSET
    """ The number of the account, as the tenant writes it. """
    service: None | str | Unset = UNSET
    """ The service of the account, such as `priority-checking`. """
    service_group: None | str | Unset = UNSET
    """ The group of services of the account, such as `checking`. """
    contact_information: ContactInformationChanges | None | Unset = UNSET
    """ The account's own email, phone and mailing address. What is missing comes from the contact. """
    credit_limit: None | str | Unset = UNSET
    """ The credit limit: a decimal as a text, in the tenant's currency. """
    custom: AccountChangesCustomType0 | None | Unset = UNSET
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """
    state: AccountState | None | Unset = UNSET
    """ The present state. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.account_changes_custom_type_0 import AccountChangesCustomType0  # noqa: PLC0415
        from ..models.contact_information_changes import ContactInformationChanges  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
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

        contact_information: dict[str, Any] | None | Unset
        if isinstance(self.contact_information, Unset):
            contact_information = UNSET
        elif isinstance(self.contact_information, ContactInformationChanges):
            contact_information = self.contact_information.to_dict()
        else:
            contact_information = self.contact_information

        credit_limit: None | str | Unset
        if isinstance(self.credit_limit, Unset):
            credit_limit = UNSET
        else:
            credit_limit = self.credit_limit

        custom: dict[str, Any] | None | Unset
        if isinstance(self.custom, Unset):
            custom = UNSET
        elif isinstance(self.custom, AccountChangesCustomType0):
            custom = self.custom.to_dict()
        else:
            custom = self.custom

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        elif isinstance(self.state, AccountState):
            state = self.state.value
        else:
            state = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
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
        from ..models.account_changes_custom_type_0 import AccountChangesCustomType0  # noqa: PLC0415
        from ..models.contact_information_changes import ContactInformationChanges  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

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

        def _parse_contact_information(data: object) -> ContactInformationChanges | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                contact_information_type_0 = ContactInformationChanges.from_dict(data)

                return contact_information_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContactInformationChanges | None | Unset, data)

        contact_information = _parse_contact_information(d.pop("contact_information", UNSET))

        def _parse_credit_limit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        credit_limit = _parse_credit_limit(d.pop("credit_limit", UNSET))

        def _parse_custom(data: object) -> AccountChangesCustomType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_type_0 = AccountChangesCustomType0.from_dict(data)

                return custom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AccountChangesCustomType0 | None | Unset, data)

        custom = _parse_custom(d.pop("custom", UNSET))

        def _parse_state(data: object) -> AccountState | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = AccountState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AccountState | None | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        account_changes = cls(
            name=name,
            number=number,
            service=service,
            service_group=service_group,
            contact_information=contact_information,
            credit_limit=credit_limit,
            custom=custom,
            state=state,
        )

        return account_changes
