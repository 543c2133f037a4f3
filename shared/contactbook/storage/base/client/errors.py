"""Translation of DynamoDB's errors into our own, by their codes and never by their message text."""

from collections.abc import Iterator
from contextlib import contextmanager

from pynamodb.exceptions import PynamoDBException, TransactWriteError

from contactbook.domain.base.errors import StorageUnavailable


@contextmanager
def translated() -> Iterator[None]:
    """Raise StorageUnavailable for DynamoDB's errors.

    A cancelled transaction and a failed condition pass: their callers decide what they mean.
    """
    try:
        yield
    except TransactWriteError as error:
        if error.cancellation_reasons or code_of(error) == "TransactionInProgressException":
            raise
        raise StorageUnavailable from error
    except PynamoDBException as error:
        if code_of(error) == "ConditionalCheckFailedException":
            raise
        raise StorageUnavailable from error


def code_of(error: PynamoDBException) -> str | None:
    """Return DynamoDB's code of the error; None if no answer came, as after a timeout."""
    # PynamoDB's own property expects a response, which a timeout does not have.
    response = getattr(error.cause, "response", None) or {}
    code: str | None = response.get("Error", {}).get("Code")
    return code
