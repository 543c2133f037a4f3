"""Retrying a use case on fresh data after another writer has saved first."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.services.base import ids

P = ParamSpec("P")
R = TypeVar("R")
_TRIES = 5


def retried_when_raced(use_case: Callable[P, R]) -> Callable[P, R]:
    """Repeat the whole use case after ConcurrentUpdate, up to five runs.

    So two writers never lose each other's fields: the second reads and decides again. Raises the ConcurrentUpdate of the fifth run.
    """

    @functools.wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        made = ids.position()
        for _ in range(_TRIES - 1):
            try:
                return use_case(*args, **kwargs)
            except ConcurrentUpdate:
                ids.rewind(made)
        return use_case(*args, **kwargs)

    return run
