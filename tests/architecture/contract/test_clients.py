"""The clients in the repository are those of the present document."""

import pytest

from infra.contract.for_clients import for_clients, operations_of
from infra.contract.generate import PYTHON, TYPESCRIPT, fingerprint
from tests.api.operations import document

pytestmark = pytest.mark.feature("S7.3")


@pytest.mark.parametrize("client", [PYTHON, TYPESCRIPT], ids=["python", "typescript"])
def test_the_generated_client_is_of_this_document(client) -> None:
    assert (client / "fingerprint.txt").read_text().strip() == fingerprint(document()), "it is stale: run make clients"


def test_a_better_sentence_makes_no_client_stale_and_a_field_does() -> None:
    part = {**document(), "paths": {"/v1/me": document()["paths"]["/v1/me"]}}
    told = {**part["components"], "schemas": {**part["components"]["schemas"]}}
    told["schemas"]["Me"] = {**told["schemas"]["Me"], "description": "Another sentence."}
    assert fingerprint({**part, "components": told}) == fingerprint(part)
    fields = {**told["schemas"]["Me"]["properties"], "new": {"type": "string"}}
    told["schemas"]["Me"] = {**told["schemas"]["Me"], "properties": fields}
    assert fingerprint({**part, "components": told}) != fingerprint(part)


def test_every_route_with_a_token_is_an_operation_of_the_clients() -> None:
    ids = operations_of(for_clients(document()))
    assert ids.keys() == {
        one["operationId"] for path, of in document()["paths"].items() for one in of.values() if path.startswith("/v1/")
    }
    assert {path.stem for path in (PYTHON / "api").glob("*/*.py")} - {"__init__"} == ids.keys()
    assert all(f"  {name}: [" in (TYPESCRIPT / "operations.ts").read_text() for name in ids)
