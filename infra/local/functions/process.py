"""What the functions share because they run in one process: environment, modules, caches and AWS clients."""

import importlib
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from botocore.session import Session

from infra.local.template.intrinsics import TemplateError
from infra.local.template.json_values import Json
from infra.local.template.resources import Function

FORGET = "forget_cached"
"""The function by which a module clears what it remembers outside of `functools.cache`."""


def common_environment(functions: Iterable[Function]) -> dict[str, str]:
    """Return the one environment of all functions. Raise TemplateError if two differ, because they run in one process."""
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
    """Set environment variables while the body runs, and restore the earlier ones."""
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
    """Serialize the creation of AWS clients: botocore's sessions are not safe for threads, and Lambda never needs that."""
    lock = threading.RLock()
    create = Session.create_client

    def create_client(session: Session, *args: Json, **kwargs: Json) -> Json:
        with lock:
            return create(session, *args, **kwargs)

    Session.create_client = create_client  # type: ignore[method-assign, assignment]  # botocore has no hook for this
    try:
        yield
    finally:
        Session.create_client = create  # type: ignore[method-assign]  # botocore has no hook for this


@contextmanager
def own_modules(roots: Iterable[Path]) -> Iterator[None]:
    """Import the functions' code again from `roots`, as a cold start does, and restore the earlier modules at the end."""
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
    """Clear what the functions remember, so that no settings survive a reset.

    Calls every `cache_clear()` in their modules, and each module's own `forget_cached()`.
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
