"""The sample application on one local stack for all these tests. Each test that uses it starts with empty stores."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.stack.stack import LocalStack

SAMPLE = Path(__file__).parent / "sample" / "template.yaml"
CLOCK = "sample_clock"


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalStack, list[str]]]:
    logged: list[str] = []
    with LocalStack(SAMPLE, tmp_path_factory.mktemp("stack"), clock_module=CLOCK, log=logged.append) as stack:
        yield stack, logged


@pytest.fixture
def stack(running: tuple[LocalStack, list[str]]) -> LocalStack:
    stack, logged = running
    stack.reset()
    logged.clear()
    return stack


@pytest.fixture
def logged(running: tuple[LocalStack, list[str]]) -> list[str]:
    return running[1]


@pytest.fixture
def client(stack: LocalStack) -> Iterator[httpx.Client]:
    """Yield an HTTP client of tenant `demo` with every scope."""
    with httpx.Client(base_url=stack.url, headers=stack.authorization(), timeout=30) as client:
        yield client


@pytest.fixture
def notes(client: httpx.Client) -> Callable[[], dict[str, int]]:
    """Return a function that waits until no work is left and returns the notes of the sample's functions."""

    def read() -> dict[str, int]:
        assert client.post("/_local/drain").json()["drained"]
        noted: dict[str, int] = client.post("/v1/state").json()["notes"]
        return noted

    return read
