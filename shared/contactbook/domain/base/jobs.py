"""What all jobs share: the message in their queue, the time that is left, and whether work is left.

Each job has a message model of its own in its room (`domain/<room>/messages.py`), made from `JobMessage`.
"""

from collections.abc import Callable
from enum import Enum

from pydantic import JsonValue, model_validator

from contactbook.domain.base.values import Value

# True while there is time for one more step.
TimeLeft = Callable[[], bool]


class Work(Enum):
    """Whether work is left after a slice of a job. A slice that ran out of time leaves work for its continuation."""

    DONE = "done"
    LEFT = "left"


class JobMessage(Value):
    """One slice of a job.

    A schedule sends `every_tenant`; the function answers with one message a tenant. A slice that runs out of time sends its
    continuation, which carries the cursor. `run_id` names the run that the slice belongs to, where the job has runs.
    """

    every_tenant: bool = False
    tenant_id: str | None = None
    run_id: str | None = None
    cursor: dict[str, JsonValue] | None = None
    arguments: dict[str, JsonValue] = {}

    @model_validator(mode="before")
    @classmethod
    def _read_arguments(cls, sent: object) -> object:
        """Read a message that an earlier release queued: it carries the job's own fields in `arguments`."""
        arguments = sent.get("arguments") if isinstance(sent, dict) else None
        return {**arguments, **sent} if isinstance(sent, dict) and isinstance(arguments, dict) else sent
