"""Replaces moto's DynamoDB in this process with an engine of its own: `python -m pytest -p tests.engines.plugin …`.

Every test with the fixture `world` then runs against it: DynamoDB Local, or with `--engine moto-server` moto's server. Queues, files, mail
and secrets stay those of moto in this process. Where the engine cannot run, the tests are skipped and the reason is printed.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import NamedTuple

import pytest

from tests.engines.dynamodb_local import dynamodb_local
from tests.engines.dynamodb_local import why_not as why_no_dynamodb_local
from tests.engines.moto_server import moto_server
from tests.engines.moto_server import why_not as why_no_moto_server


class _Engine(NamedTuple):
    name: str
    why_not: Callable[[], str]
    run: Callable[[], AbstractContextManager[str]]


_ENGINES = {
    "dynamodb-local": _Engine("DynamoDB Local", why_no_dynamodb_local, dynamodb_local),
    "moto-server": _Engine("moto's server", why_no_moto_server, moto_server),
}

# What moto's server does not do as DynamoDB does. A test that passes nevertheless fails, so that this list stays true.
_NOT_ON_MOTO = {
    "test_a_transaction_with_a_lost_answer_acts_once": "moto carries out a transaction again although its token is known"
}

# Seconds that an answer may take. A busy machine is no failure.
_PATIENCE = 120

_running = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=_ENGINES, default="dynamodb-local", help="what answers for DynamoDB")


def pytest_sessionstart(session: pytest.Session) -> None:
    engine = _chosen(session.config)
    if engine.why_not():
        return
    from contactbook.storage.base.item import Item
    from tests.aws_in_process import aws
    from tests.engines.state import EngineState

    url = _running.enter_context(engine.run())
    os.environ |= {"AWS_ENDPOINT_URL_DYNAMODB": url, "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": url}
    Item.Meta.read_timeout_seconds = _PATIENCE
    aws.State = EngineState  # type: ignore[misc]  # pytest types no wrapper of a generator


def pytest_unconfigure(config: pytest.Config) -> None:
    _running.close()


def pytest_report_header(config: pytest.Config) -> str:
    engine = _chosen(config)
    return f"DynamoDB: {engine.why_not() or engine.name}"


def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    engine = _chosen(config)
    reason = engine.why_not()
    for item in items:
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))
        elif engine is _ENGINES["moto-server"] and (gap := _NOT_ON_MOTO.get(item.name)):
            item.add_marker(pytest.mark.xfail(reason=gap, strict=True))


def _chosen(config: pytest.Config) -> _Engine:
    return _ENGINES[config.getoption("--engine")]
