"""Every business error. The table in `api/errors.py` maps them to HTTP.

A portal branches on an error's `code`. Its message is for a person and never contains a value of a contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """One invalid field. `field` is a JSON Pointer such as `/emails/0/address`."""

    field: str
    code: str
    message: str


class ContactbookError(Exception):
    """The root of all business errors. Its code says why the request cannot be carried out."""

    code = "error"
    # What the request says wrongly, where the error names no field: a JSON Pointer, "" for the request as a whole.
    field = ""

    def __init__(self, message: str, *, code: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.errors = tuple(errors)


# --- What the caller sent -------------------------------------------------------------------------------------------------


class MalformedBody(ContactbookError):
    """The body is not JSON, or is JSON that two parsers could read differently."""

    code = "malformed_body"


class BodyTooLarge(ContactbookError):
    """The body is larger than allowed."""

    code = "body_too_large"


class UnsupportedMediaType(ContactbookError):
    """The route does not read bodies of this content type."""

    code = "unsupported_media_type"


class ValidationFailed(ContactbookError):
    """The payload has invalid fields; `errors` names each of them (S2.15)."""

    code = "validation_failed"

    @classmethod
    def of(cls, field: str, code: str, message: str) -> "ValidationFailed":
        """Return the error for one invalid field."""
        return cls(message, errors=[FieldError(field, code, message)])


class BadCursor(ContactbookError):
    """The cursor is malformed, or belongs to another query or tenant."""

    code = "bad_cursor"
    field = "/cursor"


class IdempotencyKeyReused(ContactbookError):
    """The key was used before with another body."""

    code = "idempotency_key_reused"
    field = "/Idempotency-Key"


# --- Who is calling -------------------------------------------------------------------------------------------------------


class Unauthorized(ContactbookError):
    """The request carries no identity."""

    code = "unauthorized"


class MissingScope(ContactbookError):
    """The token lacks a scope that the request needs."""

    code = "missing_scope"

    @classmethod
    def of(cls, message: str, *fields: str) -> "MissingScope":
        """Return the error about these fields of a request that is open to the caller otherwise."""
        return cls(message, errors=[FieldError(field, cls.code, message) for field in fields])


class NotFound(ContactbookError):
    """There is no such record, or the caller may not see it. Callers cannot tell the two apart."""

    code = "not_found"


class Deleted(NotFound):
    """The contact was deleted, and what was kept about it is erased or being erased. The caller might have seen it."""

    code = "deleted"


# --- Rules of the domain --------------------------------------------------------------------------------------------------


class RuleBroken(ContactbookError):
    """A rule of the domain refuses the change; the code says which rule. Nothing was changed."""

    code = "rule_broken"

    @classmethod
    def of(cls, field: str, code: str, message: str) -> "RuleBroken":
        """Return the error about one field of the request."""
        return cls(message, code=code, errors=[FieldError(field, code, message)])


@dataclass(frozen=True)
class Conflict:
    """The fields of a uniqueness group that match another contact, with its id if the caller may see it."""

    fields: tuple[str, ...]
    contact_id: str | None


class DuplicateContact(RuleBroken):
    """All fields of a uniqueness group match another contact of the same kind (S2.29)."""

    code = "duplicate_contact"

    def __init__(
        self, message: str, *, errors: Sequence[FieldError], conflicts: Sequence[Conflict], code: str | None = None
    ) -> None:
        super().__init__(message, errors=errors, code=code)
        self.conflicts = tuple(conflicts)


class AcknowledgementNeeded(RuleBroken):
    """The change lets more contacts be contacted, and their present number is not confirmed (S5.13).

    With `more`, there are contacts that were not looked at.
    """

    code = "acknowledgement_needed"

    def __init__(self, more_contactable: int, *, more: bool) -> None:
        super().__init__(
            f"This lets {'at least ' if more else ''}{more_contactable} more contacts be contacted. Send what you left out, or confirm "
            f'the number with `"acknowledge": {{"more_contactable": {more_contactable}}}` beside the fields.'
        )
        self.more_contactable = more_contactable
        self.more = more


class Merged(ContactbookError):
    """The contact was merged into another one."""

    code = "merged"

    def __init__(self, merged_into: str) -> None:
        super().__init__("This contact was merged into another one.")
        self.merged_into = merged_into


# --- Concurrent requests --------------------------------------------------------------------------------------------------


class VersionMismatch(ContactbookError):
    """`If-Match` names another version than the stored one."""

    code = "version_mismatch"
    field = "/If-Match"


class ConcurrentUpdate(ContactbookError):
    """Other requests changed the record at the same time, and the retries failed as well."""

    code = "concurrent_update"

    def __init__(self, message: str) -> None:
        super().__init__(f"{message} Read it again, then repeat the request.")


class RequestInProgress(ContactbookError):
    """The first request with this idempotency key is still running."""

    code = "request_in_progress"
    field = "/Idempotency-Key"


# --- Infrastructure -------------------------------------------------------------------------------------------------------


class Throttled(ContactbookError):
    """More requests than allowed. Retry after `retry_after` seconds."""

    code = "throttled"

    def __init__(self, message: str, *, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TenantBusy(Throttled):
    """The tenant has used its share of the requests (S8.4). Retry after `retry_after` seconds."""

    code = "tenant_busy"


class StorageUnavailable(ContactbookError):
    """The database did not answer; the change may or may not be saved. Retry after `retry_after` seconds."""

    code = "storage_unavailable"

    def __init__(self, message: str = "The database did not answer. Retry later.", *, retry_after: int = 2) -> None:
        super().__init__(message)
        self.retry_after = retry_after
