"""What the stream derives from the contacts of an import, which come many at once."""

from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_stream
from tests.metering.meter import metered
from tests.metering.operations import Cost, cost_of, created, numbered, on_empty

# A batch of the stream has a hundred items, and a new contact is two: it, and its audit entry.
STREAMED = 50


def stream_of_an_imported_row(world: World) -> Cost:
    """Derive what follows from one of the persons that an import created: the stream brings a hundred changes at once."""
    with on_empty(world) as api:
        for number in range(STREAMED):
            created(api, **numbered(number))
        with metered(world) as usage:
            drain_stream(world)
        return cost_of(usage, STREAMED)
