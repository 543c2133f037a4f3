"""Counts every AWS call: the operation, its keys, how often it was sent, and its estimated cost."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, overload

from botocore.exceptions import ClientError

from tests.faults.calls import Answer, Call, Json
from tests.faults.capacity import Units, units_of
from tests.faults.faults import Which, to
from tests.faults.taps import Tap, tapped


@dataclass(frozen=True)
class Counted:
    """One call and its result. `error` is AWS's code or the exception's name, and empty after a success."""

    call: Call
    keys: tuple[tuple[str, str], ...]
    items: int
    units: Units
    error: str

    def __str__(self) -> str:
        return self.call.name


class Calls(Sequence[Counted]):
    """The calls that were made, in order."""

    def __init__(self, made: Sequence[Counted] = ()) -> None:
        self._made = list(made)

    def add(self, counted: Counted) -> None:
        self._made.append(counted)

    def of(self, *names: str) -> int:
        """Count the calls of these operations, services or both: `of("PutItem")`, `of("dynamodb")`, `of("sqs.SendMessage")`."""
        return len(self.to(*names))

    def to(self, *names: str) -> "Calls":
        """Return only those calls."""
        return self.where(to(*names))

    def by(self, worker: str) -> "Calls":
        """Return only the calls of one worker of a race."""
        return self.where(lambda call: call.worker == worker)

    def where(self, which: Which) -> "Calls":
        """Return only the calls that the predicate selects."""
        return Calls([counted for counted in self._made if which(counted.call)])

    @property
    def names(self) -> list[str]:
        """Return the names in order: `["dynamodb.Query", "dynamodb.TransactWriteItems"]`."""
        return [counted.call.name for counted in self._made]

    @property
    def counts(self) -> dict[str, int]:
        """Return how often each operation was called."""
        return dict(Counter(self.names))

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Return every touched key in order, with repetitions."""
        return [key for counted in self._made for key in counted.keys]

    @property
    def items(self) -> int:
        """Return the number of items, messages and events that the calls named."""
        return sum(counted.items for counted in self._made)

    @property
    def attempts(self) -> int:
        """Return how often requests were sent, including botocore's own retries."""
        return sum(counted.call.attempts for counted in self._made)

    @property
    def units(self) -> Units:
        """Return the capacity that all calls used, by estimate (see `capacity`)."""
        return sum((counted.units for counted in self._made), Units())

    @property
    def made(self) -> list[Call]:
        """Return the calls themselves, for `every_injection`."""
        return [counted.call for counted in self._made]

    @overload
    def __getitem__(self, index: int) -> Counted: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Counted]: ...
    def __getitem__(self, index: int | slice) -> Counted | Sequence[Counted]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)

    def __repr__(self) -> str:
        return f"Calls({', '.join(self.names)})"


class _Counter(Tap):
    place: ClassVar[int] = 0

    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        answer: Answer = {}
        error = "no answer"
        try:
            answer = proceed(call.params)
            error = ""
        except ClientError as refused:
            error = refused.response["Error"]["Code"]
            raise
        except BaseException as broken:
            error = type(broken).__name__
            raise
        finally:
            self.calls.add(Counted(call, call.keys(), call.items(), units_of(call, answer), error))
        return answer


@contextmanager
def count_calls() -> Iterator[Calls]:
    """Count every AWS call made inside, in this process, including failed ones."""
    calls = Calls()
    with tapped(_Counter(calls)):
        yield calls
