"""Columns of a file in which people said no to a purpose (S6.7)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from contactbook.domain.imports.fields import OPT_OUTS

ColumnName = Annotated[str, StringConstraints(max_length=1000)]


class OptOut(StrEnum):
    """What a column of a file refuses: the purpose to which its persons said no."""

    DIRECT_MARKETING = "direct_marketing"
    AFFILIATE_MARKETING = "affiliate_marketing"


# A column, or several, for each purpose.
OptOuts = dict[OptOut, ColumnName | Annotated[tuple[ColumnName, ...], Field(min_length=1, max_length=20)]]
# The path of a column of opt-outs.
_OPT_OUT = re.compile(rf"{re.escape(OPT_OUTS)}({'|'.join(OptOut)})(?:\.[1-9]\d?)?")


def opt_out_columns(said: OptOuts) -> list[tuple[str, str]]:
    """Return the columns of opt-outs with the path of each. A purpose may have several: a no in any of them is a no (S6.7)."""
    found = []
    for purpose, names in said.items():
        for place, name in enumerate(dict.fromkeys([names] if isinstance(names, str) else names)):
            found.append((f"{OPT_OUTS}{purpose.value}.{place}" if place else f"{OPT_OUTS}{purpose.value}", name))
    return found


def with_opt_outs_of_columns(sent: object) -> object:
    """Take `opt_outs.<purpose>`, and further columns `opt_outs.<purpose>.1`, among the columns of a request as what `opt_outs` says."""
    if not isinstance(sent, Mapping) or not isinstance(columns := sent.get("columns"), dict):
        return sent
    said = sent.get("opt_outs", {})
    purposes = {path: found[1] for path in columns if isinstance(path, str) and (found := _OPT_OUT.fullmatch(path))}
    if not purposes or not isinstance(said, dict):
        return sent
    left = {path: column for path, column in columns.items() if path not in purposes}
    taken: dict[str, list[object]] = {}
    for path, name in purposes.items():
        stated = said.get(name, ())
        known = taken.setdefault(name, [stated] if isinstance(stated, str) else [*stated])
        known += [columns[path]] if columns[path] not in known else []
    return {**sent, "columns": left, "opt_outs": said | {name: tuple(found) for name, found in taken.items()}}
