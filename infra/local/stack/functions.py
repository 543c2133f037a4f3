"""Runs Lambda functions in this process, called as Lambda calls them."""

import importlib
import json
import os
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from botocore.session import Session

from infra.local.engine.engine import ACCOUNT, REGION
from infra.local.sources.gate import Gate
from infra.local.stack.intrinsics import TemplateError
from infra.local.stack.json_values import Json
from infra.local.stack.template import Function

PAYLOAD_LIMIT = 6 * 1024 * 1024
"""Bytes of a synchronous invocation's event, and of its answer."""


FORGET = "forget_cached"
"""The function by which a module forgets what it remembered outside of `functools.cache`."""


class FunctionError(Exception):
    """The function raised, could not be imported, or answered what JSON cannot carry. Its traceback has been logged."""


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
        """Milliseconds until Lambda would stop the function; 0 as soon as the local stack wants to reset or to stop."""
        return 0 if self.is_ending() else max(0, int((self.deadline - time.monotonic()) * 1000))


class RunningFunction:
    """One function of the template. `lock` serializes what shares state: all HTTP functions share one."""

    def __init__(self, function: Function, gate: Gate, lock: threading.Lock, log: Callable[[str], None]) -> None:
        self.function = function
        self.failure: str | None = None
        self._gate = gate
        self._lock = lock
        self._log = log
        self._handler: Callable[[Any, LambdaContext], Any] | None = None

    @property
    def arn(self) -> str:
        """The function's ARN."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.function.name}"

    def load(self) -> None:
        """Import the handler; what goes wrong is kept in `failure`."""
        module, _, name = self.function.handler.rpartition(".")
        try:
            self._handler = getattr(importlib.import_module(module), name)
        except Exception as error:  # noqa: BLE001 - an import runs the function's code: as in Lambda, anything may come out
            self.failure = f"{type(error).__name__}: {error}"
            self._log(f"{self.function.logical} cannot be imported\n{traceback.format_exc()}")

    def invoke(self, event: Mapping[str, Json]) -> Json:
        """The function's answer, as JSON carries it; FunctionError when there is none."""
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
            raise FunctionError(f"{self.function.logical} answered too much")
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


def common_environment(functions: Iterable[Function]) -> dict[str, str]:
    """The one environment of all functions; TemplateError when two of them disagree, for they run in one process."""
    merged: dict[str, str] = {}
    owners: dict[str, str] = {}
    for function in functions:
        for name, value in function.environment.items():
            if merged.setdefault(name, value) != value:
                raise TemplateError(
                    f"{name} is {merged[name]!r} in {owners[name]} and {value!r} in {function.logical}: "
                    "the local stack runs every function in one process and needs one value"
                )
            owners.setdefault(name, function.logical)
    return merged


@contextmanager
def process_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables, and put back what was there."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def one_client_at_a_time() -> Iterator[None]:
    """Make AWS clients one after the other: botocore's sessions cannot do it at once, and in Lambda nobody asks them to."""
    lock = threading.RLock()
    create = Session.create_client

    def create_client(session: Session, *args: Json, **kwargs: Json) -> Json:
        with lock:
            return create(session, *args, **kwargs)

    Session.create_client = create_client  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Session.create_client = create  # type: ignore[method-assign]


@contextmanager
def own_modules(roots: Iterable[Path]) -> Iterator[None]:
    """Import the functions' code anew from `roots`, as a cold start does, and put back what was imported before."""
    directories = list(dict.fromkeys(str(root.resolve()) for root in roots))
    aside = _remove_modules(directories)
    path = list(sys.path)
    sys.path[:0] = directories
    importlib.invalidate_caches()
    try:
        yield
    finally:
        _remove_modules(directories)
        sys.modules.update(aside)
        sys.path[:] = path


def forget_caches(roots: Iterable[Path]) -> None:
    """Make the functions forget: a reset leaves no remembered settings.

    Calls `cache_clear()` of whatever in their modules has one, and a module's own `forget_cached()`.
    """
    directories = [str(root.resolve()) for root in roots]
    for module in list(sys.modules.values()):
        if _is_under(module, directories):
            for name, value in list(vars(module).items()):
                forget = value if name == FORGET else getattr(value, "cache_clear", None)
                if callable(forget) and not isinstance(value, type):
                    forget()


def _remove_modules(directories: list[str]) -> dict[str, ModuleType]:
    removed = {name: module for name, module in sys.modules.items() if _is_under(module, directories)}
    for name in removed:
        del sys.modules[name]
    return removed


def _is_under(module: ModuleType, directories: list[str]) -> bool:
    file = getattr(module, "__file__", None)
    return bool(file) and any(str(file).startswith(directory + os.sep) for directory in directories)
