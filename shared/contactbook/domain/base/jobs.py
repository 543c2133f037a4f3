"""What every job has in common: the message that its queue carries, the time it has, and whether work is left.

Each job has a message model of its own in its room (`domain/<room>/messages.py`), made from `JobMessage` or `RunMessage`.
"""

from collections.abc import Callable
from enum import Enum

from pydantic_core import to_json

from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value

# True while there is time for one more step.
TimeLeft = Callable[[], bool]


class Work(Enum):
    """What a slice of a job leaves behind. A slice that has used up its time leaves work for its continuation."""

    DONE = "done"
    LEFT = "left"


class RefusedContact(Value):
    """A contact that a run did not change, with a code that says why. A rule's code is that of a request for the contact alone."""

    contact_id: str
    code: str


class JobMessage(Value):
    """One slice of a job.

    A schedule sends `every_tenant`; the function answers with one message a tenant. A slice that runs out of time sends its
    continuation, which carries the cursor. `run_id` names the run that the slice belongs to, where the job has runs. `job` tells
    the messages of a queue apart that carries several kinds.
    """

    job: str | None = None
    every_tenant: bool = False
    tenant_id: str | None = None
    run_id: str | None = None
    cursor: After | None = None

    @property
    def fair_group(self) -> str:
        """Whose messages are taken in turn with those of others."""
        return self.tenant_id or "every-tenant"

    def body(self) -> str:
        """Return the JSON that the queue carries: `job`, and every field that differs from its default."""
        fields = self.model_dump(mode="json", exclude_defaults=True)
        return to_json({"job": self.job} | fields if self.job else fields).decode()


class RunMessage(JobMessage):
    """One slice of one run of one tenant. No schedule sends it."""

    tenant_id: str
    run_id: str


def job_or(otherwise: str) -> Callable[[object], str]:
    """Return the discriminator of a queue whose schedule leaves out the name: a message without `job` is this one."""

    def job_of(message: object) -> str:
        named = message.get("job") if isinstance(message, dict) else getattr(message, "job", None)
        return str(named or otherwise)

    return job_of
