"""The surface of the OpenAPI document: what a client depends on, without the texts."""

import gzip
import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]
RELEASED = Path(__file__).parents[2] / "docs" / "released-api.json.gz"
# What says nothing about the form: a change of these breaks nobody.
_TEXTS = frozenset({"description", "summary", "example", "examples", "title", "default", "tags", "externalDocs"})


def surface(document: Json) -> Json:
    """Return the document without texts: what a client depends on."""
    paths = {
        path: {method: without(_TEXTS, one) for method, one in methods.items()} for path, methods in document["paths"].items()
    }
    parts = {
        "schemas": {name: without(_TEXTS, one) for name, one in document["components"]["schemas"].items()},
        "parameters": without(_TEXTS, document["components"]["parameters"], names=True),
    }
    return {"version": document["info"]["version"], "paths": paths, "components": parts}


def without(keys: frozenset[str], node: Any, *, names: bool = False) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the part of the document without these keys. With `names`, its own keys are names of properties or parameters, which stay."""
    if isinstance(node, list):
        return [without(keys, one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = node if names else {name: one for name, one in node.items() if name not in keys}
    return {name: without(keys, one, names=not names and name == "properties") for name, one in kept.items()}


def released() -> Json:
    """Return the surface of the last released document."""
    read: Json = json.loads(gzip.decompress(RELEASED.read_bytes()))
    return read


def keep_as_released(document: Json) -> None:
    """Keep the surface of the document as the last released one."""
    text = json.dumps(surface(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # The same document makes the same file.
    RELEASED.write_bytes(gzip.compress(text.encode(), mtime=0))
