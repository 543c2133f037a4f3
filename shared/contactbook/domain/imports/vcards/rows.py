"""Reading a file of vCards 2.1, 3.0 and 4.0 as rows: each card is one (S6.2)."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.csv_files import text_of
from contactbook.domain.imports.sheets import FileWarning, RowProblem, SheetRow
from contactbook.domain.imports.vcards.cards import CardText, card_texts
from contactbook.domain.imports.vcards.columns import (
    HEADER,
    MOST_ADDRESSES,
    MOST_EMAILS,
    MOST_PHONES,
    MOST_TAGS,
    UNMAPPED,
)
from contactbook.domain.imports.vcards.heads import LABEL
from contactbook.domain.imports.workbooks import Notice

if TYPE_CHECKING:
    from vobject.base import Component

_PLACES = {name: place for place, name in enumerate(HEADER)}
_DAY = re.compile(r"(?:(\d{4})|--)-?(\d\d)-?(\d\d)(?:T.*)?")
# Apple's mark of a birthday without its year.
_NO_YEAR = "X-APPLE-OMIT-YEAR"
# What a card calls a phone, and the label that people know. The first that a phone has counts.
_PHONE_LABELS = (
    ("fax", "other"),
    ("cell", "mobile"),
    ("iphone", "mobile"),
    ("work", "work"),
    ("home", "home"),
    ("main", "other"),
)
_LABELS = (("work", "work"), ("home", "home"))
# Cards with more than a contact keeps that are told of one by one.
_MOST_NOTICES = 50
# What says of which kind a card is: version 4.0, and Apple's own marks.
_KINDS = ("kind", "x-addressbookserver-kind", "x-abshowas")
_COMPANIES = {"org", "company"}
# What comes in as text.
_TEXTS = ("n", "fn", "org", "email", "tel", "adr", "bday", "categories")
# Apple writes its own labels so: _$!<Mobile>!$_
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")


def vcard_rows(
    file: BinaryIO, *, kind: ContactKind, encoding: str | None = None, notice: Notice = lambda _: None
) -> Iterator[SheetRow]:
    """Yield a header of the fields, then a row for each card. Pictures are left out. The caller closes the file.

    A card of a company is a row of the kind company, also among people. A card that cannot be read has a problem instead of cells. `notice` is told what the cards say that a contact has no field for.
    Raises ValidationFailed `not_vcard`, `not_csv`, `not_utf8`.
    """
    yield SheetRow.model_construct(line=1, cells=HEADER)
    told: set[str] = set()
    left_out, told_of_cards = list[FileWarning](), 0
    with text_of(file, encoding) as text:
        for card in card_texts(text):
            row = _row(card, kind, left_out.append)
            for warning in left_out[: max(_MOST_NOTICES - told_of_cards, 0)]:
                notice(warning)
            told_of_cards += len(left_out)
            left_out.clear()
            for name in UNMAPPED:
                if row.cells and row.cells[_PLACES[name]] is not None and name not in told:
                    told.add(name)
                    message = f"Cards have {name}. It comes in only if `columns` maps it to a field of your own."
                    notice(FileWarning(code="unmapped_column", header=name, line=card.line, message=message))
            yield row


def _row(card: CardText, kind: ContactKind, notice: Notice) -> SheetRow:
    from vobject import readOne
    from vobject.base import VObjectError

    problem = card.problem
    if problem is None:
        try:
            read = readOne(card.text, allowQP=True)
            said = _words_of_kind(read)
            problem = "group_card" if "group" in said else "encoded_text" if _has_encoded_text(read) else None
            if problem is None:
                _tell_what_is_left_out(read, card.line, notice)
                of_card = ContactKind.COMPANY if said & _COMPANIES else kind
                return SheetRow.model_construct(line=card.line, cells=_Cells(read, of_card, kind).row())
        except (VObjectError, ValueError, LookupError, AttributeError, TypeError):
            # The library raises any of these for properties that are no vCard's.
            problem = "malformed_card"
    return SheetRow.model_construct(line=card.line, cells=(), problems=(RowProblem(None, problem),))


def _has_encoded_text(card: "Component") -> bool:
    """True if a text that comes in is in Base64, which the library leaves as it stands."""
    found = [one for name in _TEXTS for one in card.contents.get(name, [])]
    return any(set(map(str.upper, [*one.params.get("ENCODING", []), *one.singletonparams])) & {"BASE64", "B"} for one in found)


def _words_of_kind(card: "Component") -> set[str]:
    return {str(found.value).strip().lower() for name in _KINDS for found in card.contents.get(name, [])}


def _tell_what_is_left_out(card: "Component", line: int, notice: Notice) -> None:
    for name, most in (("EMAIL", MOST_EMAILS), ("TEL", MOST_PHONES), ("ADR", MOST_ADDRESSES)):
        if (count := len(card.contents.get(name.lower(), []))) > most:
            message = f"The card has {count} of {name}. The first {most} come in: a contact has no more."
            notice(FileWarning(code="too_many_values", header=name, line=line, message=message))


class _Cells:
    """The cells of one card by the names of their columns."""

    def __init__(self, card: "Component", kind: ContactKind, of_import: ContactKind) -> None:
        self._contents: dict[str, list[Any]] = card.contents
        self._labels = {found.group: _apple_label(str(found.value)) for found in self._all("x-ablabel") if found.group}
        # A card says its kind only where it is another one than that of the import.
        self._cells: dict[str, Cell] = {"kind": kind.value if kind is not of_import else None}
        self._name(kind)
        self._born()
        for place, found in enumerate(self._all("email")[:MOST_EMAILS]):
            self._point(f"emails.{place}", "address", _bare(found, "mailto:"), found, _LABELS)
        for place, found in enumerate(self._all("tel")[:MOST_PHONES]):
            number = _bare(found, "tel:").replace(";ext=", " ext. ").partition(";")[0]
            self._point(f"phones.{place}", "number", number, found, _PHONE_LABELS)
        for place, found in enumerate(self._all("adr")[:MOST_ADDRESSES]):
            self._address(f"addresses.{place}", found)
        tags = [tag for found in self._all("categories") for tag in _texts(found.value)]
        self._cells |= {f"tags.{place}": tag for place, tag in enumerate(dict.fromkeys(tags[:MOST_TAGS]))}
        for name in UNMAPPED:
            self._cells[name] = "; ".join(text for found in self._all(name.lower()) for text in _texts(found.value))[:30_000]

    def row(self) -> tuple[Cell, ...]:
        """Return the cells in the order of the header."""
        return tuple(self._cells.get(name) or None for name in HEADER)

    def _all(self, name: str) -> list[Any]:
        return self._contents.get(name, [])

    def _name(self, kind: ContactKind) -> None:
        full = next((str(found.value).strip() for found in self._all("fn")), "")
        if kind is ContactKind.COMPANY:
            self._cells["company_name"] = next((text for found in self._all("org") for text in _texts(found.value)), full)
            return
        parts = {"prefix": "title", "given": "first_name", "additional": "middle_name", "family": "last_name"}
        for found in self._all("n")[:1]:
            self._cells |= {field: " ".join(_texts(getattr(found.value, part))) for part, field in parts.items()}
        if not self._cells.get("first_name") and not self._cells.get("last_name"):
            self._cells["full_name"] = full

    def _born(self) -> None:
        for found in self._all("bday")[:1]:
            day = _DAY.fullmatch(str(found.value).strip())
            omitted = found.params.get(_NO_YEAR, [None])[0]
            if day is None:
                self._cells["date_of_birth"] = str(found.value).strip()
            elif day.group(1) is None or day.group(1) == omitted:
                self._cells["birthday"] = f"{day.group(2)}-{day.group(3)}"
            else:
                self._cells["date_of_birth"] = "-".join(day.groups())

    def _point(self, entry: str, field: str, value: str, found: Any, labels: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401 - the library has no types
        kinds = _kinds(found)
        label = (
            next((label for kind, label in labels if kind in kinds), None) or self._labels.get(found.group) or _own_label(found)
        )
        self._cells |= {f"{entry}.{field}": value, f"{entry}.type": label if value else None}
        first = entry.partition(".")[0]
        if ("pref" in kinds or found.params.get("PREF") == ["1"]) and not any(
            name.startswith(first) and name.endswith(".primary") for name in self._cells
        ):
            self._cells[f"{entry}.primary"] = True

    def _address(self, entry: str, found: Any) -> None:  # noqa: ANN401 - the library has no types
        value = found.value
        parts = {"line_1": value.street, "city": value.city, "region": value.region, "postal_code": value.code}
        cells = {f"{entry}.{name}": ", ".join(_texts(part)) for name, part in (parts | {"country": value.country}).items()}
        further = ", ".join([*_texts(value.extended), *_texts(value.box)])
        cells[f"{entry}.line_1" if not cells[f"{entry}.line_1"] else f"{entry}.line_2"] = further
        if any(cells.values()):
            label = {"work": "business"}.get(*2 * (next((kind for kind, _ in _LABELS if kind in _kinds(found)), ""),))
            self._cells |= cells | {f"{entry}.type": label}


def _kinds(found: Any) -> set[str]:  # noqa: ANN401 - the library has no types
    """Return the types of a property in lower case; version 2.1 names them without a key."""
    named = [kind for value in found.params.get("TYPE", []) for kind in value.split(",")]
    return {kind.strip().strip('"').lower() for kind in [*named, *found.singletonparams]}


def _own_label(found: Any) -> str | None:  # noqa: ANN401 - the library has no types
    """Return the label that the owner of the card has made, as version 2.1 or 3.0 writes it."""
    named = [kind[2:] for value in found.params.get("TYPE", []) for kind in value.split(",") if kind[:2].lower() == "x-"]
    return next(iter([*found.params.get(LABEL, []), *named]), None)


def _bare(found: Any, scheme: str) -> str:  # noqa: ANN401 - the library has no types
    text = str(found.value).strip()
    return text[len(scheme) :] if text.lower().startswith(scheme) else text


def _texts(value: object) -> list[str]:
    """Return the texts of a value that the library reads as a text or as a list."""
    found = value if isinstance(value, list | tuple) else [value]
    return [text for one in found if one is not None and (text := str(one).strip())]


def _apple_label(text: str) -> str:
    found = _APPLE_LABEL.fullmatch(text.strip())
    return found.group(1) if found else text.strip()
