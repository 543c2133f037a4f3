"""The message that a job's queue carries: what to do for whom, and where to go on."""

from pydantic import JsonValue

from contactbook.domain.base.values import Value


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
