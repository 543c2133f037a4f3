"""Filling an import's request by the preset of a tool, for the columns that the file has (S6.2)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.opt_outs import OptOut
from contactbook.domain.imports.paths import group_of
from contactbook.domain.imports.presets.crm import HUBSPOT, MAILCHIMP, SALESFORCE
from contactbook.domain.imports.presets.google import GOOGLE
from contactbook.domain.imports.presets.outlook import OUTLOOK
from contactbook.domain.imports.presets.tools import Preset, PresetName, is_export_of, plain_header
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.imports.sheets import named_twice
from contactbook.domain.imports.vcards.columns import VCARD

PRESETS: Mapping[PresetName, Preset] = {
    PresetName.GOOGLE: GOOGLE,
    PresetName.OUTLOOK: OUTLOOK,
    PresetName.APPLE: VCARD,
    PresetName.HUBSPOT: HUBSPOT,
    PresetName.SALESFORCE: SALESFORCE,
    PresetName.MAILCHIMP: MAILCHIMP,
}


def filled_by_preset(draft: ImportRequest, preset: Preset, header: Sequence[str]) -> ImportRequest:
    """Return the request with what the preset says of the file's columns. What the request says itself stays.

    Raises ValidationFailed `preset_mismatch` if the file has none of the tool's columns.
    """
    form = str if preset.is_exact else plain_header
    present = {form(name): name for name in header if name and name not in named_twice(header)}
    columns = {path: name for path, names in preset.columns.items() if (name := _first(present, map(form, names))) is not None}
    if not columns:
        raise ValidationFailed.of("/preset", "preset_mismatch", "The file has none of the columns of this tool's exports.")
    refusing = _refusing(preset, header)
    stated = {*draft.columns, *draft.constants}
    columns = {path: name for path, name in columns.items() if not _is_stated(path, stated)} | draft.columns
    groups = {group_of(path) for path in columns}
    types = {path: kind for path, kind in preset.types.items() if group_of(path) in groups and path not in stated}
    return with_fields(
        draft,
        columns=columns,
        constants=types | draft.constants,
        separators={**preset.separators, **draft.separators},
        # Who unsubscribed said no to every marketing of whoever exports the list.
        opt_outs=(dict.fromkeys(OptOut, refusing[0] if len(refusing) == 1 else refusing) if refusing else {}) | draft.opt_outs,
    )


def request_for(draft: ImportRequest, header: Sequence[str]) -> ImportRequest:
    """Return the request as its preset, or the format of vCards, fills it for a file with this header. Raises `preset_mismatch`."""
    preset = VCARD if draft.format is ImportFormat.VCARD else PRESETS[draft.preset] if draft.preset is not None else None
    return filled_by_preset(draft, preset, header) if preset is not None else draft


def header_test(draft: ImportRequest) -> Callable[[Collection[str]], bool] | None:
    """Return what tells the header that the request is about: it has the named columns, or is one of the tool's; None if nothing says."""
    named = {name.strip() for name in draft.columns.values()}
    if named:
        return lambda header: named <= set(header)
    preset = PRESETS.get(draft.preset) if draft.preset is not None else None
    return (lambda header: is_export_of(preset, header)) if preset is not None else None


def preset_of(header: Sequence[str]) -> PresetName | None:
    """Return the tool that alone writes such a header; None if nobody can tell."""
    found = [name for name, preset in PRESETS.items() if is_export_of(preset, header)]
    return found[0] if len(found) == 1 else None


def _refusing(preset: Preset, header: Sequence[str]) -> tuple[str, ...]:
    """Return every column of opt-outs, also one of which the file has two: the import then refuses the file rather than lose a no."""
    known, begin = set(map(plain_header, preset.opt_outs)), tuple(map(plain_header, preset.opt_outs_begin))
    named = {name: plain_header(name) for name in header if name}
    return tuple(name for name, plain in named.items() if plain in known or (begin and plain.startswith(begin)))


def _first(present: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((present[name] for name in names if name in present), None)


def _is_stated(path: str, stated: set[str]) -> bool:
    """True if the request says this field, or one that contains it or that it contains."""
    return path in stated or any(path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in stated)
