"""Identifiers of a person or a company, with their check digits where a library knows them."""

from collections.abc import Iterable

from contactbook.domain.contacts import Identifiers
from contactbook.domain.errors import FieldError


def checked_identifiers(identifiers: Identifiers) -> tuple[Identifiers, list[FieldError]]:
    """The identifiers, and those whose check digits are wrong. A VAT number without a known country prefix is kept as it is."""
    errors: list[FieldError] = []
    if identifiers.vat_number and not _is_valid_vat(identifiers.vat_number):
        errors.append(
            FieldError("/identifiers/vat_number", "invalid_vat_number", "The check digits of this VAT number are wrong.")
        )
    return identifiers, errors


def _is_valid_vat(number: str) -> bool:
    # Imported here: it is needed only when a VAT number is written.
    from stdnum.eu import vat

    compact = number.replace(" ", "").replace("-", "").replace(".", "").upper()
    if compact[:2] not in _prefixes(vat.MEMBER_STATES):
        return True
    return bool(vat.is_valid(compact))


def _prefixes(member_states: Iterable[str]) -> set[str]:
    return {"EL" if state == "gr" else state.upper() for state in member_states}
