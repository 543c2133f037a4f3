"""Notes which rights of the template a run of tests uses, and prints those that no call needed.

`pytest -n 0 -p tests.checks.used_rights tests/functions/test_events.py` is a hint where to read, and no proof: a right may be
needed by a call that the chosen tests do not make. Only calls inside `acting_as` count, and pre-signed addresses are not seen.
"""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import ClassVar

import pytest

from tests.checks.permissions import acting_package, deeds_of, grants_of
from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap, tapped

# A function's package, an action, and the resource of the grant.
Right = tuple[str, str, str]

_used: set[Right] = set()
_asked: set[str] = set()
# Lambda itself uses these for the function, or they are not AWS calls of its code.
_NOT_OF_THE_CODE = ("logs:", "xray:", "kms:", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


class _Recorder(Tap):
    place: ClassVar[int] = -2

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        if package := acting_package():
            _asked.add(package)
            for action, resource in deeds_of(call):
                _used.update((package, action, one) for _, one in _granting(package, action, resource))
        return proceed(call.params)


def _granting(package: str, action: str, resource: str) -> Iterator[tuple[str, str]]:
    for actions, resources in grants_of(package):
        if action in actions:
            yield from ((action, one) for one in resources if fnmatchcase(resource, one))


def rights_of(package: str) -> set[Right]:
    """Return every right of the function that its own code can use."""
    return {
        (package, action, resource)
        for actions, resources in grants_of(package)
        for action in actions
        for resource in resources
        if not action.startswith(_NOT_OF_THE_CODE)
    }


@pytest.fixture(autouse=True, scope="session")
def _record_rights(_world: object) -> Iterator[None]:
    with tapped(_Recorder()):
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the unused rights of each function that was called."""
    for package in sorted(_asked):
        for _, action, resource in sorted(rights_of(package) - _used):
            terminalreporter.write_line(f"unused: {package} {action} {resource}")
