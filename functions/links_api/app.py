"""The function of every signed link. It answers in HTML: no login, no cookie, no script."""

import base64
import binascii
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook.api.resolver import methods_at
from contactbook.api.snapshots import prepare_before_snapshot
from contactbook.domain.base.errors import (
    BodyTooLarge,
    ConcurrentUpdate,
    ContactbookError,
    MalformedBody,
    NotFound,
    RuleBroken,
    StorageUnavailable,
    UnsupportedMediaType,
)
from contactbook.domain.links.links import Link, LinkExpired, LinkPurpose
from links_api import pages
from links_api.expired import expired_page
from links_api.rendering import plain, problem_page, warm
from links_api.visit_words import visitor_of, words_of_nobody

_LARGEST_FORM = 20_000
_STATUS: dict[type[ContactbookError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    MalformedBody: HTTPStatus.BAD_REQUEST,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ConcurrentUpdate: HTTPStatus.CONFLICT,
    RuleBroken: HTTPStatus.CONFLICT,
    StorageUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_TRY_AGAIN = (HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE)

app = APIGatewayHttpResolver()
app.include_router(pages.router)
warm()
prepare_before_snapshot(app)


@app.exception_handler(ContactbookError)
def refuse(error: ContactbookError) -> Response[str]:
    """Return the page that says that nothing was changed. For a link that does not work it never says why."""
    if isinstance(error, LinkExpired):
        return _offer_another(error.link)
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), HTTPStatus.CONFLICT)
    if error.code == "anonymized":
        status = HTTPStatus.NOT_FOUND
    if status is HTTPStatus.NOT_FOUND:
        return _problem("not_found", status)
    return _problem("again" if status in _TRY_AGAIN else "refused", status)


def _problem(key: str, status: HTTPStatus) -> Response[str]:
    _, _, stands_at = _place()
    return problem_page(key, words_of_nobody(visitor_of(app.current_event)), status, stands_at=stands_at)


def _place() -> tuple[str, str, str]:
    """Return the token of the address, what stands below it, and where the switch of the language leads."""
    token, _, below = app.current_event.path.partition("/p/")[2].partition("/")
    # A new link is asked for with POST alone, so the switch leads to the page itself.
    return token, below, f"../{token}" if below == "renew" else ""


def _offer_another(link: Link) -> Response[str]:
    """Return the page of an expired link; of the link to an export, whose file is gone, the one for every wrong link."""
    if link.purpose is LinkPurpose.EXPORT:
        return _problem("not_found", HTTPStatus.NOT_FOUND)
    try:
        # The page stands at the token, or below it.
        token, below, stands_at = _place()
        visitor = visitor_of(app.current_event)
        return expired_page(link, visitor=visitor, renew_at="renew" if below else f"{token}/renew", stands_at=stands_at)
    except StorageUnavailable:
        return _problem("again", HTTPStatus.SERVICE_UNAVAILABLE)


@app.not_found
def refuse_unknown_route(_: NotFoundError) -> Response[str]:
    """Answer a known path with another method, or an unknown path."""
    path = app.current_event.path
    methods = methods_at(app, path)
    if not methods:
        return _problem("not_found", HTTPStatus.NOT_FOUND)
    answer = plain("This route does not support the method.", HTTPStatus.METHOD_NOT_ALLOWED)
    answer.headers["Allow"] = ", ".join(methods)
    return answer


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer a request. A HEAD request gets the response of a GET without its body."""
    is_head = event["requestContext"]["http"]["method"] == "HEAD"
    try:
        answer = app.resolve({**_as_get(event), "body": _text(event), "isBase64Encoded": False}, context)
    except ContactbookError as error:
        refused = refuse(error)
        headers = {**refused.headers, "Content-Type": str(refused.content_type)}
        answer = {"statusCode": refused.status_code, "headers": headers, "body": refused.body, "isBase64Encoded": False}
    if is_head:
        answer["body"] = ""
    return answer


def _as_get(event: dict[str, Any]) -> dict[str, Any]:
    http = event["requestContext"]["http"]
    method = "GET" if http["method"] == "HEAD" else http["method"]
    return {**event, "requestContext": {**event["requestContext"], "http": {**http, "method": method}}}


def _text(event: dict[str, Any]) -> str:
    body = event.get("body") or ""
    try:
        text = base64.b64decode(body).decode("utf-8") if event.get("isBase64Encoded") else str(body)
        size = len(text.encode("utf-8"))
    except (UnicodeError, binascii.Error) as error:
        raise MalformedBody("The form must be encoded in UTF-8.") from error
    if size > _LARGEST_FORM:
        raise BodyTooLarge(f"The form has {size:,} bytes. Send {_LARGEST_FORM:,} at most.")
    return text
