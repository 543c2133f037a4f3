from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.identity_document import IdentityDocument


@dataclass(kw_only=True, slots=True)
class Identifiers:
    """Numbers that identify a person or a company to an authority."""

    id_card: IdentityDocument | None
    """ The id card. """
    passport: IdentityDocument | None
    """ The passport. """
    social_security_number: None | str
    """ The social security number. Only a person has one. """
    vat_number: None | str
    """ The VAT number, with the country's letters. """
    registration_number: None | str
    """ The number in the register of companies. """
    tax_number: None | str
    """ The tax number. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.identity_document import IdentityDocument  # noqa: PLC0415

        id_card: dict[str, Any] | None
        if isinstance(self.id_card, IdentityDocument):
            id_card = self.id_card.to_dict()
        else:
            id_card = self.id_card

        passport: dict[str, Any] | None
        if isinstance(self.passport, IdentityDocument):
            passport = self.passport.to_dict()
        else:
            passport = self.passport

        social_security_number: None | str
        social_security_number = self.social_security_number

        vat_number: None | str
        vat_number = self.vat_number

        registration_number: None | str
        registration_number = self.registration_number

        tax_number: None | str
        tax_number = self.tax_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id_card": id_card,
                "passport": passport,
                "social_security_number": social_security_number,
                "vat_number": vat_number,
                "registration_number": registration_number,
                "tax_number": tax_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.identity_document import IdentityDocument  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id_card(data: object) -> IdentityDocument | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                id_card_type_0 = IdentityDocument.from_dict(data)

                return id_card_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentityDocument | None, data)

        id_card = _parse_id_card(d.pop("id_card"))

        def _parse_passport(data: object) -> IdentityDocument | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                passport_type_0 = IdentityDocument.from_dict(data)

                return passport_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentityDocument | None, data)

        passport = _parse_passport(d.pop("passport"))

        def _parse_social_security_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        social_security_number = _parse_social_security_number(d.pop("social_security_number"))

        def _parse_vat_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        vat_number = _parse_vat_number(d.pop("vat_number"))

        def _parse_registration_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        registration_number = _parse_registration_number(d.pop("registration_number"))

        def _parse_tax_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_number = _parse_tax_number(d.pop("tax_number"))

        identifiers = cls(
            id_card=id_card,
            passport=passport,
            social_security_number=social_security_number,
            vat_number=vat_number,
            registration_number=registration_number,
            tax_number=tax_number,
        )

        return identifiers
