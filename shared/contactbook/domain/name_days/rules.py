"""Name days: which rule matches a first name (S2.55-S2.64), and the rules as a CSV file (S2.61)."""

import csv
import io
from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import EASTER_ORTHODOX, easter
from pydantic import ValidationError

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.spreadsheets import csv_line, restored
from contactbook.domain.base.transliteration import latin_words
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.settings.sending import NameDayFrequency, NameDayMode, NameDayRule

_COLUMNS = ("names", "month", "day")
_MOVING = ("if_before_easter", "easter_offset")
_LARGEST_FILE = 500_000


class NameDay(NamedTuple):
    """The day of a name in one year (`MM-DD`): which rule says so, by its place, and whether the day moves from year to year."""

    place: int
    day: str
    moves: bool


def day_in(rule: NameDayRule, year: int) -> str:
    """Return the day (`MM-DD`) of the rule in the year, computed from that year's Orthodox Easter if it moves."""
    if not rule.moves:
        return f"{rule.month:02}-{rule.day:02}"
    after = orthodox_easter(year)
    if rule.easter_offset is not None:
        kept = after + timedelta(days=rule.easter_offset)
    else:
        kept = _day_of(year, rule.month or 1, rule.day or 1)
        kept = kept if kept > after else after + timedelta(days=rule.if_before_easter or 0)
    return f"{kept.month:02}-{kept.day:02}"


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday of the year."""
    found: date = easter(year, EASTER_ORTHODOX)
    return found


def day_by_name(rules: Sequence[NameDayRule], year: int) -> dict[str, NameDay]:
    """Return the day of each name in the year, without accents and case. The first of several rules wins (S2.62, S2.63)."""
    days: dict[str, NameDay] = {}
    for place, rule in enumerate(rules):
        found = NameDay(place, day_in(rule, year), rule.moves)
        for variation in rule.names.split(","):
            name = _plain(variation)
            if name:
                days.setdefault(name, found)
    return days


def name_day_of(first_name: str | None, days: Mapping[str, NameDay]) -> NameDay | None:
    """Return the day of the whole first name, else of the first rule that one of its words has. "Ann" does not match "Anna" (S2.62)."""
    if not first_name:
        return None
    whole = _plain(first_name)
    return days.get(whole) or min((days[word] for word in whole.split() if word in days), default=None)


def with_name_day(contact: Contact, days: Mapping[str, NameDay], mode: NameDayMode, *, only_moving: bool = False) -> Contact:
    """Return the contact with the name day that the rules give it. Companies stay unchanged (S2.57-S2.60).

    A day that moved with Easter is no day that somebody set: it is given anew in every mode. `only_moving` leaves all others.
    """
    has_moved = contact.name_day is not None and contact.name_day == contact.moving_name_day
    is_kept = not has_moved and (only_moving or (contact.name_day and mode is NameDayMode.WITHOUT))
    if contact.kind is not ContactKind.PERSON or is_kept:
        return contact
    found = name_day_of(contact.first_name, days)
    if found is None:
        return contact
    named = with_fields(contact, name_day=found.day, moving_name_day=found.day if found.moves else None)
    return contact if named == contact else named


def rules_to_csv(rules: Sequence[NameDayRule]) -> str:
    """Return the rules as a CSV file (S2.61): names, month and day, and where a rule moves also the columns that say how."""
    columns = (*_COLUMNS, *_MOVING) if any(rule.moves for rule in rules) else _COLUMNS
    rows = ([getattr(rule, column) for column in columns] for rule in rules)
    return "".join(csv_line(["" if cell is None else cell for cell in row]) for row in (columns, *rows))


def rules_from_csv(text: str) -> tuple[NameDayRule, ...]:
    """Return the rules of a CSV file (S2.61). Raises ValidationFailed with each line that is wrong."""
    if len(text) > _LARGEST_FILE:
        raise ValidationFailed.of("/csv", "too_long", f"The file has {len(text):,} characters. Send {_LARGEST_FILE:,} at most.")
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise ValidationFailed.of("/csv", "not_csv", "The text is not a valid CSV file.") from error
    errors: list[FieldError] = []
    rules: list[NameDayRule] = []
    for line, row in enumerate(rows, start=2):
        try:
            rules.append(_rule_of(row))
        except (KeyError, TypeError, ValueError, ValidationError):
            errors.append(
                FieldError(
                    f"/csv/{line}", "not_a_rule", "The line needs names, and a month (1-12) and a day of it or an easter_offset."
                )
            )
    if errors or not rules:
        errors = errors or [FieldError("/csv", "empty", "The file has no rules. Its columns must be names, month and day.")]
        raise ValidationFailed("Some lines are not valid name-day rules; see `errors`.", errors=errors[:100])
    return tuple(rules)


def _rule_of(row: Mapping[str, str | None]) -> NameDayRule:
    """Return the rule of a line. Raises KeyError, ValueError."""
    row["month"], row["day"]
    numbers = {name: int(row[name] or "") for name in (*_COLUMNS[1:], *_MOVING) if (row.get(name) or "").strip()}
    return NameDayRule.model_validate({"names": restored(row["names"] or ""), **numbers})


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


def _day_of(year: int, month: int, day: int) -> date:
    """Return the day of the year; 28 February for the 29th of a common year (S2.64)."""
    return date(year, month, day - 1) if (month, day) == (2, 29) and not isleap(year) else date(year, month, day)


def _plain(name: str) -> str:
    """Return the words of a name in their order, in Latin letters, without accents and case."""
    return " ".join(latin_words(name))
