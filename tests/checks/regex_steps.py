"""Counts the steps that a backtracking matcher takes for a regular expression: the growth of time, without a clock.

It walks the parsed expression as Python's engine does: alternatives and repeats in their order, possessive and atomic parts once. It
counts each try. Python's own engine is faster by a factor, and knows some short cuts, but grows the same way.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, permutations
from re import _constants as op  # type: ignore[attr-defined]  # typeshed leaves out the parser of the standard library.
from re import _parser  # type: ignore[attr-defined]  # As above.
from typing import Any

Pattern = re.Pattern[str]
Nodes = list[tuple[Any, Any]]
# What no expression of ours names: it makes a match fail at its end.
_ODD = "\x7f"
_COMMON = ("a", "1", " ", "\n", "<", "=", '"', "-")
_SINGLE = {op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY, op.RANGE, op.CATEGORY}


class TooManySteps(Exception):
    """The budget is used up."""


class _Matcher:
    def __init__(self, pattern: Pattern, text: str, budget: int) -> None:
        self._text, self._flags, self._left = text, pattern.flags, budget
        self._groups: dict[int, tuple[int, int]] = {}

    def ends(self, nodes: Nodes, place: int) -> Iterator[int]:
        """Yield where a match of the nodes can end, in the engine's order."""
        if not nodes:
            yield place
            return
        for middle in self._one(*nodes[0], place):
            yield from self.ends(nodes[1:], middle)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooManySteps

    def _one(self, kind: Any, value: Any, place: int) -> Iterator[int]:
        self._step()
        if kind in _SINGLE:
            fits = place < len(self._text) and _fits(kind, _frozen(value), self._text[place], self._flags)
            return iter([place + 1] if fits else [])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = value
            found = self._repeated(list(inner), place, least, most, lazy=kind is op.MIN_REPEAT)
            return islice(found, 1) if kind is op.POSSESSIVE_REPEAT else found
        return _BY_KIND[kind](self, value, place)

    def _group(self, value: Any, place: int) -> Iterator[int]:
        for end in self.ends(list(value[3]), place):
            self._groups[value[0]] = (place, end)
            yield end

    def _branch(self, value: Any, place: int) -> Iterator[int]:
        for one in value[1]:
            yield from self.ends(list(one), place)

    def _atomic(self, value: Any, place: int) -> Iterator[int]:
        return islice(self.ends(list(value), place), 1)

    def _looks(self, value: Any, place: int) -> bool:
        direction, inner = value
        start = place if direction > 0 else place - 1
        return start >= 0 and next(self.ends(list(inner), start), None) is not None

    def _asserted(self, value: Any, place: int) -> Iterator[int]:
        return iter([place] if self._looks(value, place) else [])

    def _refuted(self, value: Any, place: int) -> Iterator[int]:
        return iter([] if self._looks(value, place) else [place])

    def _at(self, value: Any, place: int) -> Iterator[int]:
        return iter([place] if self._is_at(value, place) else [])

    def _again(self, value: Any, place: int) -> Iterator[int]:
        start, end = self._groups.get(value, (0, 0))
        return iter([place + end - start] if self._text.startswith(self._text[start:end], place) else [])

    def _repeated(self, inner: Nodes, place: int, least: int, most: Any, *, lazy: bool) -> Iterator[int]:
        if len(inner) == 1 and inner[0][0] in _SINGLE and not lazy:
            end = place
            while end - place < (most if most is not op.MAXREPEAT else sys.maxsize) and next(self._one(*inner[0], end), None):
                end += 1
            for stop in range(end, place + least - 1, -1):
                self._step()
                yield stop
            return
        if lazy and least <= 0:
            yield place
        if most is op.MAXREPEAT or most > 0:
            for middle in self.ends(inner, place):
                if middle > place or least > 0:
                    fewer = most if most is op.MAXREPEAT else most - 1
                    yield from self._repeated(inner, middle, least - 1, fewer, lazy=lazy)
        if not lazy and least <= 0:
            yield place

    def _is_at(self, where: Any, place: int) -> bool:
        words = [
            0 <= one < len(self._text) and (self._text[one].isalnum() or self._text[one] == "_") for one in (place - 1, place)
        ]
        return {
            op.AT_BEGINNING: place == 0,
            op.AT_BEGINNING_STRING: place == 0,
            op.AT_END: self._text[place:] in ("", "\n"),
            op.AT_END_STRING: place == len(self._text),
            op.AT_BOUNDARY: words[0] != words[1],
            op.AT_NON_BOUNDARY: words[0] == words[1],
        }[where]


