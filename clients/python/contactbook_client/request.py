"""A request as the generated operations make it, and what came back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True)
class Answer:
    """The status and the JSON of an answer."""

    status: int
    content: Any

    def json(self) -> Any:
        """Return the JSON."""
        return self.content


@dataclass(frozen=True)
class Request(Generic[T_co]):
    """One call of an operation. Nothing is sent before `Contactbook.send`."""

    method: str
    path: str
    read: Callable[[Answer], T_co]
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None

    def at(self, cursor: str) -> "Request[T_co]":
        """Return the request for another page."""
        return replace(self, params={**self.params, "cursor": cursor})


@dataclass(frozen=True)
class Received(Generic[T]):
    """An answer with what its headers say."""

    value: T
    status: int
    etag: str | None
    location: str | None
    # Whether it is the answer to an earlier request with the same key.
    replayed: bool


class Page(Protocol[Item_co]):
    """One page of a list."""

    @property
    def items(self) -> Sequence[Item_co]:
        """The records of the page."""

    @property
    def next_cursor(self) -> str | None:
        """The cursor of the next page; None on the last one."""
