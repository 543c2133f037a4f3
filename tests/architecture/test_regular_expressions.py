"""Every regular expression of the product takes time by the length of its text, or gets short texts only (S8.4).

The expressions are found in the code, so a new one is judged too. Patterns of pydantic are not among them: its engine is linear.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from contactbook.domain.templates.tag_syntax import HashTemplate
from tests.checks.regex_steps import TooManySteps, hostile_texts, steps

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = frozenset({"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
ANCHORED = frozenset({"match", "fullmatch", "groups", "pattern", "flags"})
SIZE = 120
# Steps for each character: what a fast expression takes at most. A square takes as many as the text is long.
BUDGET = 30

# Expressions that take more, with the reason why their texts are short or never hostile.
SHORT_TEXTS = {
    "contactbook/domain/imports/files/workbook_checks.py:_TAG": "Its text ends with `>`, so the first try succeeds and takes the text away.",
    "contactbook/domain/imports/files/workbook_facts.py:_TAG": "Its text ends with `>`, so the first try succeeds and takes the text away.",
}
# One of the expressions that a module makes while the program runs.
COMPUTED = {
    "contactbook/domain/templates/html_regions.py": r"</style(?=[\t\n\f\r />])",
    "contactbook/gateways/sns_signatures.py": r"https://sns\.eu-central-1\.amazonaws\.com/[A-Za-z0-9_-]+\.pem",
}


class Expression(NamedTuple):
    """An expression of the code: where it stands, and True if it is tried at every place of a text."""

    name: str
    pattern: re.Pattern[str]
    searches: bool

    def __str__(self) -> str:
        return self.name


def _calls() -> Iterator[tuple[Path, ast.Module, ast.Call, str | None]]:
    """Yield each use of `re` in the product, with the name of the constant that keeps it."""
    for folder in ("shared/contactbook", "functions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text())
            kept = {
                id(node.value): target.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(tree):
                is_of_re = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_re(node.func)
                if is_of_re and isinstance(node, ast.Call):
                    yield path, tree, node, kept.get(id(node))


def _is_re(function: ast.Attribute) -> bool:
    return isinstance(function.value, ast.Name) and function.value.id == "re" and function.attr in FUNCTIONS


def _expressions() -> Iterator[Expression]:
    for path, tree, call, name in _calls():
        place = path.relative_to(ROOT / ("shared" if "shared" in path.parts else "functions"))
        shown = f"{place.as_posix()}:{name or ast.unparse(call)[:60]}"
        assert isinstance(call.func, ast.Attribute)
        if name is None:
            text = ast.literal_eval(call.args[0]) if isinstance(call.args[0], ast.Constant) else None
            if text is None:
                assert place.as_posix() in COMPUTED, f"{shown}: give the expression a name, so that it can be judged"
                text = COMPUTED[place.as_posix()]
            yield Expression(shown, re.compile(text), call.func.attr not in ANCHORED)
            continue
        module = importlib.import_module(".".join(place.with_suffix("").parts))
        pattern = getattr(module, name)
        uses = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _names(node.value, name)}
        yield Expression(shown, _of_text(pattern), not uses or not uses <= ANCHORED)


def _names(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _of_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, bytes):
        return re.compile(pattern.pattern.decode("latin-1"), (pattern.flags & ~re.ASCII) | re.ASCII)
    return pattern  # type: ignore[return-value]  # A pattern of text, as the condition above says.


def _tags() -> Expression:
    """Return the expression of merge tags, which `string.Template` compiles."""
    pattern: re.Pattern[str] = HashTemplate.pattern  # type: ignore[assignment]  # As in `tag_syntax`.
    return Expression("contactbook/domain/templates/tag_syntax.py:HashTemplate", pattern, searches=True)


EXPRESSIONS = [*_expressions(), _tags()]


@pytest.mark.feature("S8.4")
@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_a_regular_expression_takes_time_by_the_length_of_its_text(expression: Expression) -> None:
    slow = _slow_text(expression)
    if expression.name in SHORT_TEXTS:
        assert slow, "it is fast; take it off the list"
    else:
        assert slow is None, f"more than {BUDGET} steps a character for {slow[:40]!r}… ({len(slow)} characters)"


def _slow_text(expression: Expression) -> str | None:
    for text in hostile_texts(expression.pattern, SIZE):
        try:
            steps(expression.pattern, text, searches=expression.searches, budget=BUDGET * len(text))
        except TooManySteps:
            return text
    return None


@pytest.mark.parametrize(
    "slow",
    [
        r"(a+)+b",
        r"\s*=\s*x|\s+$",
        r"(?:a|aa)*c",
        r'"(?:[^"\\]|\\.)*"',
        r"x*x*y",
        r"<a\s[^>]*>",
        r"(.*),(.*)",
        r"\w+@",
        r"<(c|row)(?=[\s/>])([^>]*)>",
    ],
)
def test_slow_expressions_are_found(slow: str) -> None:
    assert _slow_text(Expression("slow", re.compile(slow), searches=True))


def test_every_exception_names_an_expression() -> None:
    assert set(SHORT_TEXTS) <= {one.name for one in EXPRESSIONS}
