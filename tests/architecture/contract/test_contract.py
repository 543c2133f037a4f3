"""The OpenAPI document is one that clients are generated from: names, sides, meanings, examples, codes."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from contactbook.api.openapi.components import TAGS
from contactbook.domain.segments.criteria import Operator
from contactbook.domain.settings.sections import SECTIONS
from docs_api.document import VERSION
from tests.api.operations import document
from tests.checks.documented import validator_of

Json = dict[str, Any]
ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "shared/contactbook/api/openapi/texts"
pytestmark = pytest.mark.feature("S7.2")


def schemas() -> Json:
    found: Json = document()["components"]["schemas"]
    return found


def operations() -> list[Json]:
    return [operation for path in document()["paths"].values() for operation in path.values()]


def references(node: Any) -> set[str]:
    return set(re.findall(r"'#/components/schemas/([^']+)'", str(node)))


def reached(nodes: Any) -> set[str]:
    found: set[str] = set()
    rest = references(nodes)
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest |= references(schemas()[name])
    return found


def texts(name: str) -> Json:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"))


def test_it_fits_the_schema_of_openapi() -> None:
    from jsonschema_rs import Draft202012Validator

    errors = [f"{one.instance_path}: {one.message[-200:]}" for one in Draft202012Validator(OPENAPI_31).iter_errors(document())]
    assert errors == []


def test_its_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert document()["info"]["version"] == VERSION == project["version"]


def test_names_are_words_of_the_api_and_none_of_the_code() -> None:
    assert [name for name in schemas() if not re.fullmatch(r"([A-Z][a-z]+|[A-Z](?=[A-Z]))+", name)] == []
    assert [name for name in schemas() if name.endswith(("View", "Put"))] == []
    assert {"Contact", "ContactDraft", "ContactChanges", "NotificationRun", "NotificationRunDraft"} <= schemas().keys()


def test_every_schema_is_used() -> None:
    assert schemas().keys() - reached([document()["paths"], document()["components"]["responses"]]) == set()


def test_every_schema_and_every_property_says_what_it_means() -> None:
    assert [name for name, one in schemas().items() if not one.get("description", "").endswith(".")] == []
    silent = [
        f"{name}.{field}"
        for name, one in schemas().items()
        for field, part in one.get("properties", {}).items()
        if not part.get("description", "").endswith(".")
    ]
    assert silent == [], "say in texts/properties.toml what these mean, or in texts/schemas.toml where one schema differs"


def test_no_text_is_of_something_that_is_gone() -> None:
    known = {field for one in schemas().values() for field in one.get("properties", {})}
    assert sorted(texts("properties").keys() - known) == []
    gone = [
        f"{name}.{field}"
        for name, fields in texts("schemas").items()
        for field in fields
        if field != "schema" and not any(field in schemas().get(one, {}).get("properties", {}) for one in (name, f"{name}Draft"))
    ]
    assert gone == []


def test_no_meaning_names_the_specification_or_the_code() -> None:
    assert re.findall(r"\(S\d+\.\d+|contactbook__", str(document())) == []
    assert [name for name, one in schemas().items() if isinstance(one.get("title"), str)] == []


def test_what_is_always_answered_is_required_and_what_is_sent_is_strict() -> None:
    sent = reached([{**one, "responses": {}} for one in operations()])
    answered = reached([one["responses"] for one in operations()])
    assert schemas()["Contact"]["required"] == list(schemas()["Contact"]["properties"])
    assert schemas()["EmailDraft"]["required"] == ["address"]
    assert schemas()["Email"]["required"] == ["type", "address", "primary"]
    strict = {name for name, one in schemas().items() if one.get("additionalProperties") is False}
    criteria = {"Condition", "AllCriteria", "AnyCriteria", "NotCriteria"}
    assert (strict & answered) - criteria == set()
    loose = {name for name in sent - answered if schemas()[name].get("type") == "object"} - strict
    assert loose == set()


def test_sections_and_criteria_have_their_shapes() -> None:
    saved = document()["paths"]["/v1/settings/{section}"]["put"]
    assert saved["parameters"][0]["schema"]["enum"] == list(SECTIONS)
    body = saved["requestBody"]["content"]["application/json"]["schema"]
    assert len(body["anyOf"]) == len(SECTIONS)
    assert validator_of(body).is_valid({"categories": ["partner"]})
    assert not validator_of(body).is_valid({"categories": "partner"})
    criteria = validator_of(schemas()["SegmentDraft"]["properties"]["criteria"])
    assert criteria.is_valid({"all": [{"field": "custom.size", "is": 3}, {"not": {"field": "tags", "in": ["vip"]}}]})
    assert not criteria.is_valid({"field": "tags"})
    assert not criteria.is_valid({"field": "shoe_size", "is": 43})
    assert set(schemas()["Condition"]["properties"]) == {"field", *Operator}


def test_every_answer_in_json_has_an_example_that_fits() -> None:
    for operation in operations():
        for status, answer in operation["responses"].items():
            content = answer.get("content", {}).get("application/json")
            if content and status.startswith("2") and operation["security"]:
                errors = [one.message[-200:] for one in validator_of(content["schema"]).iter_errors(content["example"])]
                assert errors == [], (operation["operationId"], status)


def test_every_tag_is_described() -> None:
    used = {tag for operation in operations() for tag in operation["tags"]}
    assert used == TAGS.keys()


def test_the_gateways_own_answers_are_told() -> None:
    made = document()["paths"]["/v1/contacts"]["post"]["responses"]
    for status in ("401", "429"):
        content = document()["components"]["responses"][made[status]["$ref"].rpartition("/")[2]]["content"]
        assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/GatewayMessage"}
    assert schemas()["GatewayMessage"]["required"] == ["message"]


def test_every_answer_in_json_has_an_example() -> None:
    answers = [one for operation in operations() if operation["security"] for one in operation["responses"].values()]
    answers += document()["components"]["responses"].values()
    silent = [one for one in answers for kind, said in one.get("content", {}).items() if "json" in kind and "example" not in said]
    assert silent == []


def test_the_example_of_a_problem_has_a_code_that_its_operation_answers() -> None:
    for operation in operations():
        for status, answer in operation["responses"].items():
            for said in (answer.get("content", {}).get("application/problem+json"),):
                if said and operation["security"] and "example" in said:
                    assert f"`{said['example']['code']}`" in answer["description"], (operation["operationId"], status)
                    assert said["example"]["status"] == int(status)


def test_what_writes_says_that_a_body_may_be_refused() -> None:
    writes = [one for path in document()["paths"].values() for method, one in path.items() if method != "get" and one["security"]]
    assert [one["operationId"] for one in writes if not {"400", "413", "415"} <= one["responses"].keys()] == []


# Actions that change nothing of the record which their path names.
BESIDE_THE_RECORD = {"contacts_links_create", "contacts_not_duplicate", "templates_preview", "templates_test_send"}


@pytest.mark.feature("S7.8")
def test_what_changes_a_record_with_an_etag_takes_if_match() -> None:
    paths = document()["paths"]
    lists = {path for path, methods in paths.items() if "get" in methods}
    lacking = set()
    for path, methods in paths.items():
        for method, operation in methods.items():
            record = path if method != "post" else "" if path in lists else path.rpartition("/")[0]
            read = paths.get(record, {}).get("get", {}).get("responses", {}).get("200", {})
            is_one = record.endswith("}") and "ETag" in read.get("headers", {})
            takes = any(one.get("$ref", "").endswith("/IfMatch") for one in operation.get("parameters", ()))
            if method != "get" and is_one and not takes:
                lacking.add(operation["operationId"])
    assert lacking == BESIDE_THE_RECORD
