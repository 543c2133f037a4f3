"""The OpenAPI document of every API function, as text."""

import importlib
import json
from functools import cache
from importlib.util import find_spec

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from contactbook.api.openapi import describe
from docs_api.examples import EXAMPLES

VERSION = "1.0.0"
# The media types of routes that return more than JSON.
FILES = {
    "GET /v1/name-days/rules": ("text/csv",),
    "GET /v1/audit": ("text/csv",),
    "GET /v1/contacts/{}/audit": ("text/csv",),
    "GET /v1/contacts/{}/export": ("text/html", "application/pdf"),
    "GET /v1/imports/{}/errors": ("text/csv",),
    "GET /v1/imports/template": ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_FUNCTIONS = ("contacts_api", "notifications_api", "settings_api", "links_api")


@cache
def openapi_json() -> str:
    """Return the document. The applications are imported at the first request."""
    return json.dumps(
        describe(applications(), examples=EXAMPLES, files=FILES, version=VERSION), ensure_ascii=False, separators=(",", ":")
    )


def applications() -> list[APIGatewayHttpResolver]:
    """Return the applications that the document describes."""
    found = [name for name in _FUNCTIONS if find_spec(f"{name}.app")]
    return [importlib.import_module(f"{name}.app").app for name in found]
