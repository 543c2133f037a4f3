"""Reading the cells of a row as one JSON object, as a caller would have sent it (S2.21, S2.23, S6.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.spreadsheets import Cell, said_as_text
from contactbook.domain.base.text import clean_line, is_plain, visible_words
from contactbook.domain.imports.fields import OPT_OUTS, column_reader
from contactbook.domain.imports.paths import group_of, name_of, nested, places_of, pointer_of
from contactbook.domain.imports.reading.address_types import settled_types
from contactbook.domain.imports.reading.entries import RowEntries, without_repeated
from contactbook.domain.imports.reading.names import plain_name
from contactbook.domain.imports.reading.rules import Reading, ReadingRules, as_cell

# Fields that name nothing by themselves, such as the type of an email without an address.
_ADJUNCTS = frozenset({"type", "primary", "active", "extension"})
# What programs write for an empty cell, in exactly these letters: Nan and Null are names of people.
_NO_VALUES = frozenset({"nan", "NaN", "NaT", "<NA>", "None", "NULL", "null", r"\N"})
# What an address or a document cannot be without.
_NEEDED = {"addresses": ("line_1", "country"), "identifiers": ("number",)}


@dataclass(frozen=True)
class ReadCell:
    """A cell that comes in otherwise than it stands, and why."""

    path: str
    stands: JsonValue
    value: JsonValue
    code: str


@dataclass(frozen=True)
class ReadCells:
    """The cells of a row as JSON, their errors, and for each list the places that its entries have in the file.

    `partial` has the addresses and documents without what each needs, by their place in the file. `cells` has every mapped cell with a
    value, as it stands.
    """

    values: dict[str, JsonValue]
    errors: tuple[FieldError, ...]
    places: Mapping[str, Sequence[int]]
    partial: Mapping[str, dict[str, JsonValue]] = field(default_factory=dict)
    changes: tuple[ReadCell, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    # The place of the cell that an entry was read from, for the entries of a cell with several values.
    origins: Mapping[str, str] = field(default_factory=dict)

    def pointer_in_file(self, pointer: str) -> str:
        """Return the pointer with the place that the file's columns name; lists of `values` are closed up."""
        steps = pointer.split("/")
        if len(steps) > 2 and steps[2].isdecimal() and steps[1] in self.places:
            places = self.places[steps[1]]
            steps[2] = str(places[int(steps[2])] if int(steps[2]) < len(places) else steps[2])
            steps[2] = self.origins.get(f"{steps[1]}.{steps[2]}", f".{steps[2]}").rpartition(".")[2]
        return "/".join(steps)


