"""The lists that criteria name, so that they can be checked before the criteria are saved."""

from collections.abc import Iterator

from pydantic import JsonValue

_LISTS = "list_ids"


def named_lists(criteria: JsonValue, *, under: str = "/criteria") -> dict[str, str]:
    """Return each id of a list that valid criteria name, by its JSON Pointer."""
    return dict(_named(criteria, under))


def _named(node: JsonValue, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for place, one in enumerate(node):
            yield from _named(one, f"{pointer}/{place}")
    elif isinstance(node, dict) and node.get("field") == _LISTS:
        for operator, value in node.items():
            if operator != "field":
                yield from _ids(value, f"{pointer}/{operator}")
    elif isinstance(node, dict) and "field" not in node:
        for join, inner in node.items():
            yield from _named(inner, f"{pointer}/{join}")


def _ids(value: JsonValue, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, list):
        yield from ((f"{pointer}/{place}", one) for place, one in enumerate(value) if isinstance(one, str))
