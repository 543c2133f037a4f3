"""The codes of problems: what each means, and which operation can answer it. texts/codes.toml is the table (S7.2)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_TABLE = Path(__file__).parent / "texts" / "codes.toml"


@dataclass(frozen=True)
class Facts:
    """What decides which codes an operation can answer: its id, its method, and what it takes."""

    operation_id: str
    method: str
    path: str
    is_secured: bool
    has_version: bool
    is_list: bool

    def groups(self) -> set[str]:
        """Return the groups of the table that the operation belongs to."""
        writes = self.method != "GET"
        of_contact = "{contact_id}" in self.path or "{account_id}" in self.path
        found = {
            "@all": self.is_secured,
            "@posts": self.method == "POST",
            "@writes": writes,
            "@changes": self.method in {"PATCH", "PUT"},
            "@versions": self.has_version,
            "@lists": self.is_list,
            "@contact": of_contact,
            "@contact_writes": of_contact and writes,
        }
        return {name for name, belongs in found.items() if belongs}


@cache
def table() -> Mapping[str, Any]:
    """Return the table: `problems`, `fields`, `types`, `imports` and `fields_of`."""
    return tomllib.loads(_TABLE.read_text("utf-8"))


def codes_of(facts: Facts) -> dict[int, list[str]]:
    """Return the codes that the operation can answer, by status."""
    known = {facts.operation_id, *facts.groups()}
    found: dict[int, list[str]] = {}
    for code, one in table()["problems"].items():
        if known & set(one["routes"]):
            found.setdefault(one["status"], []).append(code)
    return dict(sorted(found.items()))


def field_codes_of(operation_id: str) -> Sequence[str]:
    """Return the codes of single fields that the operation can answer beside those of any wrong value."""
    codes: list[str] = table()["fields_of"].get(operation_id, [])
    return codes


def meaning_of(code: str) -> str:
    """Return what a code of a problem means."""
    meaning: str = table()["problems"][code]["means"]
    return meaning


def field_meanings() -> Mapping[str, str]:
    """Return what each code of a field means: ours, and those of wrong types and sizes."""
    return dict(sorted({**table()["imports"], **table()["fields"], **table()["types"]}.items()))
