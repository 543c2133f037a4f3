"""template.yaml as data, and functions that query it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infra.local.sources.lambda_results import matches_filters
from infra.local.template.intrinsics import load_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = load_yaml((ROOT / "template.yaml").read_text())
ALARMS = load_yaml((ROOT / "infra" / "alarms.yaml").read_text())
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
GLOBALS: dict[str, Any] = TEMPLATE["Globals"]["Function"]


def of_type(kind: str) -> dict[str, Any]:
    return {name: one["Properties"] for name, one in RESOURCES.items() if one["Type"] == kind}


FUNCTIONS = of_type("AWS::Serverless::Function")
QUEUES = of_type("AWS::SQS::Queue")
HTTP_FUNCTIONS = {name for name, one in FUNCTIONS.items() if any(event["Type"] == "HttpApi" for event in one["Events"].values())}
JOBS = {name: one for name, one in FUNCTIONS.items() if any(event["Type"] == "SQS" for event in one["Events"].values())}


def package(function: str) -> str:
    return str(FUNCTIONS[function]["Handler"]).partition(".")[0]


def kebab(function: str) -> str:
    return package(function).replace("_", "-")


def events(function: str, kind: str) -> list[dict[str, Any]]:
    return [event.get("Properties", {}) for event in FUNCTIONS[function]["Events"].values() if event["Type"] == kind]


def statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    found = policy["Statement"]
    return found if isinstance(found, list) else [found]


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def grants() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every statement of every policy, with the name of its resource."""
    for name, one in RESOURCES.items():
        properties = one.get("Properties", {})
        documents = [policy["PolicyDocument"] for policy in properties.get("Policies", []) if "PolicyDocument" in policy]
        documents += [properties[key] for key in ("PolicyDocument", "KeyPolicy") if key in properties]
        for document in documents:
            for statement in statements(document):
                yield name, statement


def alarms_of(loop: str) -> set[str]:
    """Return the names over which a loop of alarms.yaml goes."""
    return set(ALARMS["Resources"][f"Fn::ForEach::{loop}"][1])


def stream_filters() -> list[Any]:
    """Return the patterns by which Lambda selects the stream records that the stream function gets."""
    (stream,) = events("ContactEventsFunction", "DynamoDB")
    return [json.loads(one["Pattern"]) for one in stream["FilterCriteria"]["Filters"]]


def reaches_stream_function(record: Mapping[str, Any]) -> bool:
    """True if Lambda passes this stream record to the stream function."""
    return matches_filters(stream_filters(), record)
