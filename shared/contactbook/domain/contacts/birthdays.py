"""The birthday of a person: of its date of birth where that is known, else a day of the year by itself (S6.5)."""

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError
from contactbook.domain.contacts.record import ContactFields


def birthday_of(fields: ContactFields) -> str | None:
    """Return the birthday, `MM-DD`, or None."""
    born = fields.date_of_birth
    return f"{born.month:02}-{born.day:02}" if born else fields.birthday


def kept_birthday(fields: ContactFields) -> str | None:
    """Return the birthday to store: None where the date of birth says it."""
    return None if fields.date_of_birth else fields.birthday


def birthday_errors(fields: ContactFields) -> list[FieldError]:
    """Return the error of a birthday that is not the day of the date of birth."""
    if fields.birthday is None or fields.birthday == birthday_of(fields):
        return []
    message = "The birthday must be the day of `date_of_birth`, which is known. Change that, or remove it with null."
    return [FieldError("/birthday", "contradicts_date_of_birth", message)]


def birthday_patch(contact: ContactFields, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch that also replaces the birthday where it sets the date of birth, and says nothing else of the birthday."""
    is_unsaid = patch.get("birthday", birthday_of(contact)) == birthday_of(contact)
    return patch | {"birthday": None} if is_unsaid and patch.get("date_of_birth") is not None else patch
