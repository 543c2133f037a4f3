"""The documentation as files, compressed: the OpenAPI document and the page.

The build makes them (`python -m infra.documents`), because describing every route takes most of a second and imports every function.
Where nothing was built, as in the local stack, they are made at the first request.
"""

from functools import cache
from importlib import import_module
from pathlib import Path

OPENAPI, PAGE = "openapi.json.gz", "docs.html.gz"


@cache
def compressed(name: str) -> bytes:
    """Return the file of this name."""
    built = Path(__file__).with_name(name)
    if built.exists():
        return built.read_bytes()
    # What makes them imports every function, so it is found by name and only here.
    made: dict[str, bytes] = import_module("docs_api.making").files()
    return made[name]
