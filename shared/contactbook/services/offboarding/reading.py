"""The first half of a hand-over: the whole table is read once, and what is the tenant's is written as lines, in pieces by noun.

What was uploaded before and nobody has asked for since is taken over first, so that it is among the documents.
"""

import json
from collections import Counter
from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version
from contactbook.domain.offboarding.offboarding import Offboarding, Progress, Step
from contactbook.domain.offboarding.readable import line_of
from contactbook.gateways import files
from contactbook.services.base.stores import open_store
from contactbook.services.contacts.uploaded_files import take_over_uploads
from contactbook.services.offboarding.erasing import JOB
from contactbook.services.offboarding.places import piece_key
from contactbook.storage.offboarding import items, records

# Bytes of lines that are kept in memory before they are written.
PIECE_BYTES = 4_000_000


def read_table(found: Offboarding, *, now: datetime, has_time: TimeLeft) -> tuple[Offboarding, Work]:
    """Read on from where the record says. What is written is deterministic: a worker that died is repeated. Raises ConcurrentUpdate."""
    if found.pieces == 0:
        store = open_store(found.tenant_id)
        if take_over_uploads(store, by=job(JOB), now=now, has_time=has_time) is Work.LEFT:
            return found, Work.LEFT
    while found.progress.step is Step.READING:
        if not has_time():
            return found, Work.LEFT
        found = _read_piece(found, now, has_time)
    return found, Work.DONE


def _read_piece(before: Offboarding, now: datetime, has_time: TimeLeft) -> Offboarding:
    """Read until there is enough for one piece of each noun, the time ends or the table does; write the pieces and save."""
    lines: dict[str, list[str]] = {}
    size, read = 0, 0
    after: After | None = before.cursor
    kept = open_store(before.tenant_id).settings.current().retention
    while True:
        page = items.page_to_hand_over(before, after=after)
        read, after = read + page.read, page.after
        for noun, line in filter(None, (line_of(item, kept, now) for item in page.items)):
            text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
            lines.setdefault(noun, []).append(text + "\n")
            size += len(text)
        if after is None or size >= PIECE_BYTES or not has_time():
            break
    for noun, some in sorted(lines.items()):
        files.put_file(piece_key(before, noun, before.pieces), "".join(some).encode(), content_type="application/x-ndjson")
    nouns = dict(Counter(before.nouns) + Counter({noun: len(some) for noun, some in lines.items()}))
    progress = _progress(before, before.progress.done + read, is_last=after is None)
    found = next_version(before, cursor=after, pieces=before.pieces + 1, nouns=nouns, progress=progress, updated_at=now)
    records.save(found, replacing=before.version)
    return found


def _progress(before: Offboarding, done: int, *, is_last: bool) -> Progress:
    if is_last:
        return Progress(step=Step.PACKING)
    return Progress(step=Step.READING, done=done, total=max(before.progress.total or items.count_of_items(), done))
