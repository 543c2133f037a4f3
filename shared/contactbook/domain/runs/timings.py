"""When something begins again and again: what schedules of runs and hygiene tasks have in common (S0.9, S4.30)."""

from datetime import datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, StringConstraints

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Flag, Line, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.runs.schedule_expressions import next_after, require_expression
from contactbook.domain.settings.sending import TimeZone


def _is_an_expression(text: str) -> str:
    require_expression(text)
    return text


Expression = Annotated[str, StringConstraints(min_length=5, max_length=220), AfterValidator(_is_an_expression)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class Timing(Value):
    """What a caller may set of when something begins: its expression in a time zone, and whether it is on."""

    expression: Expression
    time_zone: TimeZone = "UTC"
    enabled: Flag = True


class Timed(Timing):
    """Something stored that begins at its times. `next_at` is the next one; None while it is off, or if there is none."""

    next_at: Moment | None = None
    created_at: Moment


T = TypeVar("T", bound=Timed)


def rescheduled(timed: T, now: datetime) -> T:
    """Return it with its next time after now; a rate counts from its creation."""
    upcoming = next_after(timed.expression, timed.time_zone, now, start=timed.created_at) if timed.enabled else None
    return with_fields(timed, next_at=upcoming)


def asked_for(timed: T, now: datetime, before: T | None = None) -> T:
    """Return what a caller asks for with its next time, as `rescheduled`. `before` is what is stored.

    Raises ValidationFailed `never` if it has none. What began for the last time may still be changed in everything else.
    """
    made = rescheduled(timed, now)
    is_as_before = before is not None and all(getattr(before, name) == getattr(made, name) for name in Timing.model_fields)
    if made.enabled and made.next_at is None and not is_as_before:
        message = "This time is past, so it never begins. Give a later time, or set `enabled` to false."
        raise ValidationFailed.of("/expression", "never", message)
    return made
