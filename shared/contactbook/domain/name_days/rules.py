"""Name days: which rule matches a first name (S2.55-S2.64), and the rules as a CSV file (S2.61)."""

import csv
import io
from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.spreadsheets import csv_line, restored
from contactbook.domain.base.transliteration import latin_words
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.settings.sending import NameDayFrequency, NameDayMode, NameDayRule

_COLUMNS = ("names", "month", "day")
_LARGEST_FILE = 500_000


def day_by_name(rules: Sequence[NameDayRule]) -> dict[str, str]:
    """Return the day (`MM-DD`) of each name, without accents and case. The first of several rules wins (S2.62, S2.63)."""
    days: dict[str, str] = {}
    for rule in rules:
        for variation in rule.names.split(","):
            name = _plain(variation)
            if name:
                days.setdefault(name, f"{rule.month:02}-{rule.day:02}")
    return days


def name_day_of(first_name: str | None, days: Mapping[str, str]) -> str | None:
    """Return the day of the whole first name, else of its first word that has a day. "Ann" does not match "Anna" (S2.62)."""
    if not first_name:
        return None
    whole = _plain(first_name)
    return next((days[word] for word in (whole, *whole.split()) if word in days), None)


def with_name_day(contact: Contact, days: Mapping[str, str], mode: NameDayMode) -> Contact:
    """Return the contact with the name day that the rules give it. Companies stay unchanged (S2.57-S2.60)."""
    if contact.kind is not ContactKind.PERSON or (contact.name_day and mode is NameDayMode.WITHOUT):
        return contact
    day = name_day_of(contact.first_name, days)
    return with_fields(contact, name_day=day) if day and day != contact.name_day else contact


def rules_to_csv(rules: Sequence[NameDayRule]) -> str:
    """Return the rules as a CSV file with the columns names, month and day (S2.61)."""
    return "".join(csv_line(row) for row in (_COLUMNS, *((rule.names, rule.month, rule.day) for rule in rules)))


def rules_from_csv(text: str) -> tuple[NameDayRule, ...]:
    """Return the rules of a CSV file (S2.61). Raises ValidationFailed with each line that is wrong."""
    if len(text) > _LARGEST_FILE:
        raise ValidationFailed.of("/csv", "too_long", "The file is longer than 500,000 characters.")
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise ValidationFailed.of("/csv", "not_csv", "The text is not a valid CSV file.") from error
    errors: list[FieldError] = []
    rules: list[NameDayRule] = []
    for line, row in enumerate(rows, start=2):
        try:
            rules.append(NameDayRule(names=restored(row["names"] or ""), month=int(row["month"]), day=int(row["day"])))
        except (KeyError, TypeError, ValueError, ValidationError):
            errors.append(
                FieldError(f"/csv/{line}", "not_a_rule", "The line needs names, a month (1-12) and a day of that month.")
            )
    if errors or not rules:
        errors = errors or [FieldError("/csv", "empty", "The file has no rules. Its columns must be names, month and day.")]
        raise ValidationFailed("Some lines are not valid name-day rules; see `errors`.", errors=errors[:100])
    return tuple(rules)


def is_run_due(frequency: NameDayFrequency, last_run_on: date | None, today: date) -> bool:
    """True if the schedule runs the rules today. A missed day is caught up (S2.56)."""
    if frequency is NameDayFrequency.NEVER:
        return False
    if last_run_on is None:
        return True
    days = {NameDayFrequency.DAILY: 1, NameDayFrequency.WEEKLY: 7}
    if frequency in days:
        return (today - last_run_on).days >= days[frequency]
    return (today.year, today.month) > (last_run_on.year, last_run_on.month)


def days_celebrated_on(today: date) -> tuple[str, ...]:
    """Return the days of the year that are celebrated today. In a common year, 28 February includes the 29th (S2.64)."""
    day = f"{today.month:02}-{today.day:02}"
    return (day, "02-29") if day == "02-28" and not isleap(today.year) else (day,)


def is_celebrated_on(name_day: str | None, today: date) -> bool:
    """True if the name day is celebrated today (S2.65)."""
    return name_day in days_celebrated_on(today)


def _plain(name: str) -> str:
    """Return the words of a name in their order, in Latin letters, without accents and case."""
    return " ".join(latin_words(name))
