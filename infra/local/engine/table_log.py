# ruff: noqa: SLF001 - MiniStack has no public names for its tables; its version is pinned.
"""Keeps the items and stream records of the engine's tables in a log, so that saving costs as much as changing them.

MiniStack would write every table as a whole. The log has generations: a base with everything, and journals with each change since, one JSON
line a change. A start reads the newest base and the journals from it on. Once the journals are as large as their base, a forked process
writes the next base, while changes go to the next journal: so every change is written about twice, at any size.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from infra.local.template.json_values import Json

# Bytes of journals below which no new base is written.
SMALLEST = 16_000_000
_BASE, _JOURNAL = "tables-{:08}.base", "tables-{:08}.journal"
_PUT, _REMOVED, _CLEARED, _RECORD, _READ = "+", "-", "=", "r", "a"
_IMAGES = ("OldImage", "NewImage")


def is_base_due(journals: int, base: int) -> bool:
    """True if a new base is to be written, by the bytes of the journals and of the present base."""
    return journals >= max(SMALLEST, base)


class TableLog:
    """The log of all tables. What happens in one request is in memory until the next `flush`."""

    def __init__(self, dynamodb: Json, directory: Path) -> None:
        self._dynamodb = dynamodb
        self._directory = directory
        self._set, self._remove, self._replaced = dynamodb._set_item, dynamodb._remove_item, dynamodb._items_replaced
        self._record = dynamodb._build_change_record
        self._lines: list[str] = []
        self._generation = max((_number(path) for path in directory.glob("tables-*")), default=0)

    def install(self) -> None:
        """Let MiniStack's changes pass through this object. The log of a former process is read by `load`."""
        self._dynamodb._set_item = self.set_item
        self._dynamodb._remove_item = self.remove_item
        self._dynamodb._items_replaced = self.items_replaced
        self._dynamodb._build_change_record = self.change_record

    def set_item(self, table: Json, partition: str, sort: str, item: Json) -> Json:
        """Write one item with MiniStack, and log it."""
        self._log(_PUT, table["TableName"], partition, sort, item)
        return self._set(table, partition, sort, item)

    def remove_item(self, table: Json, partition: str, sort: str) -> Json:
        """Delete one item with MiniStack, and log that."""
        self._log(_REMOVED, table["TableName"], partition, sort)
        return self._remove(table, partition, sort)

    def items_replaced(self, table: Json) -> None:
        """Log all items of a table. MiniStack calls this when it replaces them."""
        self._lines += map(_line, _items_of(table))
        self._replaced(table)

    def change_record(self, table: Json, event: str, old: Json, new: Json, view: str) -> Json:
        """Let MiniStack build a stream record, and log it without its images: the change before it has them."""
        record: Json = self._record(table, event, old, new, view)
        said = {name: value for name, value in record["dynamodb"].items() if name not in _IMAGES}
        images = [name for name in _IMAGES if name in record["dynamodb"]]
        self._log(_RECORD, table["TableName"], {**record, "dynamodb": said}, images)
        return record

    def acknowledge(self, table: str, sequence: str | None) -> None:
        """Log that the records up to this sequence number were read; None means all of them."""
        self._log(_READ, table, sequence)

    def _log(self, *change: Json) -> None:
        self._lines.append(_line(change))

    def flush(self) -> None:
        """Append to the journal what has happened since the last time. A process that is killed later does not lose it."""
        lines, self._lines = self._lines, []
        if lines:
            with self._path(_JOURNAL, self._generation).open("ab") as file:
                file.write(_encoded("\n".join(lines)))

    @property
    def is_base_due(self) -> bool:
        """True if the journals have become as large as their base."""
        sizes = {path: path.stat().st_size for path in self._directory.glob("tables-*")}
        journals = sum(size for path, size in sizes.items() if path.suffix == ".journal")
        return is_base_due(journals, max((size for path, size in sizes.items() if path.suffix == ".base"), default=0))

    def begin_base(self) -> int:
        """Begin the next journal, and return its number, which is also that of the base with everything before it."""
        self.flush()
        self._generation += 1
        return self._generation

    def write_base(self, number: int) -> None:
        """Write a base with everything that is in memory now. It counts from the moment at which it is complete."""
        path = self._path(_BASE, number)
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb", buffering=1 << 20) as file:
            for (_, _, name), table in self._dynamodb._tables.all_items():
                for change in _items_of(table):
                    file.write(_encoded(_line(change)))
                for record in self._records_of(name):
                    file.write(_encoded(_line((_RECORD, name, record, ()))))
        unfinished.replace(path)

    def forget_former(self) -> None:
        """Delete what comes before the newest base."""
        first = self._first()
        for path in self._directory.glob("tables-*"):
            if _number(path) < first or (path.suffix == ".unfinished" and _number(path) <= first):
                path.unlink()

    def load(self) -> None:
        """Restore the tables from the log. Without one, what MiniStack has restored from its own file goes into a base."""
        if not any(self._directory.glob("tables-*")):
            self.write_base(self.begin_base())
            return
        restored = _Restored(self._dynamodb)
        for path in sorted(self._directory.glob("tables-*.*"), key=lambda path: (_number(path), path.suffix)):
            if _number(path) >= self._first() and path.suffix != ".unfinished":
                restored.read(path)
        for table in self._dynamodb._tables.all_values():
            self._replaced(table)
        # The last line of a journal may be cut, so nothing is appended to it.
        self._generation += 1

    def _first(self) -> int:
        return max((_number(path) for path in self._directory.glob("tables-*.base")), default=0)

    def _path(self, name: str, number: int) -> Path:
        self._directory.mkdir(parents=True, exist_ok=True)
        return self._directory / name.format(number)

    def _records_of(self, table: str) -> Iterable[Json]:
        return (one for (_, _, name), records in self._dynamodb._stream_records.all_items() if name == table for one in records)


