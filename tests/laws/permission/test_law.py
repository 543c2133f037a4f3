"""Permission is what a person said: over random histories nothing raises a permission but a yes of the person (S5.3, S5.4).

The machine knows every route and every job that may touch a contact: a new one is a step, or has a reason to be none. A block of the
torture that failed, or was not run yet, is run alone by its name: `make torture ARGS="-k histories_from_4500"`.
"""

import importlib
import json
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest

from tests.aws_in_process import jobs
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.checks.template import FUNCTIONS, HTTP_FUNCTIONS, package
from tests.laws.permission.history import Step
from tests.laws.permission.known import JOBS, JOBS_APART, ROUTES, ROUTES_APART
from tests.laws.permission.machine import STEPS, prepared, run_histories, run_tour

Named = dict[str, Step]
Apart = dict[str, tuple[str, ...]]
# The histories of the torture: how many there are, in blocks, and of how many steps.
BLOCK, ALL, LENGTH = 250, 10_000, 50
# Tours of all steps, of seeds by which they take every route and send messages.
TOURS = (2, 31)


def routes_that_write() -> set[str]:
    from docs_api.document import openapi_json

    paths = json.loads(openapi_json())["paths"]
    return {f"{method.upper()} {path}" for path, some in paths.items() for method in some if method not in {"get", "parameters"}}


def all_jobs() -> set[str]:
    return {package(name) for name in FUNCTIONS if name not in HTTP_FUNCTIONS}


def unknown(found: Iterable[str], named: Named, apart: Apart) -> set[str]:
    """Return what is in none of the two tables, and what is in one though it does not exist."""
    return set(found) ^ {*named, *(one for some in apart.values() for one in some)}


@pytest.mark.feature("S5.3", "S5.4")
def test_the_machine_knows_every_route_that_writes() -> None:
    assert unknown(routes_that_write(), ROUTES, ROUTES_APART) == set()


@pytest.mark.feature("S5.3", "S5.4")
def test_the_machine_knows_every_job() -> None:
    assert unknown(all_jobs(), JOBS, JOBS_APART) == set()


def test_what_is_a_step_is_taken() -> None:
    assert {*ROUTES.values(), *JOBS.values()} <= STEPS.keys()


@pytest.mark.parametrize("new", ["POST /v1/contacts/{contact_id}/revive", "revival"])
def test_a_new_route_or_job_fails_the_build(new: str) -> None:
    assert unknown({*routes_that_write(), new}, ROUTES, ROUTES_APART) == {new}
    assert unknown({*all_jobs(), new}, JOBS, JOBS_APART) == {new}


@pytest.mark.feature("S5.1", "S5.3", "S5.4", "S5.9", "S2.46", "S2.52")
def test_a_slice_of_histories_takes_every_route_and_job_and_loses_no_no(world: World) -> None:
    taken: set[str] = set()
    patterns = {route: re.compile(re.sub(r"\\?\{[^}]*\\?\}", "[^/]+", re.escape(route))) for route in routes_that_write()}
    call, invoke = Api.call, jobs.invoke
    handle = importlib.import_module("delivery_feedback.app").handler

    def called(api: Api, method: str, path: str, *given: Any, **said: Any) -> Any:
        answer = call(api, method, path, *given, **said)
        asked = f"{method} {path.partition('?')[0]}"
        taken.update(route for route, pattern in patterns.items() if pattern.fullmatch(asked))
        return answer

    def invoked(function: str, *given: Any, **said: Any) -> Any:
        taken.add(function)
        return invoke(function, *given, **said)

    def handled(*given: Any) -> Any:
        taken.add("delivery_feedback")
        return handle(*given)

    tenant = prepared(world)
    with ExitStack() as patches:
        told: list[tuple[Any, str, Callable[..., Any]]] = [(Api, "call", called), (jobs, "invoke", invoked)]
        for owner, name, instead in [*told, (importlib.import_module("delivery_feedback.app"), "handler", handled)]:
            patches.enter_context(patch.object(owner, name, instead))
        sent = [run_tour(world, tenant, seed).sent for seed in TOURS]
    assert {*ROUTES, *JOBS} - taken == set()
    assert all(sent), "histories that send nothing show nothing"


@pytest.mark.torture
@pytest.mark.feature("S5.1", "S5.3", "S5.4", "S5.9", "S2.46", "S2.52")
@pytest.mark.parametrize("start", [pytest.param(one, id=f"histories_from_{one}") for one in range(0, ALL, BLOCK)])
def test_no_history_loses_a_no(world: World, start: int) -> None:
    assert run_histories(world, range(start, start + BLOCK), LENGTH) > 0, "histories that send nothing show nothing"
