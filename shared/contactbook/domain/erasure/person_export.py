"""The export of everything that is held about one person (S2.126).

The census says which kinds of items it includes. A kind that is included there and has no place here fails a test.
"""

from collections.abc import Iterator, Mapping
from html import escape

from pydantic import JsonValue

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.entries import Change
from contactbook.domain.audit.looks import LookAction
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.communications.communications import Communication
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.profiles.contact_view import ContactView

SCHEMA_VERSION = "1.0"
# The field of the export that holds each included kind of the census.
PLACES: Mapping[str, str] = {
    "contact": "contact",
    "account": "accounts",
    "transaction": "transactions",
    "opportunity": "opportunities",
    "note": "notes",
    "conversion": "conversions",
    "engagement": "engagements",
    "relation": "relations",
    "attachment": "attachments",
    "communication": "communications",
    "history": "history",
    "consent_event": "consent_events",
    "consent_evidence": "consent_evidence",
    "look": "looks",
    "look_page": "looks",
    "look_export": "looks",
}


class ExportedAttachment(Value):
    """A document. In a ZIP its file is at `file`."""

    attachment_id: str
    file_name: str
    content_type: str
    size: int
    classification: str
    created_at: Moment
    file: str | None = None


class ExportedChange(Value):
    """One entry of the history."""

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    subject: str | None = None
    changes: tuple[Change, ...] = ()


class ExportedLook(Value):
    """One read of the contact by somebody, allowed or refused."""

    at: Moment
    actor: Actor
    action: LookAction
    route: str


class ListName(Value):
    """A list that the contact is on."""

    list_id: str
    name: str


class PersonExport(Value):
    """Everything that is held about one person. The JSON of an export has this shape; `schema_version` is its version."""

    contact_id: str
    schema_version: str = SCHEMA_VERSION
    held_by: str
    exported_at: Moment
    contact: ContactView
    lists: tuple[ListName, ...] = ()
    accounts: tuple[Account, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    notes: tuple[Note, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    relations: tuple[Relation, ...] = ()
    attachments: tuple[ExportedAttachment, ...] = ()
    communications: tuple[Communication, ...] = ()
    consent_events: tuple[ConsentEvent, ...] = ()
    consent_evidence: tuple[Evidence, ...] = ()
    history: tuple[ExportedChange, ...] = ()
    looks: tuple[ExportedLook, ...] = ()


class Section(Value):
    """A part of the HTML and PDF forms: a title and its records, each a list of labelled lines."""

    title: str
    records: tuple[tuple[tuple[str, str], ...], ...]


def sections_of(export: PersonExport) -> list[Section]:
    """Return the export for people: every value under a readable label."""
    whole = export.model_dump(mode="json", exclude_none=True, by_alias=True)
    found = []
    for name, value in whole.items():
        records = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        lines = tuple(tuple(_lines("", record)) for record in records)
        if lines:
            found.append(Section(title=_label(name), records=lines))
    return found


def html_of(export: PersonExport) -> str:
    """Return the export as one self-contained page, without script, picture or font."""
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(export.held_by)}</title><style>{_STYLE}</style>",
        f"<h1>{escape(export.contact.display_name)}</h1>",
        f"<p>Held by {escape(export.held_by)}, as of {escape(export.exported_at.isoformat(timespec='seconds'))}.</p>",
    ]
    for section in sections_of(export):
        parts.append(f"<h2>{escape(section.title)}</h2>")
        for record in section.records:
            rows = "".join(f"<tr><th>{escape(label)}<td>{escape(value)}" for label, value in record)
            parts.append(f"<table>{rows}</table>")
    return "".join(parts)


_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1rem}th,td{border-bottom:1px solid #ccc;text-align:left;padding:.2rem .5rem;"
    "vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}th{width:18rem;font-weight:600}"
)


def _lines(prefix: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _lines(f"{prefix} {name}".strip(), part)
    elif isinstance(value, list):
        for place, part in enumerate(value, start=1):
            yield from _lines(f"{prefix} {place}" if len(value) > 1 else prefix, part)
    else:
        yield _label(prefix), "yes" if value is True else "no" if value is False else str(value)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
