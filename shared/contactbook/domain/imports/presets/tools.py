"""The tools whose exports come in with a preset alone (S6.2).

A preset is a request that is filled in for the columns that a file has. What the request itself says counts more.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from contactbook.domain.base.values import Value
from contactbook.domain.imports.reading.names import plain_name


class PresetName(StrEnum):
    """The tools with a preset."""

    GOOGLE = "google"
    OUTLOOK = "outlook"
    APPLE = "apple"
    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    MAILCHIMP = "mailchimp"


class Preset(Value):
    """The columns of a tool's exports.

    `columns` names for each field the headers that it has in the tool's versions and languages, `opt_outs` those of the columns that
    say no to all marketing, and `opt_outs_begin` how further ones begin. `types` are constants, which count where the entry has a value. `known_by` are headers that only this
    tool writes.
    """

    columns: Mapping[str, Sequence[str]]
    opt_outs: Sequence[str] = ()
    opt_outs_begin: Sequence[str] = ()
    types: Mapping[str, str] = {}
    separators: Mapping[str, str] = {}
    # True if headers of another case are other columns.
    is_exact: bool = False
    known_by: Sequence[Sequence[str]] = ()


def plain_header(header: str) -> str:
    """Return the header without case, accents and repeated white space, so that versions of a tool agree."""
    return plain_name(" ".join(header.split()))


def numbered(path: str, header: str, most: int) -> dict[str, Sequence[str]]:
    """Return the columns of a list: `{place}` in the path counts from 0, `{number}` in the header from 1."""
    return {path.format(place=place): (header.format(number=place + 1),) for place in range(most)}


def is_export_of(preset: Preset, header: Collection[str]) -> bool:
    """True if the header is one that only this tool writes."""
    present = set(map(plain_header, header))
    return any(all(plain_header(name) in present for name in names) for names in preset.known_by)
