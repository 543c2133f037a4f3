"""Conversions of a contact; their number and dates decide which account is primary in the sync (S4.14, S4.15)."""

from contactbook.domain.base.values import Draft, Line, Moment, Record

MAXIMUM_CONVERSIONS = 1_000


class ConversionDraft(Draft):
    """A conversion that a caller reports."""

    occurred_at: Moment
    source: Line | None = None


class Conversion(ConversionDraft, Record):
    """A stored conversion of one contact."""

    conversion_id: str
    contact_id: str
    created_at: Moment
