"""The messages of the KYC jobs, which one queue carries: the hourly expiry, and the reassessment under a new definition."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Tag, TypeAdapter

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.jobs import JobMessage, job_or


class KycExpiryMessage(JobMessage):
    """Expire the profiles of one tenant, or of every tenant, that are due. The schedule sends it without its name."""

    job: Literal["kyc_expiry"] = "kyc_expiry"


class KycReassessMessage(JobMessage):
    """Reassess a tenant's contacts, from the cursor on, under the definition that was saved."""

    job: Literal["kyc_reassess"] = "kyc_reassess"
    tenant_id: str
    # Who saved the definition.
    asked_by: Actor | None = None


KYC_QUEUE: TypeAdapter[KycExpiryMessage | KycReassessMessage] = TypeAdapter(
    Annotated[
        Annotated[KycExpiryMessage, Tag("kyc_expiry")] | Annotated[KycReassessMessage, Tag("kyc_reassess")],
        Discriminator(job_or("kyc_expiry")),
    ],
    config=ConfigDict(defer_build=True),
)
