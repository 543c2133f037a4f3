"""The physical lines of a text of unknown origin, in bounded memory, some of which may have to be read again."""

import io
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

# Characters of one physical line.
LONGEST_LINE = 1_000_000


class BadLine(Exception):
    """A line that is not read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Lines:
    """The lines of a text, each of limited length, with their number. Lines end with LF, CRLF or CR.

    `taken` are the lines since `begin_record`; `read_again` puts all of them but the first back.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self.count = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Raises BadLine `line_too_long`, `not_text`."""
        line = self._waiting.popleft() if self._waiting else self._read()
        if not line:
            raise StopIteration
        self.count += 1
        self.taken.append(line)
        if len(line) >= LONGEST_LINE:
            raise BadLine("line_too_long")
        if "\x00" in line:
            raise BadLine("not_text")
        return line

    def skip(self) -> None:
        """Pass over a line, whatever it holds."""
        with suppress(BadLine):
            next(self, None)

    def begin_record(self) -> int:
        """Forget the lines that were taken. Return the number of the next line."""
        self.taken.clear()
        return self.count + 1

    def read_again(self) -> bool:
        """Put back what was taken behind the first line; True if that was any.

        A quote that stays open ends at the next line that has a quote, or at the longest line, so no line is read again often.
        """
        again = self.taken[1:]
        self.count -= len(again)
        self._waiting.extendleft(reversed(again))
        return bool(again)

    def ahead(self, most: int) -> list[str]:
        """Return the next lines without taking them. A line that is not text ends them."""
        while len(self._waiting) < most and (line := self._read()):
            self._waiting.append(line)
        return [line for line in list(self._waiting)[:most] if "\x00" not in line]

    def _read(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        rest = line
        while len(rest) == LONGEST_LINE and rest[-1] not in "\r\n":
            rest = self._text.readline(LONGEST_LINE)
        return line
