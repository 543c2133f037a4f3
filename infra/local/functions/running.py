"""Runs Lambda functions in this process, called as Lambda calls them."""

import importlib
import json
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.local.functions.gate import Gate
from infra.local.template.account import ACCOUNT, REGION
from infra.local.template.json_values import Json
from infra.local.template.resources import Function

PAYLOAD_LIMIT = 6 * 1024 * 1024
"""Limit in bytes of the event of a synchronous invocation, and of its answer."""


class FunctionError(Exception):
    """The function raised, could not be imported, or returned what JSON cannot represent. Its traceback has been logged."""


@dataclass(frozen=True, slots=True)
class LambdaContext:
    """The second argument of every handler."""

    function_name: str
    memory_limit_in_mb: str
    invoked_function_arn: str
    aws_request_id: str
    log_group_name: str
    log_stream_name: str
    deadline: float
    is_ending: Callable[[], bool]
    function_version: str = "$LATEST"
    identity: None = None
    client_context: None = None

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until Lambda would stop the function; 0 as soon as the stack wants to reset or stop."""
        return 0 if self.is_ending() else max(0, int((self.deadline - time.monotonic()) * 1000))


class RunningFunction:
    """One function of the template. `lock` serializes functions with shared state: all HTTP functions have the same one."""

    def __init__(self, function: Function, gate: Gate, lock: threading.Lock, log: Callable[[str], None]) -> None:
        self.function = function
        self.failure: str | None = None
        self._gate = gate
        self._lock = lock
        self._log = log
        self._handler: Callable[[Any, LambdaContext], Any] | None = None

    @property
    def arn(self) -> str:
        """Return the function's ARN."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.function.name}"

    def load(self) -> None:
        """Import the handler. An error is kept in `failure`."""
        module, _, name = self.function.handler.rpartition(".")
        try:
            self._handler = getattr(importlib.import_module(module), name)
        except Exception as error:  # noqa: BLE001 - an import runs the function's code: as in Lambda, it may raise anything
            self.failure = f"{type(error).__name__}: {error}"
            self._log(f"{self.function.logical} cannot be imported\n{traceback.format_exc()}")

    def invoke(self, event: Mapping[str, Json]) -> Json:
        """Invoke the function and return its answer as JSON. Raise FunctionError if there is none."""
        with self._gate.inside(self.function.logical), self._lock:
            if self._handler is None:
                raise FunctionError(f"{self.function.logical} cannot be imported: {self.failure}")
            try:
                answer = self._handler(json.loads(json.dumps(event)), self._context())
                payload = json.dumps(answer)
            except (Exception, SystemExit) as error:
                self._log(f"{self.function.logical} failed\n{traceback.format_exc()}")
                raise FunctionError(f"{self.function.logical} raised {type(error).__name__}") from error
        if len(payload) > PAYLOAD_LIMIT:
            self._log(f"{self.function.logical} answered {len(payload)} bytes, more than Lambda lets out")
            raise FunctionError(f"{self.function.logical} returned more than 6 MB")
        return json.loads(payload)

    def _context(self) -> LambdaContext:
        name = self.function.name
        return LambdaContext(
            function_name=name,
            memory_limit_in_mb=str(self.function.memory),
            invoked_function_arn=self.arn,
            aws_request_id=str(uuid.uuid4()),
            log_group_name=f"/aws/lambda/{name}",
            log_stream_name=f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]local",
            deadline=time.monotonic() + self.function.timeout,
            is_ending=lambda: self._gate.is_closing,
        )


def load_functions(
    described: Iterable[Function], over_http: Container[str], gate: Gate, log: Callable[[str], None]
) -> dict[str, RunningFunction]:
    """Import every function. Return them by logical id. The functions behind the API share one lock."""
    shared = threading.Lock()
    functions = {
        one.logical: RunningFunction(one, gate, shared if one.logical in over_http else threading.Lock(), log)
        for one in described
    }
    for function in functions.values():
        function.load()
    return functions
