"""The messages of the planner and of the sender. The sender's queue carries every kind of the sender."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, TypeAdapter

from contactbook.domain.base.jobs import JobMessage, RunMessage


class PlannerMessage(RunMessage):
    """Plan the next pages of a run."""


class SliceMessage(RunMessage):
    """Send one slice of a run. `again` is set if a part of it may be sent already: then the sender reads what is stored first."""

    job: Literal["slice"] = "slice"
    slice: int
    again: bool = False


class CommunicationsMessage(JobMessage):
    """Send these communications by themselves. `run_id` is set if all of them belong to that run."""

    job: Literal["communications"] = "communications"
    tenant_id: str
    communication_ids: tuple[str, ...]


class TemplateTestMessage(JobMessage):
    """Send a test of a template."""

    job: Literal["template_test"] = "template_test"
    tenant_id: str
    test_send_id: str


SenderMessage = SliceMessage | CommunicationsMessage | TemplateTestMessage
SENDER_QUEUE: TypeAdapter[SenderMessage] = TypeAdapter(
    Annotated[SenderMessage, Discriminator("job")], config=ConfigDict(defer_build=True)
)