class _Restored:
    """Repeats the changes of a log on the tables in memory."""

    def __init__(self, dynamodb: Json) -> None:
        self._tables: dict[str, Json] = {}
        self._records: dict[str, list[Json]] = {}
        self._images: dict[str, dict[str, Json]] = {}
        for (account, region, name), table in dynamodb._tables.all_items():
            self._tables[name] = table
            table["items"].clear()
            self._records[name] = []
            dynamodb._stream_records.set_scoped(account, region, name, self._records[name])

    def read(self, path: Path) -> None:
        """Repeat the changes of one file. The last line may be cut: the process was killed while it wrote it."""
        does: dict[str, Callable[..., None]] = {
            _PUT: self._put,
            _REMOVED: self._remove,
            _CLEARED: self._clear,
            _RECORD: self._record,
            _READ: self._acknowledge,
        }
        with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    return
                kind, name, *said = json.loads(line)
                if name in self._tables:
                    does[kind](name, *said)

    def _put(self, name: str, partition: str, sort: str, item: Json) -> None:
        items = self._tables[name]["items"].setdefault(partition, {})
        self._note(name, items.get(sort), item)
        items[sort] = item

    def _remove(self, name: str, partition: str, sort: str) -> None:
        items = self._tables[name]["items"].get(partition, {})
        self._note(name, items.pop(sort, None), None)
        if not items:
            self._tables[name]["items"].pop(partition, None)

    def _note(self, name: str, old: Json, new: Json) -> None:
        changed = new or old
        if changed:
            self._images[self._key(name, changed)] = {"OldImage": old, "NewImage": new}

    def _key(self, name: str, item: Json) -> str:
        table = self._tables[name]
        return json.dumps([name, item.get(table["pk_name"]), item.get(table["sk_name"])])

    def _clear(self, name: str) -> None:
        self._tables[name]["items"].clear()

    def _record(self, name: str, record: Json, images: list[str]) -> None:
        if images:
            found = self._images[self._key(name, record["dynamodb"]["Keys"])]
            record["dynamodb"] |= {image: found[image] for image in images}
        self._records[name].append(record)

    def _acknowledge(self, name: str, sequence: str | None) -> None:
        records = self._records[name]
        read = [n for n, one in enumerate(records, start=1) if sequence in (None, one["dynamodb"]["SequenceNumber"])]
        del records[: max(read, default=0)]


def _items_of(table: Json) -> Iterator[tuple[Json, ...]]:
    yield _CLEARED, table["TableName"]
    for partition, items in table["items"].items():
        for sort, item in items.items():
            yield _PUT, table["TableName"], partition, sort, item


def _line(change: Iterable[Json]) -> str:
    return json.dumps(list(change), ensure_ascii=False, separators=(",", ":"))


def _encoded(line: str) -> bytes:
    return f"{line}\n".encode(errors="surrogatepass")


def _number(path: Path) -> int:
    return int(path.name.removeprefix("tables-").partition(".")[0])
