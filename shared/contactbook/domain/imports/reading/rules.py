"""How the cells of one import are read: what the request says, and what the tenant's settings add (S6.5)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.reading.dates import DateOrder
from contactbook.domain.imports.reading.names import plain_name
from contactbook.domain.settings.fields import CustomFields, TypeDefinition, Types

# Ends the path of a further column of opt-outs.
_OF_FURTHER = re.compile(r"(?<=_marketing)\.\d+$")


@dataclass(frozen=True)
class ReadingRules:
    """The rules by which cells are read. `region` gives phones a missing country code."""

    custom: CustomFields = field(default_factory=CustomFields)
    types: Types = field(default_factory=Types)
    region: str = "CY"
    date_order: DateOrder | None = None
    separators: Mapping[str, str] = field(default_factory=dict)
    value_maps: Mapping[str, Mapping[str, JsonValue]] = field(default_factory=dict)

    def separator_of(self, path: str) -> str | None:
        """Return the separator of the values in a cell of this field, or of the whole list that it belongs to."""
        return self.separators.get(path) or self.separators.get(path.partition(".")[0])

    def types_of(self, root: str) -> Sequence[TypeDefinition]:
        """Return the tenant's types of emails, phones or addresses."""
        found: Sequence[TypeDefinition] = {"emails": self.types.email, "phones": self.types.phone}.get(root, self.types.address)
        return found

    def value_map(self, path: str) -> dict[str, JsonValue]:
        """Return what the request says that words of this field mean, by the word without case and accents."""
        words = self.value_maps.get(path) or self.value_maps.get(_OF_FURTHER.sub("", path), {})
        return {plain_name(word): value for word, value in words.items()}


@dataclass(frozen=True)
class Reading:
    """What a cell says: the fields of one entry, or of several where it holds several values.

    The name of a field is that beside the column's own, such as `extension` beside `number`; the empty name is the column's own. `code`
    says why the cell comes in otherwise than it stands.
    """

    entries: tuple[Mapping[str, JsonValue], ...]
    code: str | None = None

    @classmethod
    def of(cls, value: JsonValue, code: str | None = None) -> "Reading":
        """Return the reading of a cell with one value."""
        return cls(({"": value},), code)

    @classmethod
    def empty(cls, code: str | None = None) -> "Reading":
        """Return the reading of a cell that says nothing."""
        return cls((), code)


def as_cell(value: JsonValue) -> Cell:
    """Return a value of a value map as a cell."""
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
