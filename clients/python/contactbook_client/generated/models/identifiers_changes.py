from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.identity_document_changes import IdentityDocumentChanges


@dataclass(kw_only=True, slots=True)
class IdentifiersChanges:
    """Changes to the numbers that identify the contact to an authority."""

    id_card: IdentityDocumentChanges | None | Unset = UNSET
    """ The id card. """
    passport: IdentityDocumentChanges | None | Unset = UNSET
    """ The passport. """
    social_security_number: None | str | Unset = UNSET
    """ The social security number. Only a person has one. """
    vat_number: None | str | Unset = UNSET
    """ The VAT number, with the country's letters. """
    registration_number: None | str | Unset = UNSET
    """ The number in the register of companies. """
    tax_number: None | str | Unset = UNSET
    """ The tax number. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.identity_document_changes import IdentityDocumentChanges  # noqa: PLC0415

        id_card: dict[str, Any] | None | Unset
        if isinstance(self.id_card, Unset):
            id_card = UNSET
        elif isinstance(self.id_card, IdentityDocumentChanges):
            id_card = self.id_card.to_dict()
        else:
            id_card = self.id_card

        passport: dict[str, Any] | None | Unset
        if isinstance(self.passport, Unset):
            passport = UNSET
        elif isinstance(self.passport, IdentityDocumentChanges):
            passport = self.passport.to_dict()
        else:
            passport = self.passport

        social_security_number: None | str | Unset
        if isinstance(self.social_security_number, Unset):
            social_security_number = UNSET
        else:
            social_security_number = self.social_security_number

        vat_number: None | str | Unset
        if isinstance(self.vat_number, Unset):
            vat_number = UNSET
        else:
            vat_number = self.vat_number

        registration_number: None | str | Unset
        if isinstance(self.registration_number, Unset):
            registration_number = UNSET
        else:
            registration_number = self.registration_number

        tax_number: None | str | Unset
        if isinstance(self.tax_number, Unset):
            tax_number = UNSET
        else:
            tax_number = self.tax_number

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if id_card is not UNSET:
            field_dict["id_card"] = id_card
        if passport is not UNSET:
            field_dict["passport"] = passport
        if social_security_number is not UNSET:
            field_dict["social_security_number"] = social_security_number
        if vat_number is not UNSET:
            field_dict["vat_number"] = vat_number
        if registration_number is not UNSET:
            field_dict["registration_number"] = registration_number
        if tax_number is not UNSET:
            field_dict["tax_number"] = tax_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.identity_document_changes import IdentityDocumentChanges  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id_card(data: object) -> IdentityDocumentChanges | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                id_card_type_0 = IdentityDocumentChanges.from_dict(data)

                return id_card_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentityDocumentChanges | None | Unset, data)

        id_card = _parse_id_card(d.pop("id_card", UNSET))

        def _parse_passport(data: object) -> IdentityDocumentChanges | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                passport_type_0 = IdentityDocumentChanges.from_dict(data)

                return passport_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentityDocumentChanges | None | Unset, data)

        passport = _parse_passport(d.pop("passport", UNSET))

        def _parse_social_security_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        social_security_number = _parse_social_security_number(d.pop("social_security_number", UNSET))

        def _parse_vat_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vat_number = _parse_vat_number(d.pop("vat_number", UNSET))

        def _parse_registration_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        registration_number = _parse_registration_number(d.pop("registration_number", UNSET))

        def _parse_tax_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_number = _parse_tax_number(d.pop("tax_number", UNSET))

        identifiers_changes = cls(
            id_card=id_card,
            passport=passport,
            social_security_number=social_security_number,
            vat_number=vat_number,
            registration_number=registration_number,
            tax_number=tax_number,
        )

        return identifiers_changes
