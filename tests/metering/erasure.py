"""The cost of erasing a contact."""

from typing import TYPE_CHECKING

from tests.aws_in_process.aws import World
from tests.builders.communications import a_communication
from tests.metering.meter import metered

if TYPE_CHECKING:
    from tests.metering.operations import Cost

COMMUNICATIONS = 1_000


def anonymization_with_communications(world: World) -> "Cost":
    """Anonymize a contact to which 1,000 communications were sent."""
    from contactbook.domain.communications.communication_states import CommunicationState
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table
    from tests.metering.operations import cost_of, created, on_empty

    with on_empty(world) as api:
        contact_id = created(api)
        store = open_store("acme")
        sent = [
            a_communication(contact_id, time=f"run_{number:026}", state=CommunicationState.SENT, address="eleni@example.com")
            for number in range(COMMUNICATIONS)
        ]
        table.put_many([store.communications.add_of(one).row for one in sent])
        with metered(world) as usage:
            assert api.post(f"/v1/contacts/{contact_id}/anonymize").body["state"] == "anonymized"
        return cost_of(usage)
