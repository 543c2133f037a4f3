"""Which fields an import can fill, and how the cells of a row become what a caller would have sent (S2.21, S2.23).

A path is dotted, with places in lists as numbers: `first_name`, `emails.0.address`, `identifiers.id_card.number`, `tags`,
`custom.height`, `preferences.direct_marketing`, `consent.state`, `accounts.0.name`.
"""

import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.callers import Scope
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.spreadsheets import Cell, restored
from contactbook.domain.base.values import Draft, Key
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import ConsentState, ContactFields, ContactKind
from contactbook.domain.settings.fields import CustomFields, CustomFieldType

# What separates the entries of a list in one cell, such as tags.
SEPARATOR = ";"
_MOST_PLACES = 20
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_CELL_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
# The day before Excel's first one, as its calendar counts from March 1900 on.
_EXCEL_EPOCH = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465
# Fields that need more than the right to import, with the scope that lets a caller set them elsewhere.
_SCOPES = {"preferences": Scope.CONTACTS_WRITE, "consent": Scope.CONTACTS_WRITE, "accounts": Scope.ACCOUNTS_WRITE}

Read = Callable[[Cell], JsonValue]


class ConsentColumn(Draft):
    """The consent that a file states for its contacts."""

    state: ConsentState


class ImportedRow(ContactFields, Draft):
    """Everything a row can say: a contact's fields, its permissions and consent, and its accounts."""

    source: Key | None = None
    preferences: PreferencesDraft = PreferencesDraft()
    consent: ConsentColumn | None = None
    accounts: tuple[AccountDraft, ...] = ()


def scopes_needed(paths: Sequence[str]) -> set[Scope]:
    """The scopes without which these fields cannot be imported."""
    return {_SCOPES[path.split(".")[0]] for path in paths if path.split(".")[0] in _SCOPES}


def reader_of(path: str, custom: CustomFields) -> Read:
    """How a cell for this field is read. Raises ValidationFailed `unknown_field` where a contact has no such field."""
    steps = path.split(".")
    if steps[0] == "custom" and len(steps) == 2:
        field = next((field for field in custom.fields if field.name == steps[1]), None)
        if field is None:
            raise _unknown()
        return _CUSTOM[field.type]
    leaf = _leaf(ImportedRow, steps)
    if leaf is None:
        raise _unknown()
    return leaf


def _unknown() -> ValidationFailed:
    return ValidationFailed("A contact has no such field.", code="unknown_field")


def _leaf(annotation: object, steps: Sequence[str]) -> Read | None:  # noqa: PLR0911 - one exit a kind of annotation
    annotation = _bare(annotation)
    origin = get_origin(annotation)
    if origin is tuple:
        element = get_args(annotation)[0]
        if steps and steps[0].isdecimal() and int(steps[0]) < _MOST_PLACES:
            return _leaf(element, steps[1:])
        return _list if not steps and _leaf(element, ()) is _text else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not steps or steps[0] not in annotation.model_fields or steps[0] == "address_id":
            return None
        return _leaf(annotation.model_fields[steps[0]].rebuild_annotation(), steps[1:])
    if steps or origin is dict:
        return None
    if annotation is bool:
        return _flag
    if annotation is date:
        return _day
    if annotation in (str, Decimal) or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return _text
    return None


def _bare(annotation: object) -> object:
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        # The first argument that says something: `X | None` is an X that may be absent.
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def _text(cell: Cell) -> JsonValue:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = restored(str(cell).strip())
    if text in _CELL_ERRORS:
        raise ValidationFailed("The cell holds an error of the spreadsheet.", code="cell_error")
    return text


def _list(cell: Cell) -> JsonValue:
    return [entry.strip() for entry in str(_text(cell)).split(SEPARATOR) if entry.strip()]


def _flag(cell: Cell) -> JsonValue:
    found = cell if isinstance(cell, bool) else _FLAGS.get(str(cell).strip().lower())
    if found is None:
        raise ValidationFailed("A flag is true or false, yes or no, 1 or 0.", code="invalid_flag")
    return found


def _day(cell: Cell) -> JsonValue:
    # A workbook keeps a date without a date's format as the number of days since 1900.
    if isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell <= _LAST_SERIAL:
        return (_EXCEL_EPOCH + timedelta(days=cell)).isoformat()
    text = str(_text(cell))
    try:
        return datetime.fromisoformat(text).date().isoformat() if "T" in text else text
    except ValueError:
        return text


def _number(cell: Cell) -> JsonValue:
    if isinstance(cell, int | float):
        return cell
    text = str(_text(cell))
    try:
        return int(text) if re.fullmatch(r"[+-]?\d{1,15}", text) else float(text) if len(text) < 40 else text
    except ValueError:
        return text


_CUSTOM: dict[CustomFieldType, Read] = {
    CustomFieldType.TEXT: _text,
    CustomFieldType.CHOICE: _text,
    CustomFieldType.DATE: _day,
    CustomFieldType.FLAG: _flag,
    CustomFieldType.NUMBER: _number,
}


