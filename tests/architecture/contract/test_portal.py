"""The reference portal's built files are those of its sources. No test here needs Node."""

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from infra.contract.generate import CLIENTS, TYPESCRIPT

PORTAL = CLIENTS / "portal"
BUILT = PORTAL / "built"
STALE = "it is stale: run make portal"
OPERATION = re.compile(r'^  (\w+): (\["[A-Z]+", "[^"]+"\]),$', re.MULTILINE)
KIB = 1024
MOST_LINES = 250


def manifest() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads((BUILT / "manifest.json").read_text())
    return read


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def sources() -> list[Path]:
    return sorted(path for path in (PORTAL / "src").rglob("*") if path.is_file())


def table(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((PORTAL / "src" / "texts" / f"{language}.json").read_text("utf-8"))
    return read


def test_the_built_files_are_of_these_sources() -> None:
    built_from = manifest()["sources"]
    assert {name: hash_of(CLIENTS / name) for name in built_from if (CLIENTS / name).exists()} == built_from, STALE
    assert {str(path.relative_to(CLIENTS)) for path in sources()} <= built_from.keys(), STALE
    assert {f"typescript/src/{name}.ts" for name in ("client", "problems", "index")} <= built_from.keys()


def test_nobody_changed_the_built_files_by_hand() -> None:
    files = {path.name: hash_of(path) for path in BUILT.iterdir() if path.name != "manifest.json"}
    assert files == manifest()["built"], STALE


def test_the_operations_in_it_are_those_of_the_client() -> None:
    known = {name: json.loads(where) for name, where in OPERATION.findall((TYPESCRIPT / "operations.ts").read_text())}
    used = manifest()["operations"]
    assert used
    assert {name: known.get(name) for name in used} == used, STALE


def test_the_first_load_has_less_than_100_kb_compressed() -> None:
    # All rooms together: a first load is a part of them.
    files = [path for path in BUILT.iterdir() if path.name != "manifest.json"]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) < 100 * KIB


@pytest.mark.parametrize("language", sorted(path.stem for path in (PORTAL / "src" / "texts").glob("*.json")))
def test_every_language_has_every_text_with_the_same_places_for_values(language: str) -> None:
    def places(texts: dict[str, str]) -> dict[str, list[str]]:
        return {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in texts.items()}

    assert places(table(language)) == places(table("en"))
    assert all(text.strip() for text in table(language).values())


def test_every_text_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sources() if path.suffix != ".json")
    # A text of a group is chosen by a value: `value.queued`, `filter.kind`.
    groups = tuple(re.findall(r"`([\w.]+\.)\$\{", code))
    assert [key for key in table("en") if f'"{key}"' not in code and not key.startswith(groups)] == []


def test_its_modules_are_short_and_no_markup_is_made_of_texts() -> None:
    for path in sources():
        if path.suffix != ".json":
            code = path.read_text("utf-8")
            assert len(code.splitlines()) <= MOST_LINES, path
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code), path


def test_styles_name_no_side() -> None:
    style = (PORTAL / "portal.css").read_text("utf-8")
    assert (
        re.findall(
            r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|(?<![\w-])(?:left|right):", style
        )
        == []
    )


def test_the_pictures_of_its_readme_are_small() -> None:
    shown = re.findall(r"screenshots/[\w.]+", (PORTAL / "README.md").read_text("utf-8"))
    assert {f"screenshots/{path.name}" for path in (PORTAL / "screenshots").iterdir()} == set(shown)
    assert all((PORTAL / name).stat().st_size < 60 * KIB for name in shown)
