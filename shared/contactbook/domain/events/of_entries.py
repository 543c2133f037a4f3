"""Which events an audit entry of a contact is (S7.6)."""

from collections.abc import Sequence

from contactbook.domain.events.types import EventType

_T = EventType
_NAMED = {event.value: event for event in EventType}
# Actions of the audit that are no name of the catalogue.
_RENAMED = {
    "contact.merged_away": _T.CONTACT_MERGED,
    "contact.restored": _T.CONTACT_MERGE_UNDONE,
    "account.removed": _T.ACCOUNT_DELETED,
    "opportunity.removed": _T.OPPORTUNITY_CHANGED,
}
_OF_A_NOUN = {"account": _T.ACCOUNT_CHANGED, "kyc": _T.KYC_CHANGED}
# What becomes of a communication is told by its own state, and a link changes nothing that a contact shows.
_UNTOLD = frozenset({"communication", "link"})
# Fields whose change is an event of its own, whatever changed them. What comes with a new contact is part of that event, and an erasure
# is no decision about consent.
_BESIDE = {"consent": _T.CONSENT_CHANGED, "preferences": _T.PREFERENCES_CHANGED}
_WHOLE = frozenset(
    {"contact.created", "contact.anonymization_started", "contact.anonymized", "contact.deleted", "contact.merged_away"}
)
MERGES = frozenset({_T.CONTACT_MERGED, _T.CONTACT_MERGE_UNDONE})


def events_of_entry(action: str, fields: Sequence[str]) -> list[tuple[EventType, tuple[str, ...]]]:
    """Return the events that an entry is, each with the fields that it names. The first is that of the action itself."""
    main = _event_of(action)
    if main is None:
        return []
    fields = tuple(dict.fromkeys(map(_told, fields)))
    beside = [
        (event, changed)
        for root, event in _BESIDE.items()
        if event is not main and (changed := tuple(one for one in fields if one.split(".")[0] == root)) and action not in _WHOLE
    ]
    return [(main, fields), *beside]


def is_source_of_merge(action: str) -> bool:
    """True if the entry is that of a contact which goes into another, or comes back from it."""
    return action in _RENAMED and _RENAMED[action] in MERGES


def _told(field: str) -> str:
    """Return the name of a field without what callers chose: a system of an external id can have any name."""
    return "external_ids" if field.startswith("external_ids.") else field


def _event_of(action: str) -> EventType | None:
    noun = action.partition(".")[0]
    if noun in _UNTOLD:
        return None
    return _NAMED.get(action) or _RENAMED.get(action) or _OF_A_NOUN.get(noun) or _T.CONTACT_CHANGED
