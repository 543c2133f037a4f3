"""Replaces moto's DynamoDB with DynamoDB Local: `python -m pytest -p tests.engines.plugin …`.

Every test with the fixture `world` then runs against it. Queues, files, mail and secrets stay moto's. Where DynamoDB Local
cannot run, the tests are skipped and the reason is printed.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack

import pytest

from tests.engines.process import dynamodb_local, why_not

_running = ExitStack()


def pytest_sessionstart(session: pytest.Session) -> None:
    if why_not():
        return
    from tests.aws_in_process import aws
    from tests.engines.state import EngineState

    url = _running.enter_context(dynamodb_local())
    os.environ |= {"AWS_ENDPOINT_URL_DYNAMODB": url, "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": url}
    aws.State = EngineState  # type: ignore[misc]  # pytest types no wrapper of a generator


def pytest_unconfigure(config: pytest.Config) -> None:
    _running.close()


def pytest_report_header(config: pytest.Config) -> str:
    return f"DynamoDB: {why_not() or 'DynamoDB Local'}"


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    if reason := why_not():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))
