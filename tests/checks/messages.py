"""Collects from the code what callers are told: each error that is raised, with its message, its code and its place."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("shared/contactbook", "functions")
# The arguments of each error by their order; `message` is what a person reads.
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "BadCursor": ("message",),
    "BodyTooLarge": ("message",),
    "ConcurrentUpdate": ("message",),
    "Deleted": ("message",),
    "DuplicateContact": ("message",),
    "FieldError": ("field", "code", "message"),
    "IdempotencyKeyReused": ("message",),
    "MalformedBody": ("message",),
    "MissingScope": ("message",),
    "NotFound": ("message",),
    "RequestInProgress": ("message",),
    "RuleBroken": ("message",),
    "RuleBroken.of": ("field", "code", "message"),
    "StorageUnavailable": ("message",),
    "TenantBusy": ("message",),
    "Throttled": ("message",),
    "Unauthorized": ("message",),
    "UnsupportedMediaType": ("message",),
    "ValidationFailed": ("message",),
    "ValidationFailed.of": ("field", "code", "message"),
    "ValueError": ("message",),
    "VersionMismatch": ("message",),
    # `domain/kyc/ways_out.py`; its first text is the detail.
    "refused": ("message", "code", "field", "at_the_field"),
}


class Told(NamedTuple):
    """One text of an error in the code. What is computed stands as `…`. A computed `code` is `…`, one that is left out ""."""

    place: str
    error: str
    message: str
    code: str
    field: str
    has_errors: bool

    def __str__(self) -> str:
        return f"{self.place} {self.error} {self.code}: {self.message}"


def told() -> Iterator[Told]:
    """Yield every error of the product whose message can be read in the code."""
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            tree = ast.parse(path.read_text())
            place = path.relative_to(ROOT).as_posix()
            yield from _told_in(tree, place, _assigned(tree.body))


def _told_in(node: ast.AST, place: str, names: Mapping[str, ast.expr]) -> Iterator[Told]:
    if isinstance(node, ast.FunctionDef):
        names = {**names, **_assigned(list(ast.walk(node)))}
    if isinstance(node, ast.Call) and (name := _name_of(node.func)) in ARGUMENTS:
        given = dict(zip(ARGUMENTS[name], node.args, strict=False)) | {one.arg: one.value for one in node.keywords if one.arg}
        code, field = ("".join(_texts(given.get(one), names)) for one in ("code", "field"))
        code = code or ("…" if "code" in given else "")
        for message in _texts(given.get("message"), names):
            yield Told(f"{place}:{node.lineno}", name, message, code, field, "errors" in given)
    for child in ast.iter_child_nodes(node):
        yield from _told_in(child, place, names)


def _assigned(nodes: list[ast.stmt] | list[ast.AST]) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _texts(node: ast.expr | None, names: Mapping[str, ast.expr]) -> Iterator[str]:
    """Yield each text that an expression can be, as far as it can be read."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, names)
        yield from _texts(node.orelse, names)
    elif isinstance(node, ast.Name) and node.id in names:
        yield from _texts(names[node.id], {name: value for name, value in names.items() if name != node.id})
