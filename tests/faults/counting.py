"""Every AWS call, counted: what was asked, about which keys, how often it was sent, and what it costs by estimate."""

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
    """One call that was made, and what it came to. `error` is AWS's code or the exception's name, empty for none."""

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
        """How many calls were to these operations, services or both: `of("PutItem")`, `of("dynamodb")`, `of("sqs.SendMessage")`."""
        return len(self.to(*names))

    def to(self, *names: str) -> "Calls":
        """Only those."""
        return self.where(to(*names))

    def by(self, worker: str) -> "Calls":
        """Only those a worker of a race made."""
        return self.where(lambda call: call.worker == worker)

    def where(self, which: Which) -> "Calls":
        """Only those the predicate names."""
        return Calls([counted for counted in self._made if which(counted.call)])

    @property
    def names(self) -> list[str]:
        """`["dynamodb.Query", "dynamodb.TransactWriteItems"]`."""
        return [counted.call.name for counted in self._made]

    @property
    def counts(self) -> dict[str, int]:
        """How often each was called."""
        return dict(Counter(self.names))

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Every key touched, in order, with repetitions."""
        return [key for counted in self._made for key in counted.keys]

    @property
    def items(self) -> int:
        """How many items, messages or events were named in all."""
        return sum(counted.items for counted in self._made)

    @property
    def attempts(self) -> int:
        """How often something was sent, botocore's own retries included."""
        return sum(counted.call.attempts for counted in self._made)

    @property
    def units(self) -> Units:
        """The capacity all of them used, by estimate (see `capacity`)."""
        return sum((counted.units for counted in self._made), Units())

    @property
    def made(self) -> list[Call]:
        """The calls themselves, for `every_injection`."""
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
    """Count every AWS call made inside, in this process, whoever makes it; also those that fail."""
    calls = Calls()
    with tapped(_Counter(calls)):
        yield calls
