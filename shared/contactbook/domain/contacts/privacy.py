"""The privacy level that a tenant's rules give a contact (S2.10)."""

from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import values_at
from contactbook.domain.settings.fields import PrivacyCondition, PrivacyLevels


def privacy_level(contact: Contact, levels: PrivacyLevels) -> int:
    """Return the level of the first rule that fits, else the default."""
    return next((rule.level for rule in levels.rules if _fits(contact, rule.when)), levels.default)


def _fits(contact: Contact, condition: PrivacyCondition) -> bool:
    values = values_at(contact, condition.field)
    if condition.is_ is not None:
        return fold(condition.is_) in values if values else False
    if condition.contains is not None:
        return fold(condition.contains) in values
    return bool(values)
