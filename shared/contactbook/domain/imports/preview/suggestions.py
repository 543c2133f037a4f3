"""Suggesting the field that a column is, with the reason. Nothing is suggested that could be wrong without a word (S6.1)."""

import re
from collections.abc import Callable, Sequence

from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import KIND
from contactbook.domain.imports.opt_outs import opt_out_columns
from contactbook.domain.imports.presets.tools import PresetName, plain_header
from contactbook.domain.imports.preview.models import HeaderView
from contactbook.domain.imports.preview.words import field_of, says_who
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.imports.sheets import named_twice

_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>.]{1,63}\.[^@\s<>]{1,200}")
_PHONE = re.compile(r"\+[\d ().-]{7,20}")
_LISTS = {"emails": "address", "phones": "number"}
_MOST_PLACES = 10
# Fields that a person has and a company has not, and the other way round.
_PERSONS = frozenset({"first_name", "middle_name", "last_name", "full_name", "title", "date_of_birth"})
_COMPANIES = frozenset({"company_name"})


def by_preset(
    filled: ImportRequest, name: PresetName, header: Sequence[str], samples: Sequence[tuple[str, ...]]
) -> list[HeaderView]:
    """Return the columns as the request maps them that the preset has filled."""
    fields = {column: path for path, column in filled.columns.items()}
    refusing = {column for _, column in opt_out_columns(filled.opt_outs)}
    no = "Whoever has a yes here opted out of marketing."
    known = f"The preset {name.value} knows this column."
    return [
        HeaderView(
            header=column,
            samples=found,
            field=fields.get(column),
            because=known if column in fields else no if column in refusing else None,
        )
        for column, found in zip(header, samples, strict=True)
    ]


def says_kinds(values: Sequence[str]) -> bool:
    """True if every one of the values is a kind of contact."""
    return bool(values) and all(plain_header(value) in set(ContactKind) for value in values)


class Suggester:
    """Suggests a field for one column after the other; each field once."""

    def __init__(
        self, kind: ContactKind, header: Sequence[str], samples: Sequence[tuple[str, ...]], is_field: Callable[[str], bool]
    ) -> None:
        self._kind = kind
        # A file of persons and companies, such as an export of ours, has the fields of both.
        self._is_mixed = any(name == KIND and says_kinds(values) for name, values in zip(header, samples, strict=True))
        self._twice = named_twice(header)
        self._is_field = is_field
        self._used: set[str] = set()
        # Beside a column of first or last names, `Name` may be the other one, or the whole.
        self._has_parts = any(field_of(name) in ("first_name", "last_name") for name in header)

    def suggest(self, header: str, samples: tuple[str, ...]) -> HeaderView:
        """Return the column with the field that it could be."""
        field, because = self._field(header, samples)
        if field is None or header in self._twice or not header:
            return HeaderView(header=header, samples=samples)
        self._used.add(field)
        return HeaderView(header=header, samples=samples, field=field, because=because)

    def _field(self, header: str, samples: Sequence[str]) -> tuple[str | None, str]:
        if self._is_field(header) and (header != KIND or self._is_mixed):
            return self._free(header), "The header is the name of the field."
        # The addresses in a column of people who said no are not those to write to.
        if says_who(header) or (self._has_parts and plain_header(header) == "name"):
            return None, ""
        if word := field_of(header):
            return self._free(word), f"The header says it: {header[:100]}."
        if samples and all(_EMAIL.fullmatch(value.strip()) for value in samples):
            return self._free("emails"), "The values look like email addresses."
        if samples and all(_PHONE.fullmatch(value.strip()) for value in samples):
            return self._free("phones"), "The values look like phone numbers."
        return None, ""

    def _free(self, field: str) -> str | None:
        """Return the field, or the next place of its list, if the kind of contact has it and no column is it already."""
        if self._kind is ContactKind.COMPANY and field == "full_name" and not self._is_mixed:
            field = "company_name"
        if not self._is_mixed and field in (_PERSONS if self._kind is ContactKind.COMPANY else _COMPANIES):
            return None
        if field in _LISTS:
            places = (f"{field}.{place}.{_LISTS[field]}" for place in range(_MOST_PLACES))
            return next((path for path in places if path not in self._used), None)
        return None if field in self._used else field
