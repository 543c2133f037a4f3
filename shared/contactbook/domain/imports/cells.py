"""Reading one cell as the values of a field (S2.21, S2.23, S6.5)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from pydantic import JsonValue

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.file_formats import LIST_SEPARATOR
from contactbook.domain.base.spreadsheets import Cell, restored
from contactbook.domain.base.text import visible
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.exports.list_cells import list_in_cell
from contactbook.domain.imports.files.numbers_of_codes import has_lost_digits
from contactbook.domain.imports.reading.dates import DateOrder, DayOfYear, day_of_year, is_zero_date, read_date
from contactbook.domain.imports.reading.flags import flag_of, opts_out
from contactbook.domain.imports.reading.names import country_of, language_of, plain_name
from contactbook.domain.imports.reading.rules import Reading
from contactbook.domain.settings.fields import CustomFieldType

# A time of day that programs write behind a date and nobody has said.
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?Z?$")

CellReader = Callable[[Cell], Reading]

_CELL_ERRORS = frozenset({"#ERROR!", "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_FLAG_WORDS = frozenset({"true", "false", "yes", "no", "1", "0"})
# Day 0 of Excel's calendar, as it counts from March 1900 on.
_EXCEL_EPOCH = date(1899, 12, 30)
# The days from May 1927 to the year 2100. A number without the format of a date that is less may be a year, or a day and a month.
_FIRST_DAY, _LAST_DAY = 10_000, 73_415
# A number with a fraction of zeros. A program that made it a number has written no zero before it. Three zeros may be thousands.
_FLOAT = re.compile(r"(0|[1-9]\d*)[.,]0{1,2}")


def text_of(cell: Cell) -> str:
    """Return the text of the cell. Raises ValidationFailed `cell_error` for an error of the spreadsheet."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = restored(str(cell).strip())
    if text in _CELL_ERRORS:
        raise ValidationFailed("The cell holds an error of the spreadsheet.", code="cell_error")
    return text


def text_of_cell(cell: Cell) -> Reading:
    """Return the text of the cell. Raises ValidationFailed `cell_error`."""
    return Reading.of(text_of(cell))


def code_of_cell(cell: Cell) -> Reading:
    """Return the number of a document, a postal code or the like, as it was typed before a program made it a number.

    Raises ValidationFailed `digits_lost` for a number of which a program has kept the first digits only.
    """
    text = text_of(cell)
    if has_lost_digits(cell if isinstance(cell, float) else text, is_code=True):
        message = "A program has shortened this number, and its last digits are lost. Format the column as text in the file."
        raise ValidationFailed(message, code="digits_lost")
    found = _FLOAT.fullmatch(text)
    return Reading.of(found[1], "number_read") if found else Reading.of(visible(text))


def list_of_cell(cell: Cell, separator: str | None = None) -> Reading:
    """Return the entries of the cell; Google marks its own groups with `*`. Raises ValidationFailed `cell_error`."""
    text = text_of(cell)
    entries = list_in_cell(text, separator or LIST_SEPARATOR)
    bare = [entry.text if entry.is_quoted else entry.text.removeprefix("*").strip() for entry in entries]
    found = [one for one in bare if one]
    return Reading.of([*dict.fromkeys(found)], None if found == [entry.text for entry in entries] else "mark_removed")


def flag_of_cell(cell: Cell) -> Reading:
    """Return the flag of the cell. Raises ValidationFailed `invalid_flag`, `cell_error`."""
    text_of(cell)
    found = flag_of(cell)
    if found is None:
        message = (
            "A flag must be a word such as true, yes, 1, subscribed, or false, no, 0, unsubscribed. Say others in `value_maps`."
        )
        raise ValidationFailed(message, code="invalid_flag")
    return Reading.of(found, None if str(cell).strip().lower() in _FLAG_WORDS else "flag_read")


def opt_out_of_cell(cell: Cell) -> Reading:
    """Return False, the no of the person, if the cell says that it opted out; else nothing. Raises as `flag_of_cell`."""
    text_of(cell)
    found = opts_out(cell)
    if found is None:
        message = "Nobody can tell whether this is an opt-out. Say it in `value_maps`: true is an opt-out, false is none."
        raise ValidationFailed(message, code="invalid_flag")
    return Reading.of(value=False) if found else Reading.empty()


