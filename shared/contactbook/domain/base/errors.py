"""Every business error, read from top to bottom. `api/errors.py` holds the one table from these to HTTP.

An error's `code` is what a portal branches on; its message is for a person and holds no value of a contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """One field and what is wrong with it; `field` is a JSON Pointer such as `/emails/0/address`."""

    field: str
    code: str
    message: str


class ContactbookError(Exception):
    """The root: a request that cannot be carried out, with the code that says why."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.errors = tuple(errors)


# --- What the caller sent -------------------------------------------------------------------------------------------------


class MalformedBody(ContactbookError):
    """The body is not JSON, or JSON that two readers could understand differently."""

    code = "malformed_body"


class BodyTooLarge(ContactbookError):
    """The body is larger than a request may carry."""

    code = "body_too_large"


class UnsupportedMediaType(ContactbookError):
    """The body's content type is not the one this route reads."""

    code = "unsupported_media_type"


class ValidationFailed(ContactbookError):
    """The payload breaks a rule about its own fields; each broken field is named (S2.15)."""

    code = "validation_failed"

    @classmethod
    def of(cls, field: str, code: str, message: str) -> "ValidationFailed":
        """One broken field."""
        return cls(message, errors=[FieldError(field, code, message)])


class BadCursor(ContactbookError):
    """The cursor was made for another query, another tenant, or not here."""

    code = "bad_cursor"


class IdempotencyKeyReused(ContactbookError):
    """The key was used before with another body."""

    code = "idempotency_key_reused"


# --- Who is calling -------------------------------------------------------------------------------------------------------


class Unauthorized(ContactbookError):
    """The request carries no identity."""

    code = "unauthorized"


class MissingScope(ContactbookError):
    """The caller's token lacks the scope that the route needs."""

    code = "missing_scope"


class NotFound(ContactbookError):
    """There is no such record, or none that this caller may see: the two must not be told apart."""

    code = "not_found"


# --- Rules of the domain --------------------------------------------------------------------------------------------------


class RuleBroken(ContactbookError):
    """A rule of the domain refuses the change; the code says which. Nothing was changed."""

    code = "rule_broken"


@dataclass(frozen=True)
class Conflict:
    """The fields of one uniqueness group that match another contact; the id only where the caller may see it."""

    fields: tuple[str, ...]
    contact_id: str | None


class DuplicateContact(RuleBroken):
    """A uniqueness group fully matches another contact of the same kind (S2.29)."""

    code = "duplicate_contact"

    def __init__(self, message: str, *, errors: Sequence[FieldError], conflicts: Sequence[Conflict]) -> None:
        super().__init__(message, errors=errors)
        self.conflicts = tuple(conflicts)


class Merged(ContactbookError):
    """The contact lives on in another one."""

    code = "merged"

    def __init__(self, merged_into: str) -> None:
        super().__init__("This contact was merged into another one.")
        self.merged_into = merged_into


# --- Two at once ----------------------------------------------------------------------------------------------------------


class VersionMismatch(ContactbookError):
    """`If-Match` names another version than the stored one."""

    code = "version_mismatch"


class ConcurrentUpdate(ContactbookError):
    """Others changed the record at the same moment, more often than was worth trying again."""

    code = "concurrent_update"


class RequestInProgress(ContactbookError):
    """The first request with this idempotency key has not answered yet."""

    code = "request_in_progress"


# --- What we stand on -----------------------------------------------------------------------------------------------------


class Throttled(ContactbookError):
    """More requests than are allowed; try again after `retry_after` seconds."""

    code = "throttled"

    def __init__(self, message: str, *, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StorageUnavailable(ContactbookError):
    """The table did not answer; nothing is known to have changed. Try again after `retry_after` seconds."""

    code = "storage_unavailable"

    def __init__(self, message: str = "The store did not answer.", *, retry_after: int = 2) -> None:
        super().__init__(message)
        self.retry_after = retry_after
