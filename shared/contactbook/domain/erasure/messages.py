"""The messages of the anonymization job, which one queue carries."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Tag, TypeAdapter

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.jobs import JobMessage, job_or


class AnonymizationMessage(JobMessage):
    """Do a tenant's daily round, or continue the batch that `run_id` names. The schedule sends it without its name."""

    job: Literal["anonymization"] = "anonymization"


class AnonymizeContactMessage(JobMessage):
    """Anonymize one contact."""

    job: Literal["anonymize_contact"] = "anonymize_contact"
    tenant_id: str
    contact_id: str
    # Who asked for it.
    asked_by: Actor | None = None


class EraseDeletedMessage(JobMessage):
    """Remove the traces of contacts that were deleted."""

    job: Literal["erase_deleted"] = "erase_deleted"
    tenant_id: str
    contact_ids: tuple[str, ...]


ErasureMessage = AnonymizationMessage | AnonymizeContactMessage | EraseDeletedMessage
ANONYMIZATION_QUEUE: TypeAdapter[ErasureMessage] = TypeAdapter(
    Annotated[
        Annotated[AnonymizationMessage, Tag("anonymization")]
        | Annotated[AnonymizeContactMessage, Tag("anonymize_contact")]
        | Annotated[EraseDeletedMessage, Tag("erase_deleted")],
        Discriminator(job_or("anonymization")),
    ],
    config=ConfigDict(defer_build=True),
)
