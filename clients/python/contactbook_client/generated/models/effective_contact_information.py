from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.effective_address import EffectiveAddress
    from ..models.effective_text import EffectiveText


@dataclass(kw_only=True, slots=True)
class EffectiveContactInformation:
    """The three items as callers see them, with the label of the address's type."""

    email: EffectiveText
    """ The email or the phone that would be used, and where it came from. """
    phone: EffectiveText
    """ The email or the phone that would be used, and where it came from. """
    mailing_address: EffectiveAddress
    """ The postal address that would be used, and where it came from. """
    account_id: None | str
    """ The id of the account; null where it is about the contact itself. """

    def to_dict(self) -> dict[str, Any]:
        email = self.email.to_dict()

        phone = self.phone.to_dict()

        mailing_address = self.mailing_address.to_dict()

        account_id: None | str
        account_id = self.account_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "phone": phone,
                "mailing_address": mailing_address,
                "account_id": account_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.effective_address import EffectiveAddress  # noqa: PLC0415
        from ..models.effective_text import EffectiveText  # noqa: PLC0415

        d = dict(src_dict)
        email = EffectiveText.from_dict(d.pop("email"))

        phone = EffectiveText.from_dict(d.pop("phone"))

        mailing_address = EffectiveAddress.from_dict(d.pop("mailing_address"))

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        effective_contact_information = cls(
            email=email,
            phone=phone,
            mailing_address=mailing_address,
            account_id=account_id,
        )

        return effective_contact_information
