"""Budgets of what is measured in time: ratios and CPU, in ratios.toml."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

_BUDGETS: dict[str, float] = tomllib.loads((Path(__file__).parent / "ratios.toml").read_text())
# Two runs on a busy machine differ by this much.
ROOM = 1.15
_PAST = " PAST ITS BUDGET"


def line_of(name: str, text: str, measured: float) -> str:
    """Return the line to print: what was measured, beside its budget."""
    most = _BUDGETS[name]
    return f"{text} (at most {most:g}){_PAST if measured > most * ROOM else ''}"


def within_budget(lines: Sequence[str]) -> list[str]:
    """Return the lines. Raises SystemExit, with all of them, if one is past its budget."""
    if any(line.endswith(_PAST) for line in lines):
        raise SystemExit("\n".join(lines))
    return list(lines)
