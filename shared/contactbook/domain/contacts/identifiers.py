"""Identifiers of a person or a company, checked by their check digits.

Only a number that is certainly wrong is refused. A number of a country or kind that the library does not know is accepted.
"""

from importlib import import_module

from contactbook.domain.base.countries import country_errors
from contactbook.domain.base.errors import FieldError
from contactbook.domain.contacts.details import Identifiers, IdentityDocument

# Countries with a check digit in the identity card's number, and the modules of python-stdnum that check it.
_ID_CARDS = {"ES": ("es.dni", "es.nie"), "TR": ("tr.tckimlik",), "BG": ("bg.egn", "bg.pnf")}
# VAT numbers from outside the European Union, by their prefix.
_OTHER_VAT = {"GB": "gb.vat"}


def checked_identifiers(identifiers: Identifiers) -> tuple[Identifiers, list[FieldError]]:
    """Return the identifiers, and errors for wrong check digits and unknown countries."""
    errors: list[FieldError] = []
    for name, document in (("id_card", identifiers.id_card), ("passport", identifiers.passport)):
        errors += country_errors(document.country if document else None, f"/identifiers/{name}/country")
    if identifiers.vat_number and not _is_valid_vat(identifiers.vat_number):
        errors.append(
            FieldError("/identifiers/vat_number", "invalid_vat_number", "The check digits of this VAT number are wrong.")
        )
    if identifiers.id_card and not _is_valid_card(identifiers.id_card):
        message = "The check digits of this identity card's number are wrong."
        errors.append(FieldError("/identifiers/id_card/number", "invalid_id_card_number", message))
    return identifiers, errors


def _is_valid_card(card: IdentityDocument) -> bool:
    modules = _ID_CARDS.get(card.country or "", ())
    return not modules or any(_is_valid(module, _compact(card.number)) for module in modules)


def _is_valid_vat(number: str) -> bool:
    # Imported here, because only writing a VAT number needs it.
    from stdnum.eu import vat

    compact = _compact(number)
    other = next((module for prefix, module in _OTHER_VAT.items() if compact.startswith(prefix)), None)
    if other:
        return _is_valid(other, compact)
    prefixes = {"EL" if state == "gr" else state.upper() for state in vat.MEMBER_STATES}
    return compact[:2] not in prefixes or bool(vat.is_valid(compact))


def _is_valid(module: str, number: str) -> bool:
    return bool(import_module(f"stdnum.{module}").is_valid(number))


def _compact(number: str) -> str:
    return "".join(character for character in number if character.isalnum()).upper()
