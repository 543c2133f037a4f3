"""The faults in AWS's own words: as exceptions for the code, and as answers on the wire for botocore."""

import json
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from botocore.exceptions import BotoCoreError, ClientError, ConnectionClosedError, ReadTimeoutError

from tests.faults.calls import Call
from tests.faults.faults import Fault
from tests.faults.taps import Attempt, Wire


@dataclass(frozen=True)
class _Refusal:
    code: str
    status: int
    message: str
    # One code for each action of a cancelled transaction.
    reasons: tuple[str, ...] = ()


_THROTTLING = {
    "dynamodb": _Refusal("ProvisionedThroughputExceededException", 400, "The level of configured throughput was exceeded"),
    "s3": _Refusal("SlowDown", 503, "Please reduce your request rate."),
    "sesv2": _Refusal("TooManyRequestsException", 429, "Maximum sending rate exceeded."),
    "sns": _Refusal("ThrottledException", 429, "Rate exceeded"),
}
_SERVER_ERRORS = {
    "dynamodb": _Refusal("InternalServerError", 500, "The request processing has failed because of an unknown error"),
    "s3": _Refusal("InternalError", 500, "We encountered an internal error. Please try again."),
}


def error(fault: Fault, call: Call, exceptions: Any) -> Exception:
    """Return the exception that the code gets when botocore gives up. `exceptions` are the client's own classes."""
    if (broken := _broken(fault, call)) is not None:
        return broken
    refusal = _refusal(fault, call)
    response: dict[str, Any] = {
        "Error": {"Code": refusal.code, "Message": refusal.message},
        "ResponseMetadata": {"HTTPStatusCode": refusal.status, "HTTPHeaders": {}, "RetryAttempts": call.attempts},
        "message": refusal.message,
    }
    if refusal.reasons:
        response["CancellationReasons"] = _reasons(refusal)
    refused: ClientError = exceptions.from_code(refusal.code)(response, call.operation)
    return refused


def attempt(fault: Fault, call: Call, wire: Wire) -> Attempt:
    """Return what botocore gets from one sending."""
    if (broken := _broken(fault, call)) is not None:
        return None, broken
    refusal = _refusal(fault, call)
    if wire.protocol in ("query", "rest-xml", "ec2"):
        return wire.answer(refusal.status, {"Content-Type": "text/xml"}, _xml(refusal, wire.protocol))
    body: dict[str, Any] = {"__type": refusal.code, "message": refusal.message}
    if refusal.reasons:
        body["CancellationReasons"] = _reasons(refusal)
    headers = {"Content-Type": "application/json", "x-amzn-errortype": refusal.code}
    return wire.answer(refusal.status, headers, json.dumps(body).encode())


def _broken(fault: Fault, call: Call) -> BotoCoreError | None:
    # The error is the same before and after the commit, because the caller cannot tell and the code under test must not.
    match fault:
        case Fault.TIMED_OUT:
            return ReadTimeoutError(endpoint_url=call.endpoint_url)
        case Fault.DROPPED:
            return ConnectionClosedError(endpoint_url=call.endpoint_url)
        case _:
            return None


def _refusal(fault: Fault, call: Call) -> _Refusal:
    transaction = call.operation.startswith("Transact")
    match fault:
        case Fault.THROTTLED:
            return _THROTTLING.get(call.service, _Refusal("ThrottlingException", 400, "Rate exceeded"))
        case Fault.SERVER_ERROR:
            return _SERVER_ERRORS.get(call.service, _Refusal("InternalFailure", 500, "Internal failure"))
        case Fault.CANCELLED_BY_THROTTLING:
            return _cancelled(call, "ThrottlingError")
        case Fault.CONFLICT if transaction:
            return _cancelled(call, "TransactionConflict")
        case Fault.CONFLICT:
            return _Refusal("TransactionConflictException", 400, "Transaction is ongoing for the item")
        case _:
            raise ValueError(f"{fault} is no answer of a service")


def _cancelled(call: Call, reason: str) -> _Refusal:
    # The last action is the failed one, to detect code that reads only the first reason.
    reasons = ("None",) * (len(call.actions()) - 1) + (reason,)
    listed = ", ".join(reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{listed}]"
    return _Refusal("TransactionCanceledException", 400, message, reasons)


def _reasons(refusal: _Refusal) -> list[dict[str, str]]:
    return [{"Code": code} if code == "None" else {"Code": code, "Message": code} for code in refusal.reasons]


def _xml(refusal: _Refusal, protocol: str) -> bytes:
    error = f"<Code>{refusal.code}</Code><Message>{escape(refusal.message)}</Message>"
    if protocol == "rest-xml":
        return f"<Error>{error}<RequestId>0</RequestId></Error>".encode()
    return f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>0</RequestId></ErrorResponse>".encode()
