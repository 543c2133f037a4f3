"""Test sends of templates: one message to an address of the tenant's own domain, which no contact gets and nothing counts."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Throttled
from contactbook.domain.base.values import Draft, Language, Line, Moment, Record, Value
from contactbook.domain.base.versions import next_version

MOST_IN_PERIOD = 30
PERIOD = timedelta(hours=1)
# A test that waits for longer is not sent any more.
_WAITS = timedelta(minutes=15)


class TrialDraft(Draft):
    """Where the test goes, and whose values fill the template. Without a contact the examples of the tags do."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"to": "eleni@acme.example"}]})
    to: Annotated[Line, StringConstraints(min_length=3, max_length=254)]
    contact_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    language: Language | None = None


class Trial(Value):
    """A test send that was accepted: it is sent in the background, at most once."""

    test_send_id: str
    template_id: str
    to: str
    contact_id: str | None = None
    language: Language | None = None


class WaitingTrial(Trial):
    """A test send that waits for the sender. It shows what `asked_by` may see."""

    asked_by: Caller
    asked_at: Moment


class Trials(Record):
    """The tenant's test sends of the last hour: when each was asked for, and those that wait. It exists from version 1 on."""

    version: int = 0
    asked_at: tuple[Moment, ...] = ()
    waiting: tuple[WaitingTrial, ...] = ()


def with_trial(trials: Trials, trial: WaitingTrial) -> Trials:
    """Return the next version with one more. Raises Throttled if there were enough in the last hour."""
    now = trial.asked_at
    recent = tuple(at for at in trials.asked_at if at > now - PERIOD)
    if len(recent) >= MOST_IN_PERIOD:
        wait = min(recent) + PERIOD - now
        raise Throttled("The tenant has sent enough tests for this hour.", retry_after=int(wait.total_seconds()) + 1)
    return next_version(trials, asked_at=(*recent, now), waiting=(*_fresh(trials, now), trial))


def without_trial(trials: Trials, test_send_id: str, now: datetime) -> tuple[Trials, WaitingTrial | None]:
    """Return the next version without this one, and this one if it still waits."""
    fresh = _fresh(trials, now)
    found = next((one for one in fresh if one.test_send_id == test_send_id), None)
    return next_version(trials, waiting=tuple(one for one in fresh if one is not found)), found


def _fresh(trials: Trials, now: datetime) -> list[WaitingTrial]:
    return [one for one in trials.waiting if one.asked_at > now - _WAITS]