class RowReader:
    """Turns the rows of one file into what a caller would have sent, by the file's columns and the constants."""

    def __init__(self, columns: Sequence[str], constants: Mapping[str, Cell], custom: CustomFields) -> None:
        self._columns = [(path, reader_of(path, custom)) for path in columns]
        self._constants = {path: reader_of(path, custom)(value) for path, value in constants.items()}
        fed = {_group(path) for path in columns}
        # A group of a list or an object that the file feeds is there only where the file says something in it.
        self._optional = {group for group in fed if group}

    def read(self, cells: Sequence[Cell]) -> "Reading":
        """The row as nested JSON with its lists closed up, and what is wrong with its cells. A blank cell says nothing."""
        found: dict[str, JsonValue] = {}
        errors: list[FieldError] = []
        for (path, read), cell in zip(self._columns, cells, strict=False):
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            try:
                found[path] = read(cell)
            except ValidationFailed as error:
                errors.append(FieldError(pointer_of(path), error.code, error.message))
        # A type alone names nothing that could be kept.
        said = {_group(path) for path in found if path.rpartition(".")[2] not in _ADJUNCTS}
        found = {path: value for path, value in found.items() if not _group(path) or _group(path) in said}
        for path, value in self._constants.items():
            if path not in found and (_group(path) not in self._optional or _group(path) in said):
                found[path] = value
        return Reading(nested(found), tuple(errors), _places(found))


@dataclass(frozen=True)
class Reading:
    """A row as read: its values, what is wrong with its cells, and for each list the places that its entries have in the file."""

    values: dict[str, JsonValue]
    errors: tuple[FieldError, ...]
    places: Mapping[str, Sequence[int]]

    def original(self, pointer: str) -> str:
        """The pointer to a value as the file's columns name it."""
        steps = pointer.split("/")
        if len(steps) > 2 and steps[2].isdecimal() and steps[1] in self.places:
            places = self.places[steps[1]]
            steps[2] = str(places[int(steps[2])] if int(steps[2]) < len(places) else steps[2])
        return "/".join(steps)


def _places(found: Mapping[str, JsonValue]) -> dict[str, list[int]]:
    places: dict[str, set[int]] = {}
    for path in found:
        root, _, rest = path.partition(".")
        place = rest.partition(".")[0]
        if place.isdecimal():
            places.setdefault(root, set()).add(int(place))
    return {root: sorted(known) for root, known in places.items()}


_ADJUNCTS = frozenset({"type", "primary", "active"})


def _group(path: str) -> str:
    """What a field belongs to: the entry of a list, or the object above it; nothing for a field of the contact itself."""
    steps = path.split(".")
    if len(steps) > 2 and steps[1].isdecimal():
        return ".".join(steps[:2])
    return path.rpartition(".")[0]


def pointer_of(path: str) -> str:
    """A path as a JSON Pointer."""
    return "/" + path.replace(".", "/")


def nested(values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Flat paths as one object; the places of a list that nothing fills are closed up."""
    tree: dict[str, JsonValue] = {}
    for path, value in values.items():
        place = tree
        *above, last = path.split(".")
        for step in above:
            inner = place.setdefault(step, {})
            # Where two fields exclude each other, such as `tags` and `tags.0`, the mapping is refused before.
            place = inner if isinstance(inner, dict) else {}
        place[last] = value
    return {name: _closed_up(value) for name, value in tree.items()}


def _closed_up(value: JsonValue) -> JsonValue:
    if not isinstance(value, dict):
        return value
    if value and all(step.isdecimal() for step in value):
        return [_closed_up(value[step]) for step in sorted(value, key=int)]
    return {name: _closed_up(inner) for name, inner in value.items()}


def clashing(paths: Sequence[str]) -> list[str]:
    """The fields that another one of these contains, as `tags` does `tags.0`."""
    known = set(paths)
    return [path for path in paths if any(above in known for above in _above(path))]


def _above(path: str) -> list[str]:
    steps = path.split(".")
    return [".".join(steps[:count]) for count in range(1, len(steps))]


def template_paths(kind: ContactKind, custom: CustomFields) -> tuple[str, ...]:
    """The columns of the template for this kind (S2.22): its headers are the fields' own paths."""
    own = _PERSON if kind is ContactKind.PERSON else _COMPANY
    return (*own, *_SHARED, *(f"custom.{field.name}" for field in custom.fields if kind.value in field.kinds))


_PERSON = (
    *("title", "first_name", "middle_name", "last_name", "full_name", "gender", "date_of_birth", "name_day"),
    *("identifiers.id_card.number", "identifiers.id_card.country", "identifiers.id_card.expires_on"),
    *("identifiers.passport.number", "identifiers.passport.country", "identifiers.passport.expires_on"),
    "identifiers.social_security_number",
)
_COMPANY = ("company_name", "identifiers.registration_number")
_SHARED = (
    *("identifiers.vat_number", "identifiers.tax_number", "language"),
    *("emails.0.type", "emails.0.address", "emails.1.type", "emails.1.address"),
    *("phones.0.type", "phones.0.number", "phones.1.type", "phones.1.number"),
    *("addresses.0.type", "addresses.0.line_1", "addresses.0.line_2", "addresses.0.city"),
    *("addresses.0.region", "addresses.0.postal_code", "addresses.0.country"),
    *("categories", "industry", "industry_sector", "tags", "owned_by_group"),
    *("preferences.direct_marketing", "preferences.affiliate_marketing"),
)
