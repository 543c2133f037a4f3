"""What callers send and what the API answers: the generated models."""

from typing import TYPE_CHECKING, Any

from contactbook_client.generated import models as _models

if TYPE_CHECKING:
    from contactbook_client.generated.models import *  # noqa: F403


def __getattr__(name: str) -> Any:
    return getattr(_models, name)
