"""What the API refuses, as exceptions. Branch on the class, or on `code`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field. `field` is a JSON Pointer such as `/emails/0/address`."""

    field: str
    code: str
    message: str


class Problem(Exception):
    """An answer that is no success (RFC 9457)."""

    def __init__(self, status: int, content: dict[str, Any], retry_after: float | None = None) -> None:
        self.status = status
        self.content = content
        # The gateway in front says less than the API.
        self.detail = str(content.get("detail") or content.get("message") or f"The answer has the status {status}.")
        self.code = str(content.get("code") or "")
        self.instance = str(content.get("instance") or "")
        self.errors: Sequence[FieldProblem] = tuple(
            FieldProblem(str(one["field"]), str(one["code"]), str(one["message"])) for one in content.get("errors") or ()
        )
        self.retry_after = retry_after
        super().__init__(f"{status} {self.code}: {self.detail}")


class BadRequest(Problem):
    """400, 413, 415: the body cannot be read."""


class Unauthorized(Problem):
    """401: the token is missing, wrong or too old."""


class Forbidden(Problem):
    """403: the token lacks the scope."""


class NotFound(Problem):
    """404: there is no such record, or the token may not see it."""


class NotAllowed(Problem):
    """405: the path does not support the method."""


class RuleBroken(Problem):
    """409: a rule refuses the change; `code` says which."""

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        """With `duplicate_contact`: the fields that another contact has, and its id if the token may see it."""
        found: list[dict[str, Any]] = self.content.get("conflicts") or []
        return found

    @property
    def more_contactable(self) -> int | None:
        """With `acknowledgement_needed`: how many more contacts the change would let be contacted."""
        found: int | None = self.content.get("more_contactable")
        return found


class Merged(Problem):
    """410: the contact was merged into another one."""

    @property
    def merged_into(self) -> str | None:
        """The id of the contact that it was merged into."""
        found: str | None = self.content.get("merged_into")
        return found


class VersionMismatch(Problem):
    """412: the record has changed since it was read."""


class ValidationFailed(Problem):
    """422: the request has invalid values; `errors` names each."""


class Throttled(Problem):
    """429: there were more requests than are allowed, and the retries did not help."""


class Unavailable(Problem):
    """500, 502, 503, 504: nothing answered, and the retries did not help. The change may or may not be saved."""


_BY_STATUS: dict[int, type[Problem]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: NotAllowed,
    409: RuleBroken,
    410: Merged,
    412: VersionMismatch,
    413: BadRequest,
    415: BadRequest,
    422: ValidationFailed,
    429: Throttled,
}


def problem_of(status: int, content: Any, retry_after: float | None) -> Problem:
    """Return the exception for an answer."""
    known = _BY_STATUS.get(status, Unavailable if status >= 500 else Problem)
    return known(status, content if isinstance(content, dict) else {}, retry_after)
