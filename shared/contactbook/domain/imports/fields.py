"""The fields that an import can fill, and how a cell of each is read (S2.21, S2.23)."""

import types
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.callers import Scope
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.text import visible
from contactbook.domain.base.values import Draft, Key, Line
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import ConsentState, ContactFields, ContactKind
from contactbook.domain.imports.cells import (
    CUSTOM_FIELD_READERS,
    CellReader,
    birthday_of_cell,
    code_of_cell,
    country_of_cell,
    date_of_cell,
    deletion_of_cell,
    flag_of_cell,
    kind_of_cell,
    language_of_cell,
    list_of_cell,
    opt_out_of_cell,
    text_of,
    text_of_cell,
)
from contactbook.domain.imports.paths import IS_DELETED
from contactbook.domain.imports.reading.points import divided, divided_cell, emails_of, phones_of, type_of
from contactbook.domain.imports.reading.rules import Reading, ReadingRules
from contactbook.domain.opportunities.opportunities import OpportunityDraft
from contactbook.domain.settings.fields import CustomFields

# Entries of one list.
_MOST_PLACES = 20
# Fields that need more than the right to import: the scope that a caller needs to set them elsewhere.
_SCOPES = {
    "preferences": Scope.CONTACTS_WRITE,
    "consent": Scope.CONTACTS_WRITE,
    "opt_outs": Scope.CONTACTS_WRITE,
    "accounts": Scope.ACCOUNTS_WRITE,
    "opportunity": Scope.OPPORTUNITIES_WRITE,
}
# The columns that say which contact a row is about, and of what kind it is.
CONTACT_ID, KIND = "contact_id", "kind"
# Begins the path under which a column of opt-outs lies in the prepared file.
OPT_OUTS = "opt_outs."


class ConsentColumn(Draft):
    """The consent that a file states for a contact."""

    state: ConsentState


class ImportedRow(ContactFields, Draft):
    """The validated values of one row: a contact's fields, its preferences and consent, its accounts and its opportunity.

    `contact_id` says which contact the row is about, `kind` what it is in a file of persons and companies. `partial` has addresses and documents of which the file says a part only, by
    their place: they change what a contact has, and make nothing new.
    """

    contact_id: Line | None = None
    kind: ContactKind | None = None
    source: Key | None = None
    preferences: PreferencesDraft = PreferencesDraft()
    consent: ConsentColumn | None = None
    accounts: tuple[AccountDraft, ...] = ()
    opportunity: OpportunityDraft | None = None
    partial: dict[str, dict[str, JsonValue]] = {}


def scopes_needed(paths: Iterable[str]) -> set[Scope]:
    """Return the scopes that a caller needs to import these fields."""
    return {_SCOPES[path.split(".")[0]] for path in paths if path.split(".")[0] in _SCOPES}


def column_reader(path: str, rules: ReadingRules) -> CellReader:
    """Return the function that reads a cell of this field or of this column of opt-outs. Raises as `cell_reader`."""
    return opt_out_of_cell if path.startswith(OPT_OUTS) else cell_reader(path, rules.custom, rules)


def cell_reader(path: str, custom: CustomFields, rules: ReadingRules | None = None) -> CellReader:
    """Return the function that reads a cell of this field. Raises ValidationFailed `unknown_field`."""
    rules, steps = rules or ReadingRules(custom), path.split(".")
    if steps[0] == "custom" and len(steps) == 2:
        field = next((field for field in custom.fields if field.name == steps[1]), None)
        if field is None:
            raise _unknown_field()
        return _ordered(CUSTOM_FIELD_READERS[field.type], rules)
    if path == IS_DELETED or (steps[0] == "external_ids" and len(steps) == 2):
        return deletion_of_cell if path == IS_DELETED else code_of_cell
    reader = _reader_of_annotation(ImportedRow, steps)
    if reader is None:
        raise _unknown_field()
    return _reader_of_path(path, steps, rules) or _ordered(reader, rules, rules.separator_of(path))


def is_date(path: str, custom: CustomFields) -> bool:
    """True if the field is a date or a day of the year. Raises ValidationFailed as `cell_reader`."""
    reader = cell_reader(path, custom)
    return (reader.func if isinstance(reader, partial) else reader) in (date_of_cell, birthday_of_cell)


