"""What a row refuses: it counts although nothing else of the row is imported (S5.1, S6.7)."""

from pydantic import ValidationError

from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.imports.row_reader import ReadCells
from contactbook.domain.permissions.standing import STOPS
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, Scope


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


def scopes_of(nos: ImportedRow) -> tuple[Scope, ...]:
    """Return the scopes that the nos of a row are about."""
    stated = nos.preferences
    found = {DIRECT_MARKETING: stated.direct_marketing is False, AFFILIATE_MARKETING: stated.affiliate_marketing is False}
    return (*(scope for scope, is_refused in found.items() if is_refused), *((PROCESSING,) if nos.consent else ()))


def valid_part(read: ReadCells) -> ImportedRow | None:
    """Return the fields of a row that are valid although others are not; None if they refuse nothing."""
    values = dict(read.values)
    while values:
        try:
            row = ImportedRow.model_validate(values)
        except ValidationError as error:
            for one in error.errors():
                values.pop(str(one["loc"][0]), None)
        else:
            return row if only_nos(row) else None
    return None