_BY_KIND: dict[Any, Callable[[_Matcher, Any, int], Iterator[int]]] = {
    op.SUBPATTERN: _Matcher._group,
    op.BRANCH: _Matcher._branch,
    op.ATOMIC_GROUP: _Matcher._atomic,
    op.ASSERT: _Matcher._asserted,
    op.ASSERT_NOT: _Matcher._refuted,
    op.AT: _Matcher._at,
    op.GROUPREF: _Matcher._again,
}


@cache
def _fits(kind: Any, value: Any, character: str, flags: int) -> bool:
    code = ord(character)
    if kind is op.ANY:
        return bool(flags & re.DOTALL) or character != "\n"
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return any(_fits(*one, character, flags) for one in value[negated:]) != negated
    if kind is op.CATEGORY:
        name = str(value).rpartition("_")[2].lower()
        holds = {"digit": str.isdigit, "space": str.isspace, "word": lambda one: one.isalnum() or one == "_"}[name](character)
        return holds != ("_NOT_" in str(value))
    codes = {code, ord(character.lower()[0]), ord(character.upper()[0])} if flags & re.IGNORECASE else {code}
    if kind is op.RANGE:
        return any(value[0] <= one <= value[1] for one in codes)
    return (value in codes) == (kind is op.LITERAL)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value


def steps(pattern: Pattern, text: str, *, searches: bool, budget: int) -> int:
    """Return the steps over the whole text; `searches` tries at every place, as `finditer`. Raises TooManySteps."""
    matcher = _Matcher(pattern, text, budget)
    nodes = list(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    place = 0
    while place <= len(text):
        end = next(matcher.ends(nodes, place), None)
        if not searches:
            break
        place = max(end or 0, place + 1)
    return budget - matcher._left


def hostile_texts(pattern: Pattern, size: int) -> Iterator[str]:
    """Yield texts that could be the worst: the begin of a match, then one or two characters or a whole match again and again."""
    nodes = list(_parser.parse(pattern.pattern, pattern.flags))
    samples = list(dict.fromkeys(_sample(nodes, repeats, branch) for repeats in (0, 1) for branch in (0, 1)))
    literals = list(dict.fromkeys([*_literals(nodes), *(character for sample in samples for character in sample)]))
    single = list(dict.fromkeys([*literals[:6], *_COMMON]))
    parts = [sample[:length] for sample in samples for length in range(max(2, len(sample) - 2), len(sample) + 1)]
    # A part followed by a space: what looks ahead for the end of a word goes on.
    spaced = [f"{part} " for part in parts]
    pumps = list(dict.fromkeys([*parts, *spaced, *single, *("".join(two) for two in permutations(literals[:4], 2))]))
    begins = list(dict.fromkeys(["", samples[-1][:-1]]))
    yield from (f"{begin}{(pump * size)[:size]}{_ODD}" for pump in pumps if pump for begin in begins)


def _literals(value: Any) -> Iterator[str]:
    """Yield each character that the expression names, at any depth."""
    if isinstance(value, tuple) and len(value) == 2 and value[0] in (op.LITERAL, op.NOT_LITERAL):
        yield chr(value[1])
    elif isinstance(value, list | tuple | _parser.SubPattern):
        for one in value:
            yield from _literals(one)


def _sample(nodes: Nodes, repeats: int, branch: int) -> str:
    """Return a text that the nodes match, with this many of what may be left out, and this alternative of several."""
    return "".join(_sampled(kind, value, repeats, branch) for kind, value in nodes)


def _sampled(kind: Any, value: Any, repeats: int, branch: int) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind in _SINGLE:
        everything = (*_COMMON, *map(chr, range(33, 127)), "\ue001", "é", "α", "υ", "\uff1d")
        return next((one for one in everything if _fits(kind, _frozen(value), one, 0)), "")
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sample(list(value[2]), repeats, branch) * max(value[0], min(repeats, int(value[1])))
    if kind is op.SUBPATTERN:
        return _sample(list(value[3]), repeats, branch)
    if kind is op.BRANCH:
        return _sample(list(value[1][min(branch, len(value[1]) - 1)]), repeats, branch)
    return _sample(list(value), repeats, branch) if kind is op.ATOMIC_GROUP else ""
