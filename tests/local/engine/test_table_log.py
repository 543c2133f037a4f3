"""The log of the tables, on MiniStack's tables in this process: what it restores, and when it writes a new base."""

import copy
import itertools
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.engine import table_log
from infra.local.engine.process import SHARE, Saving
from infra.local.engine.table_log import SMALLEST, TableLog, is_base_due

SEQUENCE = itertools.count()
NAME, SCOPED = "counters", ("1", "eu-central-1", "counters")


class Scopes(dict[Any, Any]):
    """As MiniStack keeps tables and records: by account, region and name."""

    def all_items(self) -> list[Any]:
        return list(self.items())

    def all_values(self) -> list[Any]:
        return list(self.values())

    def set_scoped(self, account: str, region: str, name: str, value: Any) -> None:
        self[account, region, name] = value


def tables() -> Any:
    """Return what the log knows of MiniStack: one table without items."""
    table = {"TableName": NAME, "pk_name": "pk", "sk_name": "sk", "items": defaultdict(dict)}
    fake = SimpleNamespace(_tables=Scopes({SCOPED: table}), _stream_records=Scopes({SCOPED: []}), _items_replaced=lambda _: None)
    fake._set_item = lambda table, partition, sort, item: table["items"][partition].__setitem__(sort, item)
    fake._remove_item = lambda table, partition, sort: table["items"].get(partition, {}).pop(sort, None)
    fake._build_change_record = lambda _, event, old, new, __: {
        "eventName": event,
        "dynamodb": {
            "Keys": {"pk": (new or old)["pk"], "sk": (new or old)["sk"]},
            "SequenceNumber": f"{next(SEQUENCE):09}",
            **({"OldImage": old} if old else {}),
            **({"NewImage": new} if new else {}),
        },
    }
    return fake


def kept(fake: Any) -> tuple[Any, Any]:
    items = {partition: some for partition, some in fake._tables[SCOPED]["items"].items() if some}
    return copy.deepcopy((items, fake._stream_records[SCOPED]))


def write(fake: Any, partition: str, sort: str, text: str | None) -> None:
    """Change an item as MiniStack does, with its stream record."""
    table = fake._tables[SCOPED]
    old = table["items"].get(partition, {}).get(sort)
    new = {"pk": {"S": partition}, "sk": {"S": sort}, "text": {"S": text}} if text is not None else None
    if new is None and old is None:
        return
    if new is None:
        fake._remove_item(table, partition, sort)
    else:
        fake._set_item(table, partition, sort, new)
    fake._stream_records[SCOPED].append(fake._build_change_record(table, "MODIFY", old, new, "NEW_AND_OLD_IMAGES"))


KEYS = st.sampled_from("ab")
STEPS = st.one_of(
    st.tuples(st.just("write"), KEYS, KEYS, st.one_of(st.none(), st.text(max_size=3))),
    st.sampled_from([("flush",), ("base",), ("half a base",), ("restart",), ("read",), ("empty",)]),
)


@given(st.lists(STEPS, max_size=20))
def test_a_restart_finds_what_was_flushed(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    directory = tmp_path_factory.mktemp("log")
    fake = tables()
    log = TableLog(fake, directory)
    log.install()
    flushed = kept(fake)
    for kind, *said in [*steps, ("flush",), ("restart",)]:
        records = fake._stream_records[SCOPED]
        if kind == "write":
            write(fake, *said)
        elif kind == "flush":
            log.flush()
        elif kind == "base":
            log.write_base(log.begin_base())
            log.forget_former()
        elif kind == "half a base":
            number = log.begin_base()
            (directory / f"tables-{number:08}.unfinished").write_text('["=","counters"]\n["+","counters"')
        elif kind == "read" and records:
            log.acknowledge(NAME, records.pop(0)["dynamodb"]["SequenceNumber"])
        elif kind == "empty":
            fake._tables[SCOPED]["items"].clear()
            fake._items_replaced(fake._tables[SCOPED])
            records.clear()
            log.acknowledge(NAME, None)
        if kind in ("flush", "base", "half a base"):
            flushed = kept(fake)
        if kind == "restart":
            fake = tables()
            log = TableLog(fake, directory)
            log.install()
            log.load()
            assert kept(fake) == flushed


def test_what_ministack_kept_in_its_own_file_goes_into_a_base(tmp_path: Path) -> None:
    fake = tables()
    write(fake, "a", "b", "x")
    before = kept(fake)
    TableLog(fake, tmp_path).load()
    again = tables()
    # Its own file was not written again before the process was killed.
    write(again, "former", "b", "y")
    TableLog(again, tmp_path).load()
    assert kept(again) == before
    assert [path.suffix for path in tmp_path.iterdir()] == [".base"]


def test_a_base_is_written_when_the_journals_are_as_large() -> None:
    written, base, journals = 0, 0, 0
    for _ in range(4_000):
        journals += 1_000_000
        if is_base_due(journals, base):
            base, journals = base + journals, 0
            written += base
    assert written <= 2 * 4_000 * 1_000_000
    assert not is_base_due(SMALLEST - 1, 0)


def test_what_is_saved_as_a_whole_takes_a_twentieth_of_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_log, "SMALLEST", 10**9)
    used = [0.0]
    saved: list[float] = []

    def save() -> None:
        used[0] += 3.0
        saved.append(now)

    journal = SimpleNamespace(changed=False)
    saving = Saving(journal, TableLog(tables(), tmp_path), save, lambda: used[0])  # type: ignore[arg-type]  # only `changed` is asked
    for second in range(0, 600, 2):
        now = float(second)
        journal.changed = True
        saving.tick(now)
    assert used[0] <= SHARE * 600 + 3.0
    assert saved[1] - saved[0] == 60.0
    journal.changed = False
    saving.tick(10_000.0)
    assert len(saved) == 10
