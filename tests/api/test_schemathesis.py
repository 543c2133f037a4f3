"""schemathesis over the OpenAPI document: what it can think of, every route answers as the document says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from jsonschema_rs import Draft202012Validator
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from contactbook.domain.base.text import clean_text
from tests.api.wsgi import TOKEN, Gateway, serving
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

# Every check of schemathesis is on but these:
# - positive_data_acceptance: a request can fit the schema and still break a rule that no schema can tell: a cursor that was made
#   for another query, a version that is stale, a type that the tenant's settings do not know, a VAT number's check digits.
# negative_data_rejection keeps its meaning, with the statuses added that this API refuses with (410, 412, 413).
CHECKS = {
    "positive_data_acceptance": {"enabled": False},
    "negative_data_rejection": {
        "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 428, 429],
    },
}


@dataclass
class Run:
    """What one run of schemathesis came to."""

    served: int = 0
    failures: dict[tuple[str, str], str] = field(default_factory=dict)

    def report(self) -> str:
        return "\n\n".join(f"{operation}: {what}\n{how}" for (operation, what), how in self.failures.items())


@pytest.fixture
def tenant(world: World) -> None:
    """A tenant with something in it, so that not every id leads nowhere."""
    from contactbook.domain.tenants.registry import Tenant
    from contactbook.storage.base import table
    from contactbook.storage.tenants.registry import add_of
    from tests.conftest import NOW

    table.transact(add_of(Tenant(tenant_id="acme", name="Acme", created_at=NOW)))
    for number in range(3):
        made = Api().post("/v1/contacts", {"kind": "person", "last_name": f"Name {number}"})
        assert made.status == 201


def run(*, max_examples: int, stateful: bool, seed: int) -> Run:
    gateway, result = Gateway(), Run()
    # The document is made once in a process. Schemathesis waits ten seconds for it, and a busy machine can need more.
    assert Api().get("/v1/openapi.json").status == 200
    with serving(gateway) as address:
        schema = schemathesis.openapi.from_url(f"{address}/v1/openapi.json", config=_config(max_examples, stateful, seed))
        for event in from_schema(schema).execute():
            assert not isinstance(event, events.NonFatalError | events.FatalError), repr(event)
            if isinstance(event, events.ScenarioFinished):
                result.failures.update(_failures(event))
    result.served = gateway.served
    return result


def _config(max_examples: int, stateful: bool, seed: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {TOKEN}"},
            "seed": seed,
            "generation": {"max-examples": max_examples, "database": "none", "no-shrink": True},
            # The systematic phase alone is 70 cases a route: it is part of the long run.
            "phases": {"coverage": {"enabled": stateful}, "stateful": {"enabled": stateful}},
            "checks": CHECKS,
            "workers": 1,
            "continue-on-failure": True,
        }
    )


def _failures(event: events.ScenarioFinished) -> Iterator[tuple[tuple[str, str], str]]:
    for case_id, checks in event.recorder.checks.items():
        case = event.recorder.cases[case_id].value
        for check in checks:
            found = check.failure_info
            if found is None or (check.name == "negative_data_rejection" and _is_fine_once_cleaned(case)):
                continue
            yield (
                (str(found.failure.operation), found.failure.title),
                f"{found.failure.message[:1500]}\n{found.code_sample[:1500]}",
            )


def _is_fine_once_cleaned(case: Any) -> bool:
    """Whether a body breaks the schema only by control characters and white space, which are taken out before it is judged."""
    bodies = [body.definition for body in case.operation.body]
    cleaned = _cleaned(case.body)
    if not bodies or cleaned == case.body:
        return False
    components = {"components": case.operation.schema.raw_schema["components"]}
    return any(Draft202012Validator({**body["schema"], **components}).is_valid(cleaned) for body in bodies)


def _cleaned(value: object) -> object:
    match value:
        case str():
            return " ".join(clean_text(value).split())
        case list():
            return [_cleaned(one) for one in value]
        case dict():
            return {name: _cleaned(one) for name, one in value.items()}
        case _:
            return value


def test_a_thousand_generated_requests_are_answered_as_the_document_says(world: World, tenant: None) -> None:
    result = run(max_examples=5, stateful=False, seed=1)
    assert not result.failures, result.report()
    assert result.served >= 1000


@pytest.mark.torture
def test_twenty_thousand_generated_requests_are_answered_as_the_document_says(world: World, tenant: None) -> None:
    served, seed = 0, 2
    while served < 20_000:
        result = run(max_examples=20, stateful=True, seed=seed)
        assert not result.failures, f"seed {seed}\n{result.report()}"
        served, seed = served + result.served, seed + 1
