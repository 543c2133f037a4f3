"""The refusal of a row, with all of its errors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from contactbook.domain.base.errors import ContactbookError, FieldError, ValidationFailed


class RowRefused(Exception):
    """A row that cannot be imported, with all of its errors."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("the row is refused")
        self.errors = errors


def row_refused(error: ContactbookError, pointer: str = "") -> RowRefused:
    """Return a business error as the refusal of a row; the pointers of its errors lie below `pointer`."""
    if error.errors and isinstance(error, ValidationFailed):
        return RowRefused(tuple(FieldError(pointer + found.field, found.code, found.message) for found in error.errors))
    return RowRefused((FieldError(pointer, error.code, error.message),))


def duplicate_refused(fields: Sequence[str] = ()) -> RowRefused:
    """Return the refusal of a row whose values belong to a contact that it may not change (S2.24, S2.29)."""
    message = "Another contact has the same values."
    return RowRefused(tuple(FieldError(field, "duplicate_contact", message) for field in fields or ("",)))


@contextmanager
def errors_below(pointer: str) -> Iterator[None]:
    """Turn business errors raised inside into the refusal of a row, with their pointers below `pointer`."""
    try:
        yield
    except ContactbookError as error:
        raise row_refused(error, pointer) from error
