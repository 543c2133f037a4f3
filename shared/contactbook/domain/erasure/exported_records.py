"""Records as a person gets them: without what only the machinery needs, and with ids last (S2.126).

What is left out is named, so that a new field of a record is handed out until somebody decides otherwise.
"""

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Value

ExportedRecord = dict[str, JsonValue]

# Fields of the machinery: they count, point, lock or sort, and say nothing about the person.
LEFT_OUT = frozenset(
    {
        "absorbed", "anonymization_pending", "answer_required", "asked", "associations", "claims", "count", "erasure", "event_id",
        "external_version", "file_key", "form_version", "had_account", "had_opportunity", "hash", "history", "informed", "label", "list_ids",
        "missing_contact_information", "missing_fields", "one_is_enough", "open_accounts", "open_opportunities", "opportunity_features",
        "owned_by_group", "privacy_level", "refusals", "renewed", "rule_version", "said_at", "sent_to", "settled", "suspense",
        "sync_tags", "version", "with_evidence",
    }
)  # fmt: skip


def exported(found: Value, *left_out: str) -> ExportedRecord:
    """Return a record as a person gets it; `left_out` names what stands elsewhere in the export."""
    whole = without_unknown(found).model_dump(mode="json", by_alias=True, exclude_none=True, exclude=set(left_out))
    cleaned = _cleaned(whole)
    return cleaned if isinstance(cleaned, dict) else {}


def exported_changes(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes that say something about the person."""
    return tuple(change for change in changes if not LEFT_OUT & set(change.field.split(".")))


def is_id(name: str) -> bool:
    """True for the name of a field that holds an id of ours. An external id is the tenant's own number."""
    return name.endswith(("_id", "_ids")) and not name.startswith("external")


def _cleaned(value: JsonValue) -> JsonValue:
    """Return the value without what is left out or empty, and with ids behind everything else."""
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _cleaned(part) for name, part in value.items() if name not in LEFT_OUT}
    names = sorted((name for name, part in kept.items() if part not in (None, [], {}, "")), key=is_id)
    return {name: kept[name] for name in names}
