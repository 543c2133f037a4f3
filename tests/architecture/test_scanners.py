"""Every hand-written scanner of texts takes steps by the length of its text (S8.4).

Steps are lines of the product that run, counted by tracing, so no clock is asked. `test_regular_expressions.py` judges what runs
inside of one line. Scanners are found in the code: a loop with `while`, or one over the matches of an expression.
"""

import ast
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.base.spreadsheets import neutral, restored
from contactbook.domain.base.transliteration import joined_words, latin_words
from contactbook.domain.exports.list_cells import list_in_cell
from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.files.workbook_facts import SheetFacts
from contactbook.domain.templates.html import text_of
from contactbook.domain.templates.html_checks import refused_html
from contactbook.domain.templates.html_filling import filled_html
from contactbook.domain.templates.html_regions import attributes, regions
from contactbook.domain.templates.html_rules import style_problem
from contactbook.domain.templates.tag_syntax import tags_in_html, tags_in_text

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("shared/contactbook/domain", "shared/contactbook/api", "shared/contactbook/gateways", "functions")
SMALL = 400
TAGS = frozenset({"first_name"})
VALUES = {"first_name": "Eleni"}

# Loops that do not walk over a text of a client, with what they walk over.
OTHERS = {
    "domain/base/paging.py:pages": "Pages of the store.",
    "domain/base/unknown.py:has_unknown": "The parts of a value, each looked at once.",
    "domain/contacts/names.py:_filled": "The placeholders of a display format, which are few.",
    "domain/decisions/quiet_hours.py:allowed_from": "The changes of a clock within some days.",
    "domain/imports/fields.py:_without_optional": "Types of our own models.",
    "domain/imports/files/csv_lines.py:_read": "The pieces of one line, each read once.",
    "domain/imports/files/csv_lines.py:ahead": "The first lines of a file, each read once.",
    "domain/imports/files/workbook_checks.py:_checked_size": "Pieces of a file with a limit, each read once.",
    "domain/imports/nos.py:valid_part": "The fields of one row, of which each round leaves some out.",
    "domain/imports/vcards/cards.py:card_texts": "The lines of a file, each read once.",
    "domain/links/links.py:_written": "The four parts of a link of our own.",
    "domain/settings/local_times.py:next_change": "The minutes of a change of the clock.",
    "domain/sync/matching.py:_leader_of": "The chain of a group, which it shortens.",
    "api/running.py:validate": "The depth of a body: each round leaves out the fields that only answers have.",
    "api/openapi/examples.py:_resolved": "References of our own schemas.",
    "api/openapi/names.py:_reached": "References of our own schemas.",
    "api/openapi/names.py:_of_two_sides": "References of our own schemas.",
    "gateways/file_writing.py:write": "Pieces of a file.",
    "gateways/sns_signatures.py:fetched_certificate": "Redirects and pieces of a certificate with a limit.",
}


def _read_json(text: str) -> None:
    from contactbook.api.bodies import read_json_object

    read_json_object(text)


def _read_csv(text: str) -> None:
    list(csv_rows(io.BytesIO(text.encode())))