def deletion_of_cell(cell: Cell) -> Reading:
    """Return nothing for a record that is there. Raises ValidationFailed `deleted_record` for a deleted one, else as `flag_of_cell`."""
    if flag_of_cell(cell).entries[0][""]:
        message = "The record was deleted where the file comes from, so it does not come in. Its no still counts."
        raise ValidationFailed(message, code="deleted_record")
    return Reading.empty()


def date_of_cell(cell: Cell, order: DateOrder | None = None, *, is_birth: bool = False) -> Reading:
    """Return the date of the cell as ISO text. A birth without its year is a `birthday`.

    Raises ValidationFailed `ambiguous_date`, and `invalid_date` for what is no date or a date that does not exist.
    """
    # A workbook keeps a date without a date format as the number of days since 1900.
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_DAY <= cell < _LAST_DAY + 1:
        return Reading.of((_EXCEL_EPOCH + timedelta(days=int(cell))).isoformat(), "date_read")
    text = visible(text_of(cell)).strip()
    if is_zero_date(text):
        return Reading.empty("zero_date")
    found = read_date(text, order, in_future=not is_birth)
    if isinstance(found, DayOfYear) and is_birth:
        return Reading(({"birthday": str(found)},), "without_year")
    if found is None or isinstance(found, DayOfYear):
        raise _invalid_date(order, "1980-12-31, 31/12/1980 or 31 Dec 1980")
    return Reading.of(found.isoformat(), None if _MIDNIGHT.sub("", text) == found.isoformat() else "date_read")


def _invalid_date(order: DateOrder | None, examples: str) -> ValidationFailed:
    said = f", its numbers in the order {order.value}" if order else ""
    message = f"Expected a date that exists, such as {examples}{said}. Map words that mean none to null in `value_maps`."
    return ValidationFailed(message, code="invalid_date")


def birthday_of_cell(cell: Cell, order: DateOrder | None = None) -> Reading:
    """Return the day of the year of the cell, also of a whole date. Raises ValidationFailed as `date_of_cell`."""
    if (found := re.fullmatch(r"(\d{2})-(\d{2})", text := text_of(cell))) and day_of_year(int(found[1]), int(found[2])):
        # The form in which a birthday is stored and exported, month first.
        return Reading.of(text)
    try:
        reading = date_of_cell(cell, order, is_birth=True)
    except ValidationFailed as error:
        if found or error.code == "invalid_date":
            raise _invalid_date(order, "12-31 (month first), 31 December or 1980-12-31") from error
        raise
    if not reading.entries or "birthday" in reading.entries[0]:
        return reading
    return Reading.of(str(reading.entries[0][""])[5:], "date_read")


def kind_of_cell(cell: Cell) -> Reading:
    """Return the kind of contact that the cell names. Raises ValidationFailed `unknown_kind`, `cell_error`."""
    word = plain_name(visible(text_of(cell)).strip())
    if word not in set(ContactKind):
        raise ValidationFailed("The kind must be person or company. Say other words in `value_maps`.", code="unknown_kind")
    return Reading.of(word)


def country_of_cell(cell: Cell) -> Reading:
    """Return the code of the country that the cell names. Raises ValidationFailed `unknown_country`."""
    return _code_of(cell, country_of, "country", "CY")


def language_of_cell(cell: Cell) -> Reading:
    """Return the code of the language that the cell names. Raises ValidationFailed `unknown_language`."""
    return _code_of(cell, language_of, "language", "el")


def _code_of(cell: Cell, find: Callable[[str], str | None], noun: str, example: str) -> Reading:
    text = visible(text_of(cell)).strip()
    found = find(text)
    if found is None:
        message = f"The {noun} is unknown. Write its name in English, Greek or its own language, or its code, such as {example}."
        raise ValidationFailed(message, code=f"unknown_{noun}")
    return Reading.of(found, None if text.lower() == found.lower() else f"{noun}_read")


def number_of_cell(cell: Cell) -> Reading:
    """Return the number of the cell; other text stays as it is, for the validator to refuse."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Reading.of(cell)
    text = text_of(cell)
    try:
        number: JsonValue = int(text) if re.fullmatch(r"[+-]?\d{1,15}", text) else float(text) if len(text) < 40 else text
    except ValueError:
        number = text
    return Reading.of(number)


CUSTOM_FIELD_READERS: dict[CustomFieldType, CellReader] = {
    CustomFieldType.TEXT: text_of_cell,
    CustomFieldType.CHOICE: text_of_cell,
    CustomFieldType.DATE: date_of_cell,
    CustomFieldType.FLAG: flag_of_cell,
    CustomFieldType.NUMBER: number_of_cell,
}
