"""Several changes of the same items as one write per item, because a transaction takes each item once."""

from collections.abc import Iterable

from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Put, Write


class FoldedWrites:
    """The writes so far, one per item, in the order of the first write to each item."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Write] = {}

    def add(self, writes: Iterable[Write]) -> None:
        """Add writes. Of two puts of an item, the first one's expectation and the second one's row count."""
        for write in writes:
            key = write.row.key if isinstance(write, Put) else write.key
            earlier = self._by_key.get(key)
            if isinstance(earlier, Put) and isinstance(write, Put):
                self._by_key[key] = Put(write.row, earlier.expect, earlier.refusal)
            else:
                self._by_key[key] = write

    def all(self) -> tuple[Write, ...]:
        """Return the writes."""
        return tuple(self._by_key.values())
