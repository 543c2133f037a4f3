from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_draft import AddressDraft


@dataclass(kw_only=True, slots=True)
class ContactInformation:
    """An account's own email, phone and mailing address; missing ones come from the contact."""

    email: None | str | Unset = UNSET
    """ The email address. """
    phone: None | str | Unset = UNSET
    """ The phone number in E.164, such as `+35799123456`. """
    mailing_address: AddressDraft | None | Unset = UNSET
    """ The postal address. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.address_draft import AddressDraft  # noqa: PLC0415

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        mailing_address: dict[str, Any] | None | Unset
        if isinstance(self.mailing_address, Unset):
            mailing_address = UNSET
        elif isinstance(self.mailing_address, AddressDraft):
            mailing_address = self.mailing_address.to_dict()
        else:
            mailing_address = self.mailing_address

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if mailing_address is not UNSET:
            field_dict["mailing_address"] = mailing_address

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_draft import AddressDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_mailing_address(data: object) -> AddressDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mailing_address_type_0 = AddressDraft.from_dict(data)

                return mailing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AddressDraft | None | Unset, data)

        mailing_address = _parse_mailing_address(d.pop("mailing_address", UNSET))

        contact_information = cls(
            email=email,
            phone=phone,
            mailing_address=mailing_address,
        )

        return contact_information
