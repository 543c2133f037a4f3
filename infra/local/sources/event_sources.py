"""The event sources of a template: queues, streams and topics."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from infra.local.engine.engine import Engine
from infra.local.functions.gate import Gate
from infra.local.functions.running import RunningFunction
from infra.local.sources.queues import QueueSource, QueueWorker
from infra.local.sources.streams import RETRIES_FOR_EVER, StreamSource, StreamWorker
from infra.local.template.intrinsics import TemplateError
from infra.local.template.resources import QUEUE, TABLE
from infra.local.template.template import Template

PARTIAL = "ReportBatchItemFailures"


def queue_sources(template: Template) -> list[QueueSource]:
    """Return every SQS event source."""
    sources = []
    for event in template.event_sources("SQS"):
        logical = template.logical_of_arn(str(event.properties["Queue"]), QUEUE)
        if logical is None:
            raise TemplateError(f"{event.function}.{event.name} reads a queue that the template does not have")
        sources.append(
            QueueSource(
                template.resource(logical).name,
                event.function,
                int(event.properties.get("BatchSize", 10)),
                PARTIAL in event.properties.get("FunctionResponseTypes", ()),
                _filters(event.properties),
            )
        )
    return sources


def stream_sources(template: Template) -> list[StreamSource]:
    """Return every stream event source. A table's stream can have one reader here."""
    sources: dict[str, StreamSource] = {}
    for event in template.event_sources("DynamoDB"):
        name = str(event.properties["Stream"]).partition("/stream/")[0]
        logical = template.logical_of_arn(name, TABLE)
        if logical is None or logical in sources:
            raise TemplateError(f"{event.function}.{event.name}: the local stack needs one reader for a table of the template")
        failures = event.properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
        queue = template.logical_of_arn(str(failures), QUEUE) if failures else None
        sources[logical] = StreamSource(
            template.resource(logical).name,
            event.function,
            int(event.properties.get("BatchSize", 100)),
            PARTIAL in event.properties.get("FunctionResponseTypes", ()),
            bool(event.properties.get("BisectBatchOnFunctionError", False)),
            int(event.properties.get("MaximumRetryAttempts", RETRIES_FOR_EVER)),
            template.resource(queue).name if queue else None,
            _filters(event.properties),
        )
    return list(sources.values())


def topic_functions(template: Template) -> dict[str, str]:
    """Return the function of every subscribed topic, by the topic's ARN."""
    return {str(event.properties["Topic"]): event.function for event in template.event_sources("SNS")}


def queue_workers(
    template: Template, functions: Mapping[str, RunningFunction], engine: Engine, gate: Gate, on_done: Callable[[], None]
) -> list[QueueWorker]:
    """Return a worker for every SQS event source."""
    return [QueueWorker(one, functions[one.function], engine, gate, on_done) for one in queue_sources(template)]


def stream_workers(
    template: Template, functions: Mapping[str, RunningFunction], engine: Engine, gate: Gate, on_done: Callable[[], None]
) -> list[StreamWorker]:
    """Return a worker for every stream event source."""
    return [StreamWorker(one, functions[one.function], engine, gate, on_done) for one in stream_sources(template)]


def _filters(properties: Mapping[str, Any]) -> tuple[Any, ...]:
    criteria = properties.get("FilterCriteria", {}).get("Filters", [])
    return tuple(json.loads(one["Pattern"]) for one in criteria)
