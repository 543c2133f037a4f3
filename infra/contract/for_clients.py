"""The OpenAPI document as generators of clients take it: what the layer by hand does itself is left out.

The layer by hand adds the token, keys and ETags, and reads problems. So headers, problems and pages for people are not generated.
"""

import json
from typing import Any

from infra.contract.surface import without

Json = dict[str, Any]
_JSON = "application/json"
_SCHEMAS = "#/components/schemas/"
_EXAMPLES = frozenset({"example", "examples"})


def for_clients(document: Json) -> Json:
    """Return the part of the document that clients are generated from."""
    paths = {
        path: {method: _operation(one) for method, one in methods.items()}
        for path, methods in document["paths"].items()
        if path.startswith("/v1/")
    }
    known = document["components"]["schemas"]
    schemas = {
        name: _open(known[name])
        for name in sorted(_reached(paths, known) | {"Problem", "ProblemCode"} | _reached(known["Problem"], known))
    }
    return {
        "openapi": document["openapi"],
        "info": {"title": "Contactbook", "version": document["info"]["version"]},
        "paths": without(_EXAMPLES, paths),
        "components": {"schemas": without(_EXAMPLES, schemas), "parameters": {}},
    }


def operations_of(document: Json) -> dict[str, tuple[str, str]]:
    """Return the method and the path of each operation, by its id."""
    return {
        one["operationId"]: (method.upper(), path)
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    }


def _operation(operation: Json) -> Json:
    kept: Json = {name: operation[name] for name in ("operationId", "summary", "tags") if name in operation}
    kept["parameters"] = [one for one in operation.get("parameters", ()) if one.get("in") in {"path", "query"}]
    if "requestBody" in operation:
        content = operation["requestBody"]["content"][_JSON]
        kept["requestBody"] = {"content": {_JSON: {"schema": content["schema"]}}}
        # A body that may be left out has no field that is needed.
        if operation["requestBody"].get("required"):
            kept["requestBody"]["required"] = True
    kept["responses"] = {status: _answer(one) for status, one in operation["responses"].items() if status.startswith("2")}
    return kept


def _answer(answer: Json) -> Json:
    content = answer.get("content", {})
    kept = {_JSON: {"schema": content[_JSON]["schema"]}} if content.get(_JSON, {}).get("schema") else {}
    return {"description": answer["description"], **({"content": kept} if kept else {})}


def _open(schema: Json) -> Json:
    """Return the schema without further fields: a client ignores what it does not know."""
    return {**schema, "additionalProperties": False} if "properties" in schema else schema


def _reached(nodes: object, schemas: Json) -> set[str]:
    found: set[str] = set()
    rest = _references(nodes)
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest |= _references(schemas[name])
    return found


def _references(node: object) -> set[str]:
    text = json.dumps(node)
    return {part.partition('"')[0] for part in text.split(_SCHEMAS)[1:]}
