"""The reference portal on an origin of its own, so that its calls to the API cross origins as they do when it is deployed."""

from collections.abc import Callable
from pathlib import Path

from infra.local.gateway.http_messages import Request, Response
from infra.local.gateway.http_server import HttpServer

BUILT = Path(__file__).parents[3] / "clients" / "portal" / "built"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
# The engine takes files at a port of its own.
CONNECT = "connect-src 'self' http://127.0.0.1:* http://localhost:*"
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; {CONNECT}; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-cache"),
]


def portal_server(port: int, api: Callable[[], str]) -> HttpServer:
    """Return the server of the portal, which calls the API at `api()`. It takes a free port if this one is taken or is none."""

    def answer(request: Request) -> Response:
        return portal_file(request, api())

    try:
        return HttpServer(port, answer)
    except OSError:
        return HttpServer(0, answer)


def portal_file(request: Request, api: str) -> Response:
    """Return a file of the built portal. Its configuration names this API, and the local stack as the one that gives tokens."""
    if request.method not in ("GET", "HEAD"):
        return Response.problem(405, "method_not_allowed", "The portal's files can only be read.", request.path)
    name = request.path.removeprefix("/") or "index.html"
    if name == "config.json":
        config = Response.of_json(200, {"api": api, "sign_in": {"local": f"{api}/_local/token"}})
        return Response(200, config.headers + HEADERS, config.body)
    file = BUILT / name
    if "/" in name or file.suffix not in KINDS or not file.is_file():
        return Response.problem(404, "not_found", "The portal has no such file.", request.path)
    return Response(200, [("content-type", f"{KINDS[file.suffix]}; charset=utf-8"), *HEADERS], file.read_bytes())
