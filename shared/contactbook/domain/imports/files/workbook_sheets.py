"""Which sheet of a workbook is imported, and which part of the archive holds each sheet (S6.4)."""

import html
import posixpath
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import BinaryIO

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Value
from contactbook.domain.imports.sheets import FileWarning

DATES_SINCE_1904 = "dates_since_1904"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
# Bytes of the parts that name the sheets.
_LARGEST_PART = 4 * 1024 * 1024
_SHEET = re.compile(rb"<(?:[A-Za-z0-9_]+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:[A-Za-z0-9_]+:)?Relationship\s([^<>]*)>")
_DATES_SINCE_1904 = re.compile(rb"""\sdate1904\s*=\s*["'](?:1|true)["']""")
_ATTRIBUTE = re.compile(rb"""(?<![A-Za-z0-9_:])([A-Za-z0-9_:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class BookSheet(Value):
    """A sheet of a workbook: its name, whether it is hidden, and the part of the archive that holds it."""

    name: str
    hidden: bool
    part: str


class Book(Value):
    """The sheets of a workbook in their order. `since_1904`: it counts its days from 1904 instead of 1900."""

    sheets: tuple[BookSheet, ...]
    since_1904: bool


def read_book(file: BinaryIO) -> Book:
    """Return the sheets that the workbook names. The archive must have been checked."""
    with zipfile.ZipFile(file) as archive:
        book, relations = (_part(archive, name) for name in (_BOOK, _RELATIONS))
    parts = {found.get("Id"): _full_path(found.get("Target", "")) for found in map(_attributes, _RELATION.findall(relations))}
    sheets = [
        BookSheet(
            name=found.get("name", ""),
            hidden=found.get("state", "visible") != "visible",
            part=parts.get(next((value for name, value in found.items() if name.endswith(":id")), None), ""),
        )
        for found in map(_attributes, _SHEET.findall(book))
    ]
    return Book(sheets=tuple(sheets), since_1904=bool(_DATES_SINCE_1904.search(book)))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as stream:
        return stream.read(_LARGEST_PART)


def _attributes(tag: bytes) -> dict[str, str]:
    found = ((name.decode(), (double or single).decode(errors="replace")) for name, double, single in _ATTRIBUTE.findall(tag))
    return {name: html.unescape(value) for name, value in found}


def _full_path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def chosen_sheet(sheets: Sequence[BookSheet], name: str | None, is_wanted: Callable[[int], bool] | None) -> int:
    """Return the index of the sheet of this name, or without a name the first visible one that is wanted.

    Raises ValidationFailed `unknown_sheet`, `no_visible_sheet`, `sheet_not_named` if several others than the first are wanted.
    """
    if name is not None:
        named = [index for index, one in enumerate(sheets) if one.name.strip().lower() == name.strip().lower()]
        exact = [index for index in named if sheets[index].name == name]
        if not named:
            raise _about_sheet("unknown_sheet", "The workbook has no sheet of this name.")
        return (exact or named)[0]
    visible = [index for index, one in enumerate(sheets) if not one.hidden]
    if not visible:
        raise _about_sheet("no_visible_sheet", "Every sheet of the workbook is hidden. Name the sheet to import it.")
    if is_wanted is None or len(visible) == 1 or is_wanted(visible[0]):
        return visible[0]
    others = [index for index in visible[1:] if is_wanted(index)]
    if len(others) > 1:
        raise _about_sheet("sheet_not_named", "Several sheets have these columns. Name the sheet to import.")
    return others[0] if others else visible[0]


def _about_sheet(code: str, message: str) -> ValidationFailed:
    return ValidationFailed(message, code=code, errors=ValidationFailed.of("/sheet", code, message).errors)


def warnings_of(sheets: Sequence[BookSheet], chosen: int, *, since_1904: bool) -> list[FileWarning]:
    """Return what is not imported, the sheets beside the chosen one, and whether days without the format of a date are off."""
    hidden = [one for index, one in enumerate(sheets) if one.hidden and index != chosen]
    visible = [one for index, one in enumerate(sheets) if not one.hidden and index != chosen]
    found = []
    if since_1904:
        message = "The workbook counts its days from 1904. Its dates are right; a number without the format of a date is no date."
        found.append(FileWarning(code=DATES_SINCE_1904, message=message))
    if hidden:
        found.append(FileWarning(code="hidden_sheets", message=f"Hidden sheets are not imported: {len(hidden)}."))
    if visible:
        message = f"One sheet is imported. Other sheets of the workbook: {len(visible)}. Name the sheet to import another one."
        found.append(FileWarning(code="other_sheets", message=message))
    return found
