from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.account_state import AccountState

if TYPE_CHECKING:
    from ..models.account_custom import AccountCustom
    from ..models.labelled_information import LabelledInformation


@dataclass(kw_only=True, slots=True)
class Account:
    """An account as callers see it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    name: str
    """ The name, for people. """
    number: None | str
    """ The number of the account, as the tenant writes it. """
    service: None | str
    """ The service of the account, such as `priority-checking`. """
    service_group: None | str
    """ The group of services of the account, such as `checking`. """
    contact_information: LabelledInformation
    """ An account's own contact information, with the label of the address's type. """
    credit_limit: None | str
    """ The credit limit: a decimal as a text, in the tenant's currency. """
    custom: AccountCustom
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """
    state: AccountState
    """ Whether the account is open; an open account makes its owner a customer. """
    account_id: str
    """ The id of the account; null where it is about the contact itself. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        name = self.name

        number: None | str
        number = self.number

        service: None | str
        service = self.service

        service_group: None | str
        service_group = self.service_group

        contact_information = self.contact_information.to_dict()

        credit_limit: None | str
        credit_limit = self.credit_limit

        custom = self.custom.to_dict()

        state = self.state.value

        account_id = self.account_id

        contact_id = self.contact_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "name": name,
                "number": number,
                "service": service,
                "service_group": service_group,
                "contact_information": contact_information,
                "credit_limit": credit_limit,
                "custom": custom,
                "state": state,
                "account_id": account_id,
                "contact_id": contact_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_custom import AccountCustom  # noqa: PLC0415
        from ..models.labelled_information import LabelledInformation  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        name = d.pop("name")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

        def _parse_service(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service = _parse_service(d.pop("service"))

        def _parse_service_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service_group = _parse_service_group(d.pop("service_group"))

        contact_information = LabelledInformation.from_dict(d.pop("contact_information"))

        def _parse_credit_limit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        credit_limit = _parse_credit_limit(d.pop("credit_limit"))

        custom = AccountCustom.from_dict(d.pop("custom"))

        state = AccountState(d.pop("state"))

        account_id = d.pop("account_id")

        contact_id = d.pop("contact_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        account = cls(
            version=version,
            name=name,
            number=number,
            service=service,
            service_group=service_group,
            contact_information=contact_information,
            credit_limit=credit_limit,
            custom=custom,
            state=state,
            account_id=account_id,
            contact_id=contact_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return account
