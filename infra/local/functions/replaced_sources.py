"""Replaces two sources of the functions while the stack runs: the clock, and the certificates for SES's feedback."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

CLOCK_MODULE = "contactbook.clock"
"""The module whose `source` is the functions' only source of time."""
CERTIFICATES_MODULE = "contactbook.gateways.sns_signatures"
"""The module whose `source` fetches the certificates with which functions check feedback."""


@contextmanager
def replaced_clock(clock_module: str, source: Callable[..., object]) -> Iterator[None]:
    """Let the functions read the time from `source` while the body runs, if they have a clock module of this name."""
    if not importlib.util.find_spec(clock_module.partition(".")[0]):
        yield
        return
    with _replaced_source(importlib.import_module(clock_module), source):
        yield


@contextmanager
def replaced_certificates(source: Callable[..., object]) -> Iterator[None]:
    """Let the functions get certificates from `source` while the body runs, if one of them checks feedback."""
    module = sys.modules.get(CERTIFICATES_MODULE)
    if module is None:
        yield
        return
    with _replaced_source(module, source):
        yield


@contextmanager
def _replaced_source(module: ModuleType, source: Callable[..., object]) -> Iterator[None]:
    before = module.source
    module.source = source  # type: ignore[attr-defined]  # the module is known by its name only
    try:
        yield
    finally:
        module.source = before  # type: ignore[attr-defined]  # the module is known by its name only