HTML_PUMPS = (
    "<", '<"', "<a ", "<a href=", "<a b='", "<a b=c ", "<!--", "-->", "<!", "<b>", "<b></b>", "<style>", "</style", "<title>", "</title",
    "<!--[if mso]>", "<!--[if mso]><![endif]-->", "#first_name", "#{", "##", "&#x", "<p title='#first_name'>", "<a href='#first_name'>",
    "<p style='a:url('>", "<a b=", "id=x ", "=", "\n", " ",
)  # fmt: skip
# Each scanner, how it is asked, the texts that it reads again and again, and a begin for each.
SCANNERS: dict[str, tuple[Callable[[str], object], tuple[str, ...], tuple[str, ...]]] = {
    "domain/templates/html_regions.py:regions": (lambda text: list(regions(text)), HTML_PUMPS, ("", "<a b='")),
    "domain/templates/html_regions.py:attributes": (lambda text: list(attributes(text)), HTML_PUMPS, ("<a ",)),
    "domain/templates/html_rules.py:style_problem": (style_problem, ("/*", "*/", "\\", "url(", "expression ", "@import "), ("",)),
    "domain/templates/tag_syntax.py:tag_places": (lambda text: tags_in_html(text, TAGS), HTML_PUMPS, ("", "<a id='")),
    "api/bodies.py:_refuse_deep": (_read_json, ('\\"', '"', "[", "{", '"a":', "\\", "\\ud800"), ("", '{"a":"')),
    "domain/exports/list_cells.py:_entries": (
        lambda text: list_in_cell(text, ";"),
        ('"', '""', ";", '";', '"a;', '";"', ":::", '"a":::', " "),
        ("", '"', "a;"),
    ),
    "domain/base/transliteration.py:joined_words": (
        joined_words,
        ("α", "υ", "αυ", "-", "a-", "a.", "\u0301"),
        ("", "o'"),
    ),
    "domain/imports/csv_files.py:_parsed": (_read_csv, ('"', ",", ";", "\n", '"\n', "a,b\n"), ("", "a,b\n")),
    "domain/imports/files/workbook_facts.py:piece": (
        lambda text: SheetFacts().piece(text.encode(), b""),
        ('<c r="A1">', "<f>", "<v>", "</v>", "</c>", "<x:f/>"),
        ("", "<f/>"),
    ),
}
# What stands on them, or has no loop of its own.
FURTHER: dict[str, tuple[Callable[[str], object], tuple[str, ...], tuple[str, ...]]] = {
    "refused_html": (lambda text: list(refused_html(text, TAGS, ())), HTML_PUMPS, ("", "<p>")),
    "filled_html": (lambda text: filled_html(text, VALUES), HTML_PUMPS, ("", "<a href='")),
    "text_of": (text_of, HTML_PUMPS, ("",)),
    "tags_in_text": (tags_in_text, ("#", "#{", "#{a", "##"), ("",)),
    "neutral": (lambda text: restored(neutral(text)), ("=", ";'", ";'=", '"'), ("", ";")),
    "latin_words": (latin_words, ("α", "υ", "αυ", "-", "a", "\u0301"), ("",)),
}


def _found() -> Iterator[str]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef) and any(_scans(inner) for inner in ast.walk(node)):
                    yield f"{path.relative_to(ROOT).as_posix().removeprefix('shared/contactbook/')}:{node.name}"


def _scans(node: ast.AST) -> bool:
    return isinstance(node, ast.While) or (isinstance(node, ast.Attribute) and node.attr == "finditer")


def test_every_scanner_is_judged() -> None:
    assert set(_found()) == set(SCANNERS) | set(OTHERS)


@pytest.mark.feature("S8.4")
@pytest.mark.parametrize("name", [*SCANNERS, *FURTHER])
def test_a_scanner_takes_steps_by_the_length_of_its_text(name: str) -> None:
    ask, pumps, begins = {**SCANNERS, **FURTHER}[name]
    for pump in pumps:
        for begin in begins:
            few, many = (_lines(ask, begin + pump * (size // len(pump))) for size in (SMALL, 4 * SMALL))
            assert many <= 5 * few + 200, (begin, pump, few, many)


@pytest.mark.feature("S8.4")
@pytest.mark.parametrize("pump", ['\\"', "\\", "\\ud800"])
def test_a_body_of_a_megabyte_is_read_in_one_pass(pump: str) -> None:
    assert _lines(_read_json, '{"a":"' + pump * (1_000_000 // len(pump))) < 4_000_000


def test_a_scanner_that_looks_back_is_found() -> None:
    def broken(text: str) -> None:
        place = 0
        while place < len(text):
            end = place
            while end < len(text) and text[end] != ">":
                end += 1
            place += 1

    few, many = (_lines(broken, "<" * size, own=__file__) for size in (60, 240))
    assert many > 5 * few + 200


def _lines(ask: Callable[[str], object], text: str, own: str = str(ROOT / "shared")) -> int:
    """Return how many lines of the product run."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(own):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        ask(text)
    except ContactbookError:
        pass
    finally:
        sys.settrace(before)
    return count
