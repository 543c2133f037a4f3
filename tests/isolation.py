"""The tenant of a request, held against every key that the request touches, in the whole suite.

Inside `calling_as("acme")` a call to DynamoDB that names another tenant's partition fails the test.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

import pytest

from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap

_calling: ContextVar[str] = ContextVar("calling_as", default="")
# A partition as DynamoDB is told it: the whole of a string value, never a part of a document.
_PARTITION = re.compile(r"""'S': '(?:TENANT|GROUP)#([^#']+)#""")


@contextmanager
def calling_as(tenant_id: str) -> Iterator[None]:
    """Hold the calls made inside to the records of this tenant."""
    token = _calling.set(tenant_id)
    try:
        yield
    finally:
        _calling.reset(token)


class Isolation(Tap):
    """Fails the test at the first call that names another tenant's records than the caller's."""

    place: ClassVar[int] = -1

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Let it pass, or fail."""
        if (tenant_id := _calling.get()) and (foreign := tenants_named_by(call) - {tenant_id}):
            # Not an exception that the code could translate: the test has failed, whatever the code makes of it.
            pytest.fail(f"a request of {tenant_id} touches {sorted(foreign)} with {call.name}")
        return proceed(call.params)


def tenants_named_by(call: Call) -> set[str]:
    """The tenants, and groups by their top accounts, in whose partitions the call reads or writes."""
    return set(_PARTITION.findall(str(call.params))) if call.service == "dynamodb" else set()
