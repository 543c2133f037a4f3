"""Communications, runs and slices for tests; only what a test is about is named."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.base.callers import job
from contactbook.domain.communications.communication_ids import communication_id, derived_tail
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Recipient, Slice

THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CONTACT = "con_01KJPWD6M0FJM1VKSF48MW5Z9A"
RUN = "run_01KJPWD6M0FJM1VKSF48MW5Z9B"


def a_communication(contact_id: str = CONTACT, *, time: str = RUN, **fields: Any) -> Communication:
    """A queued email to a contact; its id is derived from the contact and the time of an id."""
    return Communication.model_validate(
        {
            "communication_id": communication_id(contact_id, derived_tail(time, contact_id)),
            "contact_id": contact_id,
            "origin": Origin.CONTACT_REPORT,
            "channel": Channel.EMAIL,
            "notification_type_id": "nty_1",
            "created_at": THEN,
            "created_by": job("test").actor,
            "updated_at": THEN,
        }
        | fields
    )


def kept_as_unknown(tenant_id: str, contact_id: str) -> str:
    """Keep a communication of which nobody knows whether it was sent. Return its id."""
    from contactbook.services.base.stores import open_store

    unknown = a_communication(contact_id, state="unknown")
    open_store(tenant_id).communications.add(unknown)
    return unknown.communication_id


def a_run(run_id: str = RUN, **fields: Any) -> Run:
    """A run over everyone."""
    return Run.model_validate(
        {
            "run_id": run_id,
            "notification_type_id": "nty_1",
            "template_id": "tpl_1",
            "channel": Channel.EMAIL,
            "origin": Origin.CONTACT_REPORT,
            "audience": Audience(all=True),
            "requested_by": job("test"),
            "created_at": THEN,
            "updated_at": THEN,
        }
        | fields
    )


def a_slice(number: int = 0, *, run_id: str = RUN, **fields: Any) -> Slice:
    """A slice of one recipient."""
    return Slice.model_validate(
        {"run_id": run_id, "number": number, "planned_at": THEN, "recipients": (Recipient(contact_id=CONTACT),)} | fields
    )
