"""Half-done batches: what AWS answers when it throttles a part of a batch."""

import copy
from collections.abc import Callable
from itertools import islice
from typing import Any

from tests.faults.calls import Answer, Call, Json
from tests.faults.faults import BATCHES

_REFUSED = {"Code": "ThrottlingException", "Message": "Rate exceeded", "SenderFault": False}


def answered_by_half(call: Call, proceed: Callable[[Json], Answer]) -> Answer:
    """Do the first half (rounded down) of a batch and return the rest as not done."""
    rest_field = BATCHES[call.name]
    if call.service == "dynamodb":
        return _half_of_items(call, proceed, rest_field)
    entries = call.params["Entries"]
    half = len(entries) // 2
    answer = copy.copy(proceed({**call.params, "Entries": entries[:half]})) if half else _nothing(call)
    if call.service == "events":
        rest: list[Json] = [{"ErrorCode": _REFUSED["Code"], "ErrorMessage": _REFUSED["Message"]}] * len(entries[half:])
        return {**answer, rest_field: [*answer["Entries"], *rest], "FailedEntryCount": len(rest)}
    return {**answer, rest_field: [{"Id": entry["Id"], **_REFUSED} for entry in entries[half:]]}


def _half_of_items(call: Call, proceed: Callable[[Json], Answer], rest_field: str) -> Answer:
    # The keys of a read and the requests of a write have different depths. A list of (table, one of them) fits both.
    reading = call.operation == "BatchGetItem"
    asked: Json = call.params["RequestItems"]
    parts = [(table, part) for table, some in asked.items() for part in (some["Keys"] if reading else some)]
    half = len(parts) // 2
    wrapped = [_requests(asked, some, reading) for some in (islice(parts, half), islice(parts, half, None))]
    answer = proceed({**call.params, "RequestItems": wrapped[0]}) if half else _nothing(call)
    return {**answer, rest_field: wrapped[1]}


def _requests(asked: Json, parts: Any, reading: bool) -> dict[str, Any]:
    by_table: dict[str, list[Any]] = {}
    for table, part in parts:
        by_table.setdefault(table, []).append(part)
    return {table: {**asked[table], "Keys": some} if reading else some for table, some in by_table.items()}


def _nothing(call: Call) -> Answer:
    answer: Answer = {"ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}}
    match call.operation:
        case "BatchGetItem":
            return {**answer, "Responses": {}}
        case "PutEvents":
            return {**answer, "Entries": []}
        case "BatchWriteItem":
            return answer
        case _:
            return {**answer, "Successful": []}