def _reader_of_path(path: str, steps: Sequence[str], rules: ReadingRules) -> CellReader | None:
    """Return the reader of a field that people write in ways of its own; None if its type says how it is read."""
    root, last, separator = steps[0], steps[-1], rules.separator_of(path)
    by_text: dict[tuple[str, str], Callable[[str], Reading]] = {
        ("emails", "address"): emails_of,
        ("phones", "number"): lambda text: phones_of(text, rules.region),
        **{(name, "type"): partial(type_of, types=rules.types_of(name)) for name in ("emails", "phones", "addresses")},
        **{("addresses", name): Reading.of for name in ("line_1", "line_2", "city", "region")},
    }
    if read := by_text.get((root, last)):
        text_of_path = _phone_text if last == "number" else text_of
        return lambda cell: divided(_shown(text_of_path(cell), root), separator, read)
    if path == KIND:
        return kind_of_cell
    if root in ("date_of_birth", "birthday"):
        return partial(date_of_cell if root == "date_of_birth" else birthday_of_cell, order=rules.date_order, **_BIRTH[root])
    if root == "language" or last == "country":
        return language_of_cell if root == "language" else partial(divided_cell, separator=separator, read=country_of_cell)
    if root == "addresses" and last == "postal_code":
        return lambda cell: divided_cell(cell, separator, code_of_cell)
    is_code = last in ("postal_code", "extension", "number") or (root == "identifiers" and len(steps) == 2)
    return code_of_cell if is_code else None


# How the readers of births are called.
_BIRTH: dict[str, dict[str, bool]] = {"date_of_birth": {"is_birth": True}, "birthday": {}}


def _shown(text: str, root: str) -> str:
    """Return an address or a label without invisible characters; the words of a postal address keep those that shape letters."""
    return text if root == "addresses" else visible(text)


def _phone_text(cell: Cell) -> str:
    """Return the text of a phone. Raises ValidationFailed `digits_lost` as `code_of_cell`."""
    return str(code_of_cell(cell).entries[0][""])


def _ordered(reader: CellReader, rules: ReadingRules, separator: str | None = None) -> CellReader:
    if reader is date_of_cell:
        return partial(date_of_cell, order=rules.date_order)
    return partial(list_of_cell, separator=separator) if reader is list_of_cell else reader


def _unknown_field() -> ValidationFailed:
    return ValidationFailed("A contact has no field of this name.", code="unknown_field")


def _reader_of_annotation(annotation: object, steps: Sequence[str]) -> CellReader | None:
    """Return the reader of the field that `steps` lead to within this type; None if there is no such field."""
    annotation = _without_optional(annotation)
    if get_origin(annotation) is tuple:
        element = get_args(annotation)[0]
        if steps and steps[0].isdecimal() and int(steps[0]) < _MOST_PLACES:
            return _reader_of_annotation(element, steps[1:])
        return list_of_cell if not steps and _reader_of_annotation(element, ()) is text_of_cell else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not steps or steps[0] not in annotation.model_fields or steps[0] == "address_id":
            return None
        return _reader_of_annotation(annotation.model_fields[steps[0]].rebuild_annotation(), steps[1:])
    return None if steps else _reader_of_scalar(annotation)


def _reader_of_scalar(annotation: object) -> CellReader | None:
    if annotation is bool:
        return flag_of_cell
    if annotation is date:
        return date_of_cell
    if annotation in (str, Decimal) or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return text_of_cell
    return None


def _without_optional(annotation: object) -> object:
    """Return X for `Annotated[X, ...]` and for `X | None`."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def template_paths(kind: ContactKind, custom: CustomFields) -> tuple[str, ...]:
    """Return the columns of the template for this kind (S2.22). Its headers are the paths of the fields."""
    own = _PERSON if kind is ContactKind.PERSON else _COMPANY
    return (*own, *_SHARED, *(f"custom.{field.name}" for field in custom.fields if kind.value in field.kinds))


_PERSON = (
    *("title", "first_name", "middle_name", "last_name", "full_name", "gender", "date_of_birth", "birthday", "name_day"),
    *("identifiers.id_card.number", "identifiers.id_card.country", "identifiers.id_card.expires_on"),
    *("identifiers.passport.number", "identifiers.passport.country", "identifiers.passport.expires_on"),
    "identifiers.social_security_number",
)
_COMPANY = ("company_name", "identifiers.registration_number")
_SHARED = (
    *("identifiers.vat_number", "identifiers.tax_number", "language", "time_zone"),
    *("emails.0.type", "emails.0.address", "emails.1.type", "emails.1.address"),
    *("phones.0.type", "phones.0.number", "phones.1.type", "phones.1.number"),
    *("addresses.0.type", "addresses.0.line_1", "addresses.0.line_2", "addresses.0.city"),
    *("addresses.0.region", "addresses.0.postal_code", "addresses.0.country"),
    *("categories", "industry", "industry_sector", "tags", "owned_by_group"),
    *("preferences.direct_marketing", "preferences.affiliate_marketing"),
)
