"""The export of a person as people read it: in sections, each with labelled lines, and as one page (S2.126)."""

from collections.abc import Iterable, Iterator
from html import escape

from pydantic import JsonValue

from contactbook.domain.base.values import Value
from contactbook.domain.erasure.export_words import Words
from contactbook.domain.erasure.exported_records import ExportedRecord, is_id
from contactbook.domain.erasure.person_export import ExportedChange, PersonExport

Line = tuple[str, str]
# Parts of the contact that have a section of their own.
_APART = frozenset({"accounts", "consent", "kyc", "opportunities", "preferences"})
# What marks or repeats another value.
_MARKS = frozenset({"display_phones", "file", "full_name", "past_customer", "primary"})
# What the tenant sorts into types of its own, each with a label that people see (S2.5).
_TYPED = frozenset({"addresses", "emails", "phones"})
# Parts whose fields say enough without the name of the part.
_TRANSPARENT = frozenset({"contact_information", "custom", "identifiers", "preferences"})
# What the entry itself says.
_OF_THE_ENTRY = frozenset(
    {"changed_at", "changed_by", "changed_through", "created_at", "id", "posted_at", "posted_by", "updated_at"}
)
_NOTHING = "-"
_RECORDS = (
    "accounts", "transactions", "opportunities", "notes", "engagements", "conversions", "attachments", "communications",
    "answers", "consent_events", "consent_evidence",
)  # fmt: skip


class Section(Value):
    """A part of the HTML and PDF forms: a title and its records, each a list of labelled lines."""

    title: str
    records: tuple[tuple[Line, ...], ...]


def title_of(export: PersonExport) -> str:
    """Return the name of the person."""
    return str(export.contact.get("display_name", ""))


def subtitle_of(export: PersonExport, words: Words) -> str:
    """Return the sentence below the name: who holds the data, and as of when."""
    return words.say("held_by", at=words.moment(export.exported_at))


def sections_of(export: PersonExport, words: Words) -> list[Section]:
    """Return the export for people: every value under a label, and the contact's own reference at the end."""
    own = export.contact
    contact: ExportedRecord = {name: part for name, part in own.items() if name not in _APART}
    permissions: ExportedRecord = {name: own[name] for name in ("consent", "preferences") if name in own}
    found: list[tuple[str, Iterable[Iterable[Line]]]] = [
        ("contact", [_lines(contact, words)]),
        ("permissions", [_lines(permissions, words)]),
        ("kyc", [_lines(own.get("kyc"), words)]),
        ("lists", [[(words.label("list"), one.name)] for one in export.lists]),
        *((name, [_lines(record, words) for record in _records(export, name)]) for name in _RECORDS),
        # The other is not named: an erasure of the other could not reach a file that was handed out.
        (
            "relations",
            [_lines({name: part for name, part in one.items() if name != "created_by"}, words) for one in export.relations],
        ),
        ("history", [_change(entry, words) for entry in export.history]),
        ("looks", [_look(words, one.action, words.moment(one.at), words.actor(one.actor)) for one in export.looks]),
        ("reference", [[(words.label("reference"), export.contact_id)]]),
    ]
    return [Section(title=words.title(name), records=kept) for name, records in found if (kept := _kept(records))]


def html_of(export: PersonExport, words: Words) -> str:
    """Return the export as one self-contained page, without script, picture or font."""
    parts = [
        f"<!doctype html><html lang={words.language}><meta charset=utf-8><title>{escape(export.held_by)}</title>",
        f"<style>{_STYLE}</style><h1 dir=auto>{escape(title_of(export))}</h1><p>{escape(subtitle_of(export, words))}</p>",
    ]
    for section in sections_of(export, words):
        parts.append(f"<h2>{escape(section.title)}</h2>")
        for record in section.records:
            rows = "".join(f"<tr><th>{escape(label)}<td dir=auto>{escape(value)}" for label, value in record)
            parts.append(f"<table>{rows}</table>")
    return "".join(parts)


_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1rem}th,td{border-bottom:1px solid #ccc;text-align:start;padding:.2rem .5rem;"
    "vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}th{width:18rem;font-weight:600;text-align:left}"
)


def _kept(records: Iterable[Iterable[Line]]) -> tuple[tuple[Line, ...], ...]:
    return tuple(lines for record in records if (lines := tuple(record)))


def _records(export: PersonExport, name: str) -> list[ExportedRecord]:
    return list(export.model_dump(mode="json", exclude_none=True, include={name})[name])


def _lines(record: JsonValue, words: Words, within: str = "") -> Iterator[Line]:
    """Return each value of a record with its label; a part's fields stand behind the label of the part."""
    if not isinstance(record, dict):
        return
    for name, value in record.items():
        label = f"{within}: {words.label(name)}" if within else words.label(name)
        if is_id(name) or name in _MARKS:
            continue
        if name in _TYPED and isinstance(value, list):
            yield from (_typed(name, one, words) for one in value if isinstance(one, dict))
        elif isinstance(value, dict) and {"type", "id"} == value.keys():
            yield label, words.say(f"by_{value['type']}")
        elif isinstance(value, dict):
            yield from _lines(value, words, within if name in _TRANSPARENT else label)
        else:
            yield label, words.written(name, value)


def _typed(name: str, one: ExportedRecord, words: Words) -> Line:
    label = words.label(name)
    if one.get("type"):
        label = f"{label} ({words.type_label(name, str(one['type']))})"
    parts: ExportedRecord = {part: value for part, value in one.items() if part not in ("type", "primary", "active")}
    return label, words.written(name, parts)


def _change(entry: ExportedChange, words: Words) -> Iterator[Line]:
    yield from _look(words, entry.action, words.moment(entry.at), words.actor(entry.actor))
    for change in entry.changes:
        *within, field = change.field.split(".")
        if is_id(field) or field in _OF_THE_ENTRY or within[-1:] in (["updated_by"], ["changed_by"], ["posted_by"]):
            continue
        label = f"{words.label(within[-1])}: {words.label(field)}" if within else words.label(field)
        before, after = (_written(field, one, words) for one in (change.from_, change.to))
        yield label, f"{before} → {after or _NOTHING}" if before else after or _NOTHING


def _written(field: str, value: JsonValue, words: Words) -> str:
    if field in _TYPED and isinstance(value, list):
        typed = [_typed(field, one, words) for one in value if isinstance(one, dict)]
        return "; ".join(f"{label}: {text}" for label, text in typed)
    return words.written(field, value)


def _look(words: Words, action: str, at: str, by: str) -> list[Line]:
    return [(words.label("what"), words.action(action)), (words.label("at"), at), (words.label("by"), by)]
