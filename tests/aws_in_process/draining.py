"""Driving what follows a change: the table's stream, to its function, as Lambda hands it over."""

from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import LambdaContext


def drain_stream(world: World, records: list[dict[str, Any]] | None = None) -> None:
    """Hand what the stream holds (or these records) to its function; what that changes is handed on as well."""
    from contact_events.app import handler

    taken = world.take_stream_records() if records is None else records
    while taken:
        answer = handler({"Records": taken}, LambdaContext())  # type: ignore[arg-type]
        assert answer == {"batchItemFailures": []}
        taken = world.take_stream_records() if records is None else []
