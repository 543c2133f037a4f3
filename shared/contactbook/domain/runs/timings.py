"""When something begins again and again: what schedules of runs and hygiene tasks have in common (S0.9, S4.30)."""

from datetime import datetime
from typing import Annotated, Self, TypeVar

from pydantic import StringConstraints, model_validator

from contactbook.domain.base.values import Flag, Line, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.runs.schedule_expressions import next_after, require_expression
from contactbook.domain.settings.sending import TimeZone

Expression = Annotated[str, StringConstraints(min_length=5, max_length=220)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class Timing(Value):
    """What a caller may set of when something begins: its expression in a time zone, and whether it is on."""

    expression: Expression
    time_zone: TimeZone = "UTC"
    enabled: Flag = True

    @model_validator(mode="after")
    def _has_an_expression(self) -> Self:
        require_expression(self.expression)
        return self


class Timed(Timing):
    """Something stored that begins at its times. `next_at` is the next one; None while it is off, or if there is none."""

    next_at: Moment | None = None
    created_at: Moment


T = TypeVar("T", bound=Timed)


def rescheduled(timed: T, now: datetime) -> T:
    """Return it with its next time after now; a rate counts from its creation."""
    upcoming = next_after(timed.expression, timed.time_zone, now, start=timed.created_at) if timed.enabled else None
    return with_fields(timed, next_at=upcoming)
