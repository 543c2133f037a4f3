"""The first half of a hand-over: the whole table is read once, and what is the tenant's is written as lines, in pieces by noun."""

import json
from collections import Counter
from datetime import datetime

from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version
from contactbook.domain.offboarding.offboarding import Offboarding, Progress, Step
from contactbook.domain.offboarding.readable import Stored, line_of
from contactbook.gateways import files
from contactbook.services.offboarding.places import piece_key
from contactbook.storage.base import whole_table
from contactbook.storage.base.group_keys import group_partition
from contactbook.storage.base.rows import Row
from contactbook.storage.offboarding import records

# Bytes of lines that are kept in memory before they are written.
PIECE_BYTES = 4_000_000


def read_table(found: Offboarding, *, now: datetime, has_time: TimeLeft) -> tuple[Offboarding, Work]:
    """Read on from where the record says. What is written is deterministic: a worker that died is repeated. Raises ConcurrentUpdate."""
    while found.progress.step is Step.READING:
        if not has_time():
            return found, Work.LEFT
        found = _read_piece(found, now, has_time)
    return found, Work.DONE


def _read_piece(before: Offboarding, now: datetime, has_time: TimeLeft) -> Offboarding:
    """Read until there is enough for one piece of each noun, the time ends or the table does; write the pieces and save."""
    lines: dict[str, list[str]] = {}
    counts, size, read = Counter(before.nouns), 0, 0
    after: After | None = before.cursor
    while True:
        rows, scanned, after = whole_table.page_of_tenant(before.tenant_id, before.group_id, after=after)
        read += scanned
        for row in rows:
            line = line_of(_stored(row)) if _is_handed_over(before, row) else None
            if line is not None:
                text = json.dumps(line[1], ensure_ascii=False, separators=(",", ":"))
                lines.setdefault(line[0], []).append(text + "\n")
                counts[line[0]] += 1
                size += len(text)
        if after is None or size >= PIECE_BYTES or not has_time():
            break
    for noun, some in sorted(lines.items()):
        files.put_file(piece_key(before, noun, before.pieces), "".join(some).encode(), content_type="application/x-ndjson")
    done = before.progress.done + read
    step = Step.READING if after else Step.PACKING
    total = max(before.progress.total or whole_table.count_of_items(), done) if after else done
    progress = Progress(step=step, done=done, total=total) if after else Progress(step=step, total=sum(counts.values()))
    found = next_version(before, cursor=after, pieces=before.pieces + 1, nouns=dict(counts), progress=progress, updated_at=now)
    records.save(found, replacing=before.version)
    return found


def _is_handed_over(found: Offboarding, row: Row) -> bool:
    """True for an item of the tenant, and for one of its group's if it is the top account: the sync is configured there."""
    return found.is_top or not row.key.pk.startswith(group_partition(found.group_id, ""))


def _stored(row: Row) -> Stored:
    return Stored(row.kind, row.contact_id, row.child_id, row.document, row.values)
