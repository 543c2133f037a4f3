"""What a refused KYC action says: why, and what to do (S2.76, S2.83, S2.97)."""

from collections.abc import Collection, Sequence
from datetime import date

from contactbook.domain.base.errors import FieldError, RuleBroken
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import pointer
from contactbook.domain.kyc.ends import is_due_to_expire
from contactbook.domain.kyc.rules import missing_information
from contactbook.domain.settings.kyc import KycFieldRule


def refused(detail: str, code: str, field: str, message: str) -> RuleBroken:
    """Return a refusal with the one field that it is about."""
    return RuleBroken(detail, code=code, errors=[FieldError(field, code, message)])


def information_errors(contact: Contact, profile: str, rules: Sequence[KycFieldRule], today: date) -> list[FieldError]:
    """Return an error for each field that the profile needs; it says where one of several is enough, and what has ended."""
    missing = missing_information(contact, rules, today)
    return [
        FieldError(pointer(path), "required", _need(profile, path, missing.one_is_enough, missing.ended))
        for path in missing.fields
    ]


def new_things(rules: Sequence[KycFieldRule]) -> list[FieldError]:
    """Return what would be new for a lost profile: another value of a field that it requires, or a file of a classification."""
    found = [FieldError(pointer(rule.field), "nothing_new", "Give another value than the one that stood then.") for rule in rules]
    names = dict.fromkeys(rule.attachment_classification for rule in rules if rule.attachment_classification)
    return found + [FieldError("/attachments", "nothing_new", f"Upload a new file of classification '{name}'.") for name in names]


def not_ended(given: Contact, today: date) -> Contact:
    """Return the contact. Raises RuleBroken `information_missing` if the profile that it was given would end at once."""
    held = given.kyc
    if held is None or not is_due_to_expire(given, today):
        return given
    field = f"/identifiers/{held.expires_because}/expires_on"
    message = f"It ended on {held.expires_on}. Give the date of the new one, or remove it."
    raise RuleBroken(
        "Something that the profile counts has ended; see `errors`.",
        code="information_missing",
        errors=[FieldError(field, "has_ended", message)],
    )


def _need(profile: str, path: str, one_is_enough: Sequence[str], ended: Collection[str]) -> str:
    need = (
        f"The document has ended. The profile '{profile}' needs the date of a new one."
        if path in ended
        else (f"The profile '{profile}' needs this field.")
    )
    return f"{need} One of {' or '.join(one_is_enough)} is enough." if path in one_is_enough else need
