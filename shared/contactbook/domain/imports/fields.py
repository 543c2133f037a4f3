"""The fields that an import can fill, and how a cell of each is read (S2.21, S2.23)."""

import types
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.callers import Scope
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Draft, Key
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import ConsentState, ContactFields, ContactKind
from contactbook.domain.imports.cells import (
    CUSTOM_FIELD_READERS,
    CellReader,
    date_of_cell,
    flag_of_cell,
    list_of_cell,
    text_of_cell,
)
from contactbook.domain.settings.fields import CustomFields

# Entries of one list.
_MOST_PLACES = 20
# Fields that need more than the right to import: the scope that a caller needs to set them elsewhere.
_SCOPES = {"preferences": Scope.CONTACTS_WRITE, "consent": Scope.CONTACTS_WRITE, "accounts": Scope.ACCOUNTS_WRITE}


class ConsentColumn(Draft):
    """The consent that a file states for a contact."""

    state: ConsentState


class ImportedRow(ContactFields, Draft):
    """The validated values of one row: a contact's fields, its preferences and consent, and its accounts."""

    source: Key | None = None
    preferences: PreferencesDraft = PreferencesDraft()
    consent: ConsentColumn | None = None
    accounts: tuple[AccountDraft, ...] = ()


def scopes_needed(paths: Sequence[str]) -> set[Scope]:
    """Return the scopes that a caller needs to import these fields."""
    return {_SCOPES[path.split(".")[0]] for path in paths if path.split(".")[0] in _SCOPES}


def cell_reader(path: str, custom: CustomFields) -> CellReader:
    """Return the function that reads a cell of this field. Raises ValidationFailed `unknown_field`."""
    steps = path.split(".")
    if steps[0] == "custom" and len(steps) == 2:
        field = next((field for field in custom.fields if field.name == steps[1]), None)
        if field is None:
            raise _unknown_field()
        return CUSTOM_FIELD_READERS[field.type]
    reader = _reader_of_annotation(ImportedRow, steps)
    if reader is None:
        raise _unknown_field()
    return reader


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
    *("identifiers.vat_number", "identifiers.tax_number", "language"),
    *("emails.0.type", "emails.0.address", "emails.1.type", "emails.1.address"),
    *("phones.0.type", "phones.0.number", "phones.1.type", "phones.1.number"),
    *("addresses.0.type", "addresses.0.line_1", "addresses.0.line_2", "addresses.0.city"),
    *("addresses.0.region", "addresses.0.postal_code", "addresses.0.country"),
    *("categories", "industry", "industry_sector", "tags", "owned_by_group"),
    *("preferences.direct_marketing", "preferences.affiliate_marketing"),
)
