"""The layer around the generated operations: it sends them."""

import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, Self, TypeVar

import httpx

from contactbook_client.problems import problem_of
from contactbook_client.request import Answer, Page, Received, Request

T = TypeVar("T")
ItemT = TypeVar("ItemT")
Token = str | Callable[[], str]
# The first wait in seconds; each further one may be twice as long.
_FIRST_WAIT, _LONGEST_WAIT = 0.25, 20.0
_NOTHING_DONE = frozenset({429})
_UNKNOWN_END = frozenset({500, 502, 503, 504})


class Announced(Protocol):
    """A file that was announced: where to PUT it."""

    upload_url: Any


class Contactbook:
    """A caller of the API. It is safe to use from several threads.

    `token` is the JWT, or a function that returns a fresh one. Every POST has an `Idempotency-Key`, so it is repeated after a lost
    answer, as every GET is. A PUT, PATCH or DELETE is repeated only where the API said that it did nothing (429).
    """

    def __init__(
        self,
        base_url: str,
        token: Token,
        *,
        http: httpx.Client | None = None,
        retries: int = 4,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._token = token
        self._http = http or httpx.Client(timeout=30)
        self._retries = retries
        self._wait = wait

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, request: Request[T], *, if_match: str | None = None, idempotency_key: str | None = None) -> T:
        """Send the request. Return what it answers. Raises Problem, or httpx.TransportError if nothing answered."""
        return self.receive(request, if_match=if_match, idempotency_key=idempotency_key).value

    def receive(self, request: Request[T], *, if_match: str | None = None, idempotency_key: str | None = None) -> Received[T]:
        """Send the request. Return what it answers with its ETag, Location and whether it is a repetition. Raises as `send`.

        Give the `etag` of what you read as `if_match`, and a change of somebody else in between raises VersionMismatch. Give an
        `idempotency_key` of your own where the request must happen once even if your program starts again.
        """
        headers = {"If-Match": if_match} if if_match else {}
        if request.method == "POST":
            headers["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())
        return _received(request, self._answered(request, headers))

    def receive_if_changed(self, request: Request[T], etag: str) -> Received[T] | None:
        """Send a GET. Return None while the record has the version of the ETag. Raises as `send`."""
        answer = self._answered(request, {"If-None-Match": etag})
        return None if answer.status_code == httpx.codes.NOT_MODIFIED else _received(request, answer)

    def pages(self, request: Request[T]) -> Iterator[T]:
        """Yield each page of a list. Raises as `send`."""
        cursor: str | None = None
        while True:
            page = self.send(request if cursor is None else request.at(cursor))
            yield page
            cursor = getattr(page, "next_cursor", None)
            if not cursor:
                return

    def items(self, request: Request[Page[ItemT]]) -> Iterator[ItemT]:
        """Yield each record of a list, page by page. Raises as `send`."""
        for page in self.pages(request):
            yield from page.items

    def upload(self, announced: Announced, content: bytes) -> None:
        """PUT the file to where its announcement says. Raises Problem if it is not taken, ValueError if nothing is to be uploaded.

        An announcement is what `contacts_attachments_create`, `attachments_create` and `imports_uploads_create` answer. The address is
        signed: the token is not sent to it.
        """
        if not announced.upload_url:
            raise ValueError("This announcement has no upload_url: its file is there already, or it is a link.")
        said: Any = getattr(announced, "upload_headers", None) or getattr(announced, "headers", None)
        headers: dict[str, str] = said.to_dict() if said else {}
        answer = self._repeated(lambda: self._http.put(str(announced.upload_url), content=content, headers=headers), _UNKNOWN_END)
        if not answer.is_success:
            raise problem_of(answer.status_code, {}, None)

    def _answered(self, request: Request[Any], headers: Mapping[str, str]) -> httpx.Response:
        def once() -> httpx.Response:
            token = self._token if isinstance(self._token, str) else self._token()
            sent = {"Authorization": f"Bearer {token}", "Accept": "application/json", **headers}
            return self._http.request(
                request.method, f"{self._base}{request.path}", params=_written(request.params), json=request.body, headers=sent
            )

        may_repeat = request.method in {"GET", "POST"}
        return self._repeated(once, _UNKNOWN_END if may_repeat else frozenset(), after_loss=may_repeat)

    def _repeated(
        self, once: Callable[[], httpx.Response], statuses: frozenset[int], *, after_loss: bool = True
    ) -> httpx.Response:
        for attempt in range(self._retries + 1):
            is_last = attempt == self._retries
            try:
                answer = once()
            except httpx.TransportError:
                if is_last or not after_loss:
                    raise
                self._wait(_backoff(attempt))
                continue
            if is_last or not _is_worth_repeating(answer, statuses):
                return answer
            self._wait(min(max(_retry_after(answer) or 0.0, _backoff(attempt)), _LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")


def _is_worth_repeating(answer: httpx.Response, statuses: frozenset[int]) -> bool:
    if answer.status_code in _NOTHING_DONE or answer.status_code in statuses:
        return True
    # The first request with this key still runs.
    return answer.status_code == httpx.codes.CONFLICT and _content(answer).get("code") == "request_in_progress"


def _backoff(attempt: int) -> float:
    """Return a wait between nothing and the longest of this attempt: clients that failed together do not come back together."""
    return random.uniform(0, min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT))


def _retry_after(answer: httpx.Response) -> float | None:
    try:
        return float(answer.headers["Retry-After"])
    except (KeyError, ValueError):
        return None


def _received(request: Request[T], answer: httpx.Response) -> Received[T]:
    content = _content(answer)
    if not answer.is_success:
        raise problem_of(answer.status_code, content, _retry_after(answer))
    headers = answer.headers
    return Received(
        request.read(Answer(answer.status_code, content)),
        answer.status_code,
        headers.get("ETag"),
        headers.get("Location"),
        headers.get("Idempotency-Replayed") == "true",
    )


def _content(answer: httpx.Response) -> Any:
    if not answer.content:
        return {}
    if "json" in answer.headers.get("Content-Type", ""):
        return answer.json()
    return answer.text if answer.is_success else {}


def _written(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in params.items() if value is not None}
