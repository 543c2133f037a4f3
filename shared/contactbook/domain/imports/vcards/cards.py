"""The cards in a vCard file, one after the other, without pictures, in bounded memory (S6.2)."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from contactbook.domain.imports.files.csv_lines import BadLine, Lines
from contactbook.domain.imports.sheets import unreadable_file
from contactbook.domain.imports.vcards.heads import is_quoted, with_readable_label

# Lines and characters of one card beside its pictures, sounds and keys.
_MOST_LINES, _MOST_CHARACTERS = 2_000, 200_000
_LEFT_OUT = re.compile(r"(?:[\w-]+\.)?(?:photo|logo|sound|key|agent)[;:]", re.IGNORECASE)
_NOTE = re.compile(r"(?:[\w-]+\.)?note[;:]", re.IGNORECASE)
# What ends a note whose line breaks are bare: a property that cards have.
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?:n|fn|nickname|photo|bday|anniversary|adr|label|tel|email|impp|mailer|tz|geo|title|role|logo|agent|org|categories|"
    r"note|prodid|rev|sort-string|sound|url|uid|key|class|gender|lang|related|kind|member|source|xml|x-[\w-]+)[;:]",
    re.IGNORECASE,
)


class CardText(NamedTuple):
    """The text of a card and the line on which it begins; `problem` instead of a text that cannot be read."""

    line: int
    text: str
    problem: str | None = None


def card_texts(text: io.TextIOWrapper) -> Iterator[CardText]:
    """Yield the cards of the file. Raises ValidationFailed `not_vcard` if it does not begin with one."""
    reader = _CardReader()
    lines = Lines(text)
    while True:
        number = lines.begin_record()
        try:
            line = next(lines, None)
        except BadLine:
            reader.spoil()
            continue
        if line is None:
            break
        if (found := reader.line(number, line)) is not None:
            yield found
    if reader.begins:
        yield CardText(reader.begins, "", "unclosed_card")
    elif not reader.count:
        raise unreadable_file("not_vcard", "The file holds no vCard.")


class _CardReader:
    """Collects the lines of one card after the other."""

    def __init__(self) -> None:
        self.count = self.begins = self._size = 0
        self._kept: list[str] = []
        self._is_left_out = self._is_spoilt = self._is_quoted = self._is_note = False

    def spoil(self) -> None:
        """Take note of a line that cannot be read."""
        self._is_spoilt = True

    def line(self, number: int, line: str) -> CardText | None:
        """Take the next line. Return the card if it ends here. Raises ValidationFailed `not_vcard` for text before the first card."""
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            unclosed = CardText(self.begins, "", "unclosed_card") if self.begins else None
            self.begins, self._size, self._kept, self._is_spoilt, self._is_left_out = number, 0, ["BEGIN:VCARD\n"], False, False
            self._is_quoted = self._is_note = False
            self.count += 1
            return unclosed
        if not self.begins:
            if word and not self.count:
                raise unreadable_file("not_vcard", "The file is no vCard file: it must begin with BEGIN:VCARD.")
            return None
        if word == "END:VCARD":
            found = CardText(self.begins, "".join([*self._kept, "END:VCARD\n"]), "card_too_long" if self._is_spoilt else None)
            self.begins = 0
            return found
        self._keep(line)
        return None

    def _keep(self, line: str) -> None:
        is_rest = self._is_quoted and self._kept[-1].endswith("=\n")
        if is_rest and not line.strip():
            # The quoted text ends with nothing: what stands below is a property of its own.
            self._kept[-1] = self._kept[-1].removesuffix("=\n") + "\n"
        elif not is_rest and line[0] not in " \t":
            line = self._begun(line)
        if self._is_left_out or not line.strip():
            return
        self._size += len(line)
        if self._size > _MOST_CHARACTERS or len(self._kept) > _MOST_LINES:
            self._is_spoilt = True
        else:
            # vobject knows no line that ends with a carriage return alone.
            self._kept.append(line.rstrip("\r\n") + "\n")

    def _begun(self, line: str) -> str:
        """Return the line of the property that begins here, as the library can read it."""
        if self._is_note and line.strip() and not _PROPERTY.match(line):
            # Some programs write a note with bare line breaks.
            return f"  {line}"
        self._is_left_out = _LEFT_OUT.match(line) is not None or (self._is_left_out and ":" not in line and ";" not in line)
        if not line.strip():
            return line
        self._is_note, self._is_quoted = _NOTE.match(line) is not None, is_quoted(line)
        return with_readable_label(line)
