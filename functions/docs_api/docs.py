"""Routes of the documentation: the OpenAPI document and Swagger UI. Both are built at the first request and cached."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from docs_api.document import openapi_json
from docs_api.page import CONTENT_SECURITY_POLICY, swagger_page

router = Router()


@router.get("/v1/openapi.json", compress=True, include_in_schema=False)
def read_openapi() -> Response[str]:
    """Read the OpenAPI 3.1 document of every route."""
    return Response(status_code=200, content_type="application/json", body=openapi_json())


@router.get("/v1/docs", compress=True, include_in_schema=False)
def read_docs() -> Response[str]:
    """Open Swagger UI: read about every route and try it with a token."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    return Response(status_code=200, content_type="text/html; charset=utf-8", body=swagger_page(), headers=headers)
