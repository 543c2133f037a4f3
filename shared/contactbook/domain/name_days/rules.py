"""Name days: which rule a first name meets (S2.55-S2.64), and the rules as a CSV file (S2.61)."""

import csv
import io
from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.transliteration import latin_words
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.settings.sending import NameDayFrequency, NameDayMode, NameDayRule

_COLUMNS = ("names", "month", "day")
_LARGEST_FILE = 500_000


def index_of(rules: Sequence[NameDayRule]) -> dict[str, str]:
    """The day (`MM-DD`) of each name, accents and case folded; of several rules the first holds (S2.62, S2.63)."""
    index: dict[str, str] = {}
    for rule in rules:
        for variation in rule.names.split(","):
            name = _plain(variation)
            if name:
                index.setdefault(name, f"{rule.month:02}-{rule.day:02}")
    return index


def name_day_of(first_name: str | None, index: Mapping[str, str]) -> str | None:
    """The day of the whole first name, else of its first word that has one; "Ann" is not "Anna" (S2.62)."""
    if not first_name:
        return None
    whole = _plain(first_name)
    days = (index[word] for word in (whole, *whole.split()) if word in index)
    return next(days, None)


def named(contact: Contact, index: Mapping[str, str], mode: NameDayMode) -> Contact:
    """The contact with the name day that the rules give it; companies are never touched (S2.57-S2.60)."""
    if contact.kind is not ContactKind.PERSON or (contact.name_day and mode is NameDayMode.WITHOUT):
        return contact
    day = name_day_of(contact.first_name, index)
    return with_fields(contact, name_day=day) if day and day != contact.name_day else contact


def rules_to_csv(rules: Sequence[NameDayRule]) -> str:
    """The rules as a CSV file with the columns names, month and day (S2.61)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows((rule.names, rule.month, rule.day) for rule in rules)
    return file.getvalue()


def rules_from_csv(text: str) -> tuple[NameDayRule, ...]:
    """The rules that a CSV file holds (S2.61). Raises ValidationFailed with the line of each that is wrong."""
    if len(text) > _LARGEST_FILE:
        raise ValidationFailed.of("/csv", "too_long", "The file is too long.")
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise ValidationFailed.of("/csv", "not_csv", "This is not a CSV file.") from error
    errors: list[FieldError] = []
    rules: list[NameDayRule] = []
    for line, row in enumerate(rows, start=2):
        try:
            rules.append(NameDayRule(names=row["names"] or "", month=int(row["month"]), day=int(row["day"])))
        except (KeyError, TypeError, ValueError, ValidationError):
            errors.append(FieldError(f"/csv/{line}", "not_a_rule", "A line holds names, a month and a day."))
    if errors or not rules:
        errors = errors or [FieldError("/csv", "empty", "The file holds no rule; its columns are names, month and day.")]
        raise ValidationFailed("Some lines are no name-day rules.", errors=errors[:100])
    return tuple(rules)


def is_run_due(frequency: NameDayFrequency, last_run_on: date | None, today: date) -> bool:
    """Whether the rules run by themselves today; a missed day is caught up (S2.56)."""
    if frequency is NameDayFrequency.NEVER:
        return False
    if last_run_on is None:
        return True
    days = {NameDayFrequency.DAILY: 1, NameDayFrequency.WEEKLY: 7}
    if frequency in days:
        return (today - last_run_on).days >= days[frequency]
    return (today.year, today.month) > (last_run_on.year, last_run_on.month)


def days_celebrated_on(today: date) -> tuple[str, ...]:
    """The days of the year that are celebrated today: 29 February on the 28th where there is none (S2.64)."""
    day = f"{today.month:02}-{today.day:02}"
    return (day, "02-29") if day == "02-28" and not isleap(today.year) else (day,)


def is_celebrated_on(name_day: str | None, today: date) -> bool:
    """Whether the name day is today (S2.65)."""
    return name_day in days_celebrated_on(today)


def _plain(name: str) -> str:
    """The words of a name in their order, in Latin letters, without accents and case."""
    return " ".join(latin_words(name))
