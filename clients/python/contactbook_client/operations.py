"""The operations of the API by their ids: `operations.contacts_create(body=…)` is a Request."""

from typing import TYPE_CHECKING, Any

from contactbook_client.generated import operations as _operations

if TYPE_CHECKING:
    from contactbook_client.generated.operations import *  # noqa: F403


def __getattr__(name: str) -> Any:
    return getattr(_operations, name)