class RowReader:
    """Reads the rows of one file by its columns and the constants. Raises ValidationFailed `unknown_field`."""

    def __init__(self, columns: Sequence[str], constants: Mapping[str, Cell], rules: ReadingRules) -> None:
        self._columns = [(path, _target(path), column_reader(path, rules), rules.value_map(path)) for path in columns]
        self._constants = {name: value for path, cell in constants.items() for name, value in _constant(path, cell, rules)}
        # A constant of a list entry or object that the file has columns for applies only to rows with a value in them.
        self._groups_of_file = {group for group in map(group_of, columns) if group}
        self._groups = tuple(dict.fromkeys(map(group_of, columns)))
        self._types_of_addresses = rules.types_of("addresses")

    def read(self, cells: Sequence[Cell]) -> ReadCells:
        """Return the row as nested JSON, and the errors of its cells. A blank cell has no value."""
        row, errors, stand = RowEntries(self._groups), list[FieldError](), dict[str, Cell]()
        changes: list[ReadCell] = []
        for (path, target, read, meanings), cell in zip(self._columns, cells, strict=False):
            shown = said_as_text(visible_words(cell).strip()) if isinstance(cell, str) else cell
            if shown is None or shown == "":
                continue
            stand[path] = cell
            meant = meanings.get(plain_name(str(shown)), shown) if meanings else shown
            if meant is None or (isinstance(meant, str) and meant in _NO_VALUES):
                changes.append(ReadCell(path, cell, None, "value_mapped" if meant is None else "no_value"))
                continue
            try:
                reading = read(as_cell(meant))
            except ValidationFailed as error:
                errors.append(FieldError(pointer_of(path), error.code, error.message))
                continue
            row.add(target, reading)
            value = _value(path, reading)
            if code := _code(cell, shown, meant, reading) or _cleaning(cell, value):
                changes.append(ReadCell(path, cell, _cleaned(value), code))
        found = without_repeated(row.values, row.origins)
        changes += [
            ReadCell(path, stand[path], None, "repeated_value")
            for path, value in row.values.items()
            if path in stand and path not in found and path.endswith((".address", ".number")) and value
        ]
        filled = {group_of(path) for path in found if name_of(path) not in _ADJUNCTS}
        found = {path: value for path, value in found.items() if not group_of(path) or group_of(path) in filled}
        for path, value in self._constants.items():
            if path not in found and (group_of(path) not in self._groups_of_file or group_of(path) in filled):
                found[path] = value
        parts = _parts(found)
        whole, new = settled_types(
            {path: value for path, value in found.items() if group_of(path) not in parts}, self._types_of_addresses
        )
        changes += [ReadCell(path, found.get(path), value, "type_taken") for path, value in new.items()]
        return ReadCells(nested(whole), tuple(errors), places_of(whole), parts, tuple(changes), stand, row.origins)


def _constant(path: str, cell: Cell, rules: ReadingRules) -> list[tuple[str, JsonValue]]:
    """Return the values of a constant by their paths. A type that the tenant does not have stays, for the validator to refuse."""
    reading = column_reader(path, rules)(cell)
    if reading.code == "unknown_type":
        return [(path, str(cell))]
    row = RowEntries((group_of(path),))
    row.add(path, reading)
    return list(row.values.items())


def _target(path: str) -> str:
    """Return the field that a column fills: the preference that a column of opt-outs refuses."""
    return f"preferences.{path.removeprefix(OPT_OUTS).partition('.')[0]}" if path.startswith(OPT_OUTS) else path


def _code(cell: Cell, shown: Cell, meant: JsonValue, reading: Reading) -> str | None:
    if meant != shown:
        return "value_mapped"
    if reading.code or not isinstance(cell, str) or cell.strip() == shown:
        return reading.code
    return "said_as_text" if cell.strip().startswith('="') else "invisible_characters"


def _cleaning(cell: Cell, value: JsonValue) -> str | None:
    """Return why the text of a cell is not stored as it stands: its white space, or characters in another form or of no use."""
    if not isinstance(cell, str) or not isinstance(value, str | list) or (is_plain(cell) and cell == value):
        return None
    clean = clean_line(cell)
    if clean == cell and _cleaned(value) == value:
        return None
    return "white_space" if clean.split() == cell.split() else "characters_cleaned"


def _cleaned(value: JsonValue) -> JsonValue:
    return clean_line(value) if isinstance(value, str) else [_cleaned(one) for one in value] if isinstance(value, list) else value


def _value(path: str, reading: Reading) -> JsonValue:
    """Return what came in for the cell: one value, or a list of them."""
    name = name_of(path)
    found = [entry[""] if "" in entry else entry.get(name, next(iter(entry.values()), None)) for entry in reading.entries]
    return found[0] if len(found) == 1 else found or None


def _parts(found: Mapping[str, JsonValue]) -> dict[str, dict[str, JsonValue]]:
    """Return the addresses and documents that lack something that each needs, by their place."""
    groups: dict[str, dict[str, JsonValue]] = {}
    for path, value in found.items():
        if group := group_of(path):
            groups.setdefault(group, {})[name_of(path)] = value
    return {
        group: values
        for group, values in groups.items()
        if "." in group and not all(values.get(name) for name in _NEEDED.get(group.partition(".")[0], ()))
    }
