"""What every job has in common: the message that its queue carries, the time it has, and whether work is left.

Each job has a message model of its own in its room (`domain/<room>/messages.py`), made from `JobMessage`.
"""

from collections.abc import Callable
from enum import Enum

from pydantic import JsonValue

from contactbook.domain.base.values import Value

# True while there is time for one more step.
TimeLeft = Callable[[], bool]


class Work(Enum):
    """What a slice of a job leaves behind. A slice that has used up its time leaves work for its continuation."""

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
