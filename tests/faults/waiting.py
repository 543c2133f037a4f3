"""Waiting without time: botocore's pauses between retries, and the code's own."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from botocore.retries.quota import RetryQuota

_depth: list[list[float]] = []


@contextmanager
def waits_skipped() -> Iterator[list[float]]:
    """Make `time.sleep` return at once. Yield the list of requested seconds.

    Botocore's retry quota for a client does not run out meanwhile; otherwise a fault would depend on all faults before it. Code
    that says `from time import sleep` still waits.
    """
    if _depth:
        yield _depth[-1]
        return
    slept: list[float] = []
    with ExitStack() as patches:
        patches.enter_context(patch.object(time, "sleep", slept.append))
        patches.enter_context(patch.object(RetryQuota, "acquire", lambda quota, amount: True))
        _depth.append(slept)
        try:
            yield slept
        finally:
            _depth.pop()
