"""The size, the names and the places of files and folders."""

import io
import re
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTACTBOOK = ROOT / "shared" / "contactbook"
TREES = ("shared", "functions", "infra", "benchmarks", "tests")
MOST_FILES = 22
MOST_LINES = 250
MOST_LINES_OF_A_TEST = 320

# The lists below only become shorter: an entry that is no longer needed fails its test.
# Modules that are too long and have to be split.
LONG = {
    "tests/functions/links_api/test_pages.py",
    "tests/functions/test_events.py",
    "tests/gateways/test_sns_signatures.py",
    "tests/services/sending/protocol_model.py",
    "tests/api/rights.py",
}
# Rooms that are tested through other layers and have no test folder of the same noun yet.
UNTESTED: dict[str, set[str]] = {
    "domain": {"notification_types", "settings", "stream"},
    "services": {
        "accounts",
        "communications",
        "exports",
        "links",
        "lists",
        "name_days",
        "notification_types",
        "opportunities",
        "profiles",
        "runs",
        "search",
        "settings",
        "templates",
    },
    "storage": set(),
}
SUPPRESSION = re.compile(r"(?:noqa\b[:\s]*[A-Z0-9, ]*|type: ignore(?:\[[^]]*\])?)(?P<reason>.*)$")


def modules() -> Iterator[Path]:
    for tree in TREES:
        yield from sorted((ROOT / tree).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def rooms(layer: str) -> set[str]:
    return {path.parent.name for path in (CONTACTBOOK / layer).glob("*/__init__.py")}


def rooms_with_tests(layer: str) -> set[str]:
    return {path.parent.name for path in (ROOT / "tests" / layer).glob("*/test_*.py")}


def test_no_folder_has_too_many_modules() -> None:
    sizes = Counter(name(path.parent) for path in modules() if path.name != "__init__.py")
    assert {folder: size for folder, size in sizes.items() if size > MOST_FILES} == {}


def test_no_module_is_too_long() -> None:
    def limit(path: Path) -> int:
        return MOST_LINES_OF_A_TEST if path.name.startswith("test_") else MOST_LINES

    assert {name(path) for path in modules() if lines(path) > limit(path)} == LONG


def test_every_suppressed_check_has_a_reason_on_its_line() -> None:
    assert {name(path) for path in modules() if any(len(reason) < 5 for reason in reasons(path))} == set()


def reasons(path: Path) -> Iterator[str]:
    """Yield the reason beside each `noqa` and `type: ignore` of a module."""
    text = path.read_text()
    if "noqa" in text or "type: ignore" in text:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            found = SUPPRESSION.search(token.string) if token.type == tokenize.COMMENT else None
            if found:
                yield found["reason"].strip(" -#:")


@pytest.mark.parametrize("layer", UNTESTED)
def test_every_room_has_a_test_folder_of_the_same_noun(layer: str) -> None:
    assert rooms(layer) - rooms_with_tests(layer) == UNTESTED[layer]


@pytest.mark.parametrize("layer", UNTESTED)
def test_every_test_folder_of_a_layer_has_a_room_of_the_same_noun(layer: str) -> None:
    assert rooms_with_tests(layer) <= rooms(layer)


def test_every_package_of_functions_is_independent_of_the_others() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    packages = {path.parent.name for path in (ROOT / "functions").glob("*/__init__.py")}
    (contract,) = [one for one in settings["contracts"] if one["type"] == "independence"]
    assert set(contract["modules"]) == packages
    assert packages <= set(settings["root_packages"])
