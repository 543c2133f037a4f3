from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.labelled_address import LabelledAddress


@dataclass(kw_only=True, slots=True)
class LabelledInformation:
    """An account's own contact information, with the label of the address's type."""

    email: None | str
    """ The email address. """
    phone: None | str
    """ The phone number in E.164, such as `+35799123456`. """
    mailing_address: LabelledAddress | None
    """ The postal address. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.labelled_address import LabelledAddress  # noqa: PLC0415

        email: None | str
        email = self.email

        phone: None | str
        phone = self.phone

        mailing_address: dict[str, Any] | None
        if isinstance(self.mailing_address, LabelledAddress):
            mailing_address = self.mailing_address.to_dict()
        else:
            mailing_address = self.mailing_address

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "phone": phone,
                "mailing_address": mailing_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.labelled_address import LabelledAddress  # noqa: PLC0415

        d = dict(src_dict)

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

        def _parse_mailing_address(data: object) -> LabelledAddress | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mailing_address_type_0 = LabelledAddress.from_dict(data)

                return mailing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LabelledAddress | None, data)

        mailing_address = _parse_mailing_address(d.pop("mailing_address"))

        labelled_information = cls(
            email=email,
            phone=phone,
            mailing_address=mailing_address,
        )

        return labelled_information
