"""The OpenAPI document of every API function, as text."""

import json
from functools import cache

from contactbook.api.openapi.document import Samples, describe
from contactbook.api.operations import applications
from docs_api.examples import EXAMPLES

# The project's own, as in pyproject.toml, which a function does not have.
VERSION = "0.1.0"
# The media types of routes that return more than JSON.
FILES = {
    "GET /v1/name-days/rules": ("text/csv",),
    "GET /v1/audit": ("text/csv",),
    "GET /v1/contacts/{}/audit": ("text/csv",),
    "GET /v1/contacts/{}/export": ("text/html", "application/pdf"),
    "GET /v1/imports/{}/errors": ("text/csv",),
    "GET /v1/imports/template": ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@cache
def openapi_json() -> str:
    """Return the document. The applications are imported at the first call."""
    return json.dumps(
        describe(applications(), samples=Samples(EXAMPLES, FILES), version=VERSION), ensure_ascii=False, separators=(",", ":")
    )
