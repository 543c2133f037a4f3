"""Reading the cells of a row as one JSON object, as a caller would have sent it (S2.21, S2.23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.fields import cell_reader
from contactbook.domain.imports.paths import group_of, nested, places_of, pointer_of
from contactbook.domain.settings.fields import CustomFields

# Fields that name nothing by themselves, such as the type of an email without an address.
_ADJUNCTS = frozenset({"type", "primary", "active"})


@dataclass(frozen=True)
class ReadCells:
    """The cells of a row as JSON, their errors, and for each list the places that its entries have in the file."""

    values: dict[str, JsonValue]
    errors: tuple[FieldError, ...]
    places: Mapping[str, Sequence[int]]

    def pointer_in_file(self, pointer: str) -> str:
        """Return the pointer with the place that the file's columns name; lists of `values` are closed up."""
        steps = pointer.split("/")
        if len(steps) > 2 and steps[2].isdecimal() and steps[1] in self.places:
            places = self.places[steps[1]]
            steps[2] = str(places[int(steps[2])] if int(steps[2]) < len(places) else steps[2])
        return "/".join(steps)


class RowReader:
    """Reads the rows of one file by its columns and the constants. Raises ValidationFailed `unknown_field`."""

    def __init__(self, columns: Sequence[str], constants: Mapping[str, Cell], custom: CustomFields) -> None:
        self._columns = [(path, cell_reader(path, custom)) for path in columns]
        self._constants = {path: cell_reader(path, custom)(value) for path, value in constants.items()}
        # A constant of a list entry or object that the file has columns for applies only to rows with a value in them.
        self._groups_of_file = {group for group in map(group_of, columns) if group}

    def read(self, cells: Sequence[Cell]) -> ReadCells:
        """Return the row as nested JSON, and the errors of its cells. A blank cell has no value."""
        found: dict[str, JsonValue] = {}
        errors: list[FieldError] = []
        for (path, read), cell in zip(self._columns, cells, strict=False):
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            try:
                found[path] = read(cell)
            except ValidationFailed as error:
                errors.append(FieldError(pointer_of(path), error.code, error.message))
        filled = {group_of(path) for path in found if path.rpartition(".")[2] not in _ADJUNCTS}
        found = {path: value for path, value in found.items() if not group_of(path) or group_of(path) in filled}
        for path, value in self._constants.items():
            if path not in found and (group_of(path) not in self._groups_of_file or group_of(path) in filled):
                found[path] = value
        return ReadCells(nested(found), tuple(errors), places_of(found))
