"""Private parts of Powertools, keys and stored documents, and CSV writers are each used in one place only."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTACTBOOK = ROOT / "shared" / "contactbook"
FUNCTIONS = ROOT / "functions"


def _files(*roots: Path) -> Iterator[tuple[str, ast.AST]]:
    for root in roots:
        for path in sorted(root.rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def _uses_private_attribute(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or not node.attr.startswith("_") or node.attr.startswith("__"):
        return False
    return not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))


def _uses_private_route(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "_route"


def _takes_a_row_apart(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "Row"
    if not isinstance(node, ast.Attribute):
        return False
    is_part_of_key = node.attr in ("pk", "sk") and isinstance(node.value, ast.Attribute) and node.value.attr == "key"
    return node.attr == "document" or is_part_of_key


def test_only_the_resolver_uses_private_parts_of_powertools():
    users = {
        name
        for name, tree in _files(CONTACTBOOK / "api", FUNCTIONS)
        for node in ast.walk(tree)
        if _uses_private_attribute(node) or _uses_private_route(node)
    }
    assert users <= {"shared/contactbook/api/resolver.py", "shared/contactbook/api/running.py"}


def test_only_storage_takes_keys_and_stored_documents_apart():
    users = {
        name
        for name, tree in _files(CONTACTBOOK / "services", CONTACTBOOK / "api", FUNCTIONS)
        for node in ast.walk(tree)
        if _takes_a_row_apart(node)
    }
    assert users == set()


def test_every_csv_file_is_written_with_neutral_cells():
    writers = {
        name
        for name, tree in _files(CONTACTBOOK, FUNCTIONS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter")
    }
    assert writers == {"shared/contactbook/domain/base/spreadsheets.py"}
