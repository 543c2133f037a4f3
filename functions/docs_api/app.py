"""The function of the OpenAPI document and its page. It also answers OPTIONS of every route."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook.api.resolver import build_app, handler_of
from docs_api import docs

app = build_app(docs.router)
_documents = handler_of(app)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer OPTIONS of every path with 204. Does S7.1.

    API Gateway answers a browser's preflight by itself and adds the CORS headers. It invokes the function for other OPTIONS requests.
    """
    if event["requestContext"]["http"]["method"] == "OPTIONS":
        return {"statusCode": HTTPStatus.NO_CONTENT.value, "headers": {}, "body": ""}
    return _documents(event, context)
