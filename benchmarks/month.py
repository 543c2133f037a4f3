"""What the first month of an installation with one million contacts costs, without SES, alarms and storage, by AWS's prices.

A model, computed from three things: what operations cost in units, which `budgets.toml` holds and the tests assert; how often each happens; and
what they take of the other services. It needs no machine but this one, and fails past its budget.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# US dollars in us-east-1, on demand, without free tiers, read from AWS's price pages in November 2026.
PRICES = {
    "write unit": 0.625e-6,
    "read unit": 0.125e-6,
    "GB-second of Lambda on arm64": 13.3334e-6,
    "invocation": 0.20e-6,
    "request of the HTTP API": 1.00e-6,
    "event on a bus": 1.00e-6,
    "notification of SNS": 0.50e-6,
    "request of SQS": 0.40e-6,
    "GB of logs": 0.50,
}
# The most that the month may cost in dollars. Only a decision that says why raises it.
MOST = 57.5
# A function has one processor with this memory, and a part of one with less.
_FULL_MEMORY = 1.769
# Seconds that a call of DynamoDB or SQS takes, and one of SES: assumed, within one region.
_CALL, _CALL_OF_SES = 0.005, 0.030
# Kilobytes that an invocation logs: Lambda's own lines and ours.
_LOGGED = 0.6
_CONTACTS, _MAILS = 1_000_000, 4_000_000


@dataclass(frozen=True)
class Operation:
    """How often something happens in the month, and what it takes each time beside its units of DynamoDB.

    `cpu` is in milliseconds, as benchmarks measure it on a full processor; `memory` of its function in GB. `calls` waits for so many calls.
    """

    count: int
    cpu: float
    calls: float
    memory: float = 0.5
    invocations: float = 1.0
    requests: int = 0
    events: float = 0.0
    notifications: float = 0.0
    messages: float = 0.0
    waits: float = 0.0


# CPU by `make bench` in November 2026: create 2.9, read 2.4, a mail 4.5, a row of an import 2.0 ms. What the stream derives takes 6 ms a create.
MONTH: Mapping[str, Operation] = {
    "row_of_an_import": Operation(_CONTACTS + 100_000, 2.0, 0.11, memory=1.769, invocations=0.002),
    "stream_of_an_imported_row": Operation(_CONTACTS + 100_000, 6.0, 1.72, memory=1.0, invocations=0.02, events=1),
    "stream_of_a_create": Operation(20_000, 6.0, 7, memory=1.0, events=1),
    "create_a_person_under_1_rule": Operation(20_000, 2.9, 1, requests=1),
    "change_of_a_field": Operation(300_000, 2.9, 2, requests=1, events=1),
    "read_of_a_profile": Operation(600_000, 2.4, 2, requests=1),
    "save_of_lists": Operation(20_000, 2.9, 2, requests=1, events=1),
    "merge_of_two": Operation(2_000, 6.0, 3, requests=1, events=2),
    "look_at_a_run": Operation(50_000, 2.4, 2, requests=1),
    # Its two changes reach the stream, and the second is an event: sent.
    "recipient_of_a_run": Operation(_MAILS, 4.5, 4.22, memory=1.0, invocations=0.03, events=1, messages=0.03, waits=_CALL_OF_SES),
    "delivery_of_a_message": Operation(3_920_000, 3.0, 2, events=1, notifications=1),
    "bounce_of_a_message": Operation(80_000, 4.0, 4, events=1, notifications=1),
    "complaint_of_a_message": Operation(4_000, 4.0, 4, events=1, notifications=1),
}
_BUDGETS = Path(__file__).with_name("budgets.toml")


def run() -> list[str]:
    """Return the lines to print. Raises AssertionError past the budget."""
    lines = [f"{name}: ${dollars:.2f}" for name, dollars in by_service().items()]
    lines += [
        f"of which {operation.count:>9,} x {name}: ${sum(_spent(name, operation)):.2f}" for name, operation in MONTH.items()
    ]
    imported = sum(
        _CONTACTS / MONTH[name].count * sum(_spent(name, MONTH[name]))
        for name in ("row_of_an_import", "stream_of_an_imported_row")
    )
    spent = total()
    assert spent <= MOST, f"The month costs ${spent:.2f}, and may cost ${MOST:.2f}."
    lines.append(f"a later month, without the import of the million: ${spent - imported:.2f}")
    return [*lines, f"first month of one million contacts, without SES, alarms and storage: ${spent:.2f} of ${MOST:.2f}"]


def total() -> float:
    """Return what the month costs in dollars."""
    return sum(by_service().values())


def by_service() -> dict[str, float]:
    """Return what the month costs in dollars, by service."""
    spent = dict.fromkeys(_SERVICES, 0.0)
    for name, operation in MONTH.items():
        for service, dollars in zip(_SERVICES, _spent(name, operation), strict=True):
            spent[service] += dollars
    return spent


_SERVICES = ("DynamoDB", "Lambda", "HTTP API", "EventBridge", "SNS and SQS", "logs")


def _spent(name: str, operation: Operation) -> Iterator[float]:
    """Yield the dollars for each of the services."""
    budget = tomllib.loads(_BUDGETS.read_text())[name]
    count = operation.count
    writes = budget.get("writes", 0) + budget.get("index_writes", 0)
    yield count * (writes * PRICES["write unit"] + budget.get("reads", 0) * PRICES["read unit"])
    seconds = operation.cpu / 1000 / min(1.0, operation.memory / _FULL_MEMORY) + operation.calls * _CALL + operation.waits
    invocations = count * operation.invocations
    yield count * seconds * operation.memory * PRICES["GB-second of Lambda on arm64"] + invocations * PRICES["invocation"]
    yield count * operation.requests * PRICES["request of the HTTP API"]
    yield count * operation.events * PRICES["event on a bus"]
    yield count * (operation.notifications * PRICES["notification of SNS"] + 3 * operation.messages * PRICES["request of SQS"])
    yield invocations * _LOGGED / 1_000_000 * PRICES["GB of logs"]
