"""What a row refuses: it counts although the row is a duplicate and nothing else of it is imported (S5.1, S6.9)."""

from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.permissions.standing import STOPS


def only_nos(row: ImportedRow | None) -> ImportedRow | None:
    """Return the row with nothing but what it refuses; None if it refuses nothing."""
    if row is None:
        return None
    stated = row.preferences
    refused = {name: False for name in PreferencesDraft.model_fields if getattr(stated, name) is False}
    consent = row.consent if row.consent and row.consent.state in STOPS else None
    if not refused and consent is None:
        return None
    return ImportedRow(preferences=PreferencesDraft.model_validate(refused), consent=consent)
