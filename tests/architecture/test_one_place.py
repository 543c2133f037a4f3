"""Private parts of Powertools, and keys and stored documents, are each used in one place only."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTACTBOOK = ROOT / "shared" / "contactbook"
FUNCTIONS = ROOT / "functions"

# Files outside storage that still take keys or stored documents apart. The list only ever gets shorter.
NOT_YET_CONVERTED = {
    "shared/contactbook/services/audit/entries.py",
    "shared/contactbook/services/audit/of_tenant.py",
    "shared/contactbook/services/erasure/erasing.py",
    "shared/contactbook/services/erasure/person_exports.py",
    "shared/contactbook/services/merges/duplicate_keys.py",
    "shared/contactbook/services/merges/journal.py",
    "shared/contactbook/services/merges/merging.py",
    "shared/contactbook/services/merges/undo.py",
    "shared/contactbook/services/name_days/celebrants.py",
    "shared/contactbook/services/notifications/event_communications.py",
    "shared/contactbook/services/search/index.py",
    "shared/contactbook/services/sync/match_keys.py",
}


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
    assert users <= {"shared/contactbook/api/resolver.py"}


def test_only_storage_takes_keys_and_stored_documents_apart():
    users = {
        name
        for name, tree in _files(CONTACTBOOK / "services", CONTACTBOOK / "api", FUNCTIONS)
        for node in ast.walk(tree)
        if _takes_a_row_apart(node)
    }
    assert users - NOT_YET_CONVERTED == set()


def test_the_list_of_files_not_yet_converted_names_no_converted_file():
    users = {name for name, tree in _files(CONTACTBOOK / "services") for node in ast.walk(tree) if _takes_a_row_apart(node)}
    assert users >= NOT_YET_CONVERTED
