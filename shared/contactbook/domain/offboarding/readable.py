"""A stored item as a readable line of the hand-over, and the JSON Schema of the lines of each file."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.tenant_entries import TenantEntry, TenantRecord
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.communications.communications import Communication, Content
from contactbook.domain.communications.retention import has_ended
from contactbook.domain.contacts.attachments import Attachment, AttachmentState
from contactbook.domain.offboarding.lines import ChainedEntry, NotDuplicate, SettingsSection
from contactbook.domain.offboarding.nouns import HANDED_OVER, Noun
from contactbook.domain.settings.retention import Retention

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Where a line names what the stored key says.
_TEXT: dict[str, Any] = {"type": "string"}


@dataclass(frozen=True)
class Stored:
    """An item as it is stored: its kind, the ids at the end of its two keys, its document, and the values beside it."""

    kind: str
    partition_id: str
    item_id: str
    document: str
    values: str | None = None


def line_of(stored: Stored, kept: Retention, now: datetime) -> tuple[str, dict[str, JsonValue]] | None:
    """Return the name of the file that an item is handed over in, and its line; None if it is not handed over, or has ended."""
    noun = HANDED_OVER.get(stored.kind)
    if noun is None:
        return None
    value = without_unknown(_value_of(noun, stored))
    if _has_ended(value, kept, now):
        return None
    line: dict[str, JsonValue] = value.model_dump(mode="json", by_alias=True, exclude=set(noun.left_out))
    if noun.of_contact:
        line["contact_id"] = stored.partition_id
    if noun.of_list:
        line["suppression_list_id"] = stored.partition_id
    if isinstance(value, Communication):
        line["content"] = value.content.model_dump(mode="json") if value.content else None
    if isinstance(value, Attachment):
        line["file"] = file_name_of(value.file_key) if value.state is AttachmentState.STORED else None
    return noun.name, line


def file_name_of(key: str) -> str:
    """Return the name in the hand-over of a file of the bucket: `files/contacts/<contact>/<attachment>`, `files/library/<attachment>`."""
    return f"files/{key.split('/', 3)[3]}"


def schema_of(noun: Noun) -> dict[str, Any]:
    """Return the JSON Schema of the lines of a file."""
    schema = noun.model.model_json_schema(mode="serialization", by_alias=True)
    known = {name: field for name, field in schema.get("properties", {}).items() if name not in noun.left_out}
    if noun.of_contact:
        known |= {"contact_id": _TEXT}
    if noun.of_list:
        known |= {"suppression_list_id": _TEXT}
    if noun.model is Communication:
        content = Content.model_json_schema(mode="serialization")
        known |= {"content": {"anyOf": [{key: part for key, part in content.items() if key != "$defs"}, {"type": "null"}]}}
    if noun.name == "attachments":
        known |= {"file": {"type": ["string", "null"]}}
    return {"$schema": _DIALECT, **schema, "title": noun.name, "properties": known, "required": sorted(known)}


def _has_ended(value: object, kept: Retention, now: datetime) -> bool:
    if isinstance(value, Communication):
        return has_ended(value, kept.communications_days, now)
    return isinstance(value, Look) and value.at + timedelta(days=kept.looks_days) <= now


def _value_of(noun: Noun, stored: Stored) -> Any:  # noqa: ANN401 - a value of any of the models
    if noun.model is ChainedEntry:
        entry = Entry.model_validate_json(stored.document)
        values = _values_of(stored)
        return ChainedEntry(contact_id=stored.partition_id, stored_as=stored.item_id, entry=entry, values=values)
    if noun.model is TenantRecord:
        return TenantRecord(entry=TenantEntry.model_validate_json(stored.document), values=_values_of(stored))
    if noun.model is SettingsSection:
        return SettingsSection(section=stored.item_id, value=json.loads(stored.document))
    if noun.model is NotDuplicate:
        return NotDuplicate(contact_id=stored.partition_id, other_contact_id=stored.item_id)
    return noun.model.model_validate_json(stored.document)


def _values_of(stored: Stored) -> EntryValues | None:
    if stored.values is None:
        return None
    return EntryValues.model_validate(json.loads(stored.values) | {"entry_id": stored.item_id})
