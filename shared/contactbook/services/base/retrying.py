"""Trying a use case again on fresh data when another writer got there first."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.services.base import ids

P = ParamSpec("P")
R = TypeVar("R")
_TRIES = 5


def retried_when_raced(use_case: Callable[P, R]) -> Callable[P, R]:
    """Run the whole use case again when its transaction found newer data, up to five times.

    Two writers then never lose each other's fields: the second decides again on what the first one left. Raises
    ConcurrentUpdate when it loses every time.
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
