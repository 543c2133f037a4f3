"""Routes of the documentation: the OpenAPI document and Swagger UI. Both are files."""

import base64
import gzip
from typing import Annotated

from aws_lambda_powertools.event_handler import Request, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from docs_api.files import OPENAPI, PAGE, compressed

router = Router()
# The page calls only its own origin. Swagger UI sets styles on elements and has its icons as data URLs.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _takes_gzip(request: Request) -> bool:
    return "gzip" in str(request.headers.get("accept-encoding", ""))


TakesGzip = Annotated[bool, Depends(_takes_gzip)]


@router.get("/v1/openapi.json", include_in_schema=False)
def read_openapi(takes_gzip: TakesGzip) -> Response[str]:
    """Read the OpenAPI 3.1 document of every route."""
    return _file(OPENAPI, "application/json", {}, takes_gzip=takes_gzip)


@router.get("/v1/docs", include_in_schema=False)
def read_docs(takes_gzip: TakesGzip) -> Response[str]:
    """Open Swagger UI: read about every route and try it with a token."""
    headers = {"Content-Security-Policy": _CONTENT_SECURITY_POLICY}
    return _file(PAGE, "text/html; charset=utf-8", headers, takes_gzip=takes_gzip)


def _file(name: str, content_type: str, headers: dict[str, str], *, takes_gzip: bool) -> Response[str]:
    body = compressed(name)
    if not takes_gzip:
        return Response(200, content_type, gzip.decompress(body).decode(), headers=headers)
    answer = Response(200, content_type, base64.b64encode(body).decode(), headers={**headers, "Content-Encoding": "gzip"})
    # Lambda hands on text only. The gateway decodes it.
    answer.base64_encoded = True
    return answer
