"""Measures the import of many rows by the real job, against raw boto3 calls with the same transactions, on stubbed HTTP.

The stub answers below botocore, and its own CPU is taken off. It keeps files on disk, and of the table the settings and the import itself, so that the memory of the
process is that of the job. CPU is a ratio in one run, because times cannot be compared between machines; requests and memory are counts.
"""

import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from botocore.httpsession import URLLib3Session

from benchmarks.stubbed_aws import Aws
from tests.aws_in_process.environment import ENVIRONMENT

ROWS = 20_000
# Budgets. A change that needs more says why in docs/costs.md.
MOST_REQUESTS_OF_A_ROW = 0.15
# 7 to 9 where the machine is quiet.
MOST_TIMES_RAW = 11.0
_RAW_ROUNDS = 5
# Megabytes that the job adds to its process, those of the process, and times that of the first fifth of its rows.
MOST_MEGABYTES, MOST_OF_THE_PROCESS, MOST_GROWTH = 60, 160, 1.25
# Seconds of CPU, and bytes of the file.
MOST_SECONDS_OF_A_PREVIEW, PREVIEWED = 1.0, 50 * 1024 * 1024

_HEADER = "First,Last,Mail,Phone,Street,City,Zip,Country,Born,Tags,News\n"
_COLUMNS = {
    "first_name": "First",
    "last_name": "Last",
    "emails.0.address": "Mail",
    "phones.0.number": "Phone",
    "addresses.0.line_1": "Street",
    "addresses.0.city": "City",
    "addresses.0.postal_code": "Zip",
    "addresses.0.country": "Country",
    "date_of_birth": "Born",
    "tags": "Tags",
    "preferences.direct_marketing": "News",
}


def write_people(path: Path, rows: int) -> None:
    """Write a file with this many different persons."""
    chance = random.Random(20260302)
    with path.open("w") as file:
        file.write(_HEADER)
        for number in range(rows):
            file.write(
                f"Eleni{number},Γεωργίου,eleni{number}@example.com,+357991{number % 100_000:05},{chance.randrange(200)} Ledra St,Nicosia,"
                f"{chance.randrange(1000, 9999)},CY,{chance.randrange(1940, 2005)}-03-{chance.randrange(1, 29):02},vip;letter,"
                f"{'yes' if number % 3 else 'no'}\n"
            )


def run(rows: int = ROWS) -> list[str]:
    """Measure the job and a preview, and return the lines to print. Raises SystemExit past a budget."""
    # Without checksums a body is sent as it is.
    os.environ.update(ENVIRONMENT, AWS_REQUEST_CHECKSUM_CALCULATION="when_required")
    from contactbook.domain.base.key_ring import KeyRing
    from contactbook.services.base import stores

    ring = KeyRing.model_validate({"current": "1", "secrets": {"1": "11" * 32}})
    with tempfile.TemporaryDirectory() as folder:
        aws = Aws(Path(folder))
        with patch.object(URLLib3Session, "send", lambda _, sent: aws.send(sent)), patch.object(stores, "key_ring", lambda: ring):
            lines = [*_import(aws, rows), _preview(Path(folder))]
    past = [line for line in lines if line.endswith("PAST ITS BUDGET")]
    if past:
        raise SystemExit("\n".join(lines))
    return lines


def _import(aws: Aws, rows: int) -> list[str]:
    # A short one first: it loads the modules, and takes the memory that any job takes.
    _measured(aws, 500)
    aws.requests.clear()
    before = _peak()
    seconds, grown = _measured(aws, rows)
    added = _peak() - before
    requests = sum(aws.requests.values()) / rows
    in_sample = sum(_is_contact(one) for transaction in aws.sampled for one in transaction)
    raw = _raw_seconds(aws) / in_sample
    # Where the first fifth is hardly more than noise, growth is measured beside a few megabytes.
    growth = (added + 8) / (grown - before + 8)
    return [
        _line(f"requests a row: {requests:.3f}", requests, MOST_REQUESTS_OF_A_ROW),
        _line(
            f"CPU a row: {seconds / rows * 1000:.2f} ms, {seconds / rows / raw:.1f} times raw boto3 calls with the same transactions",
            seconds / rows / raw,
            MOST_TIMES_RAW,
        ),
        _line(f"memory that {rows:,} rows add: {added:.0f} MB", added, MOST_MEGABYTES),
        _line(f"memory of the process: {_peak():.0f} MB", _peak(), MOST_OF_THE_PROCESS),
        _line(f"memory of all rows beside that of a fifth: {growth:.2f} times", growth, MOST_GROWTH),
    ]


def _is_contact(item: Any) -> bool:
    return bool(item.get("Put", {}).get("Item", {}).get("kind", {}).get("S") == "contact")


def _measured(aws: Aws, rows: int) -> tuple[float, float]:
    """Import so many rows. Return the seconds of CPU, and the megabytes of the process after a fifth of the rows."""
    from contactbook.domain.base.callers import Caller
    from contactbook.domain.imports.messages import ImportMessage
    from contactbook.domain.imports.runs import Import, ImportRequest
    from contactbook.services.base.stores import open_store
    from contactbook.services.imports.file_keys import upload_key
    from contactbook.services.imports.job import run_import
    from contactbook.storage.base import table

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    store = open_store("acme")
    people = aws.folder / f"_{ENVIRONMENT['BUCKET_NAME']}_{upload_key(store, f'ifl_{rows}').replace('/', '_')}"
    write_people(people, rows)
    draft = ImportRequest.model_validate({"kind": "person", "file_attachment_id": f"ifl_{rows}", "columns": _COLUMNS})
    caller = Caller.model_validate({"actor": {"type": "user", "id": "user-1"}, "scopes": ["contacts:write"]})
    run_id = f"imp_{rows}"
    made = Import(import_id=run_id, draft=draft, caller=caller, created_at=now, updated_at=now)
    table.transact([store.imports.add_of(made)])
    seen: list[float] = []

    def tick() -> datetime:
        # Each part asks for the time: its number tells how far the job is.
        if not seen and aws.requests["TransactWriteItems"] > rows // 5 // 12:
            seen.append(_peak())
        return now

    begun, stubbed = time.process_time(), aws.seconds
    run_import(ImportMessage(tenant_id="acme", run_id=run_id), lambda: True, tick)
    seconds = time.process_time() - begun - (aws.seconds - stubbed)
    counts = store.imports.get(run_id).counts
    if counts.created != rows:
        raise SystemExit(f"The job has imported {counts} of {rows} rows.")
    return seconds, seen[0] if seen else _peak()


def _raw_seconds(aws: Aws) -> float:
    import boto3

    client = boto3.client("dynamodb")
    send: Callable[[Any], object] = lambda items: client.transact_write_items(TransactItems=items)  # noqa: E731 - a type for boto3's
    sampled = list(aws.sampled)
    send(sampled[0])
    found: list[float] = []
    for _ in range(_RAW_ROUNDS):
        begun, stubbed = time.process_time(), aws.seconds
        for items in sampled:
            send(items)
        found.append(time.process_time() - begun - (aws.seconds - stubbed))
    return statistics.median(found)


def _preview(folder: Path) -> str:
    from contactbook.domain.imports.preview.models import PreviewDraft
    from contactbook.domain.imports.preview.reading import preview_file

    people = folder / "people.csv"
    write_people(people, 1_000)
    body = people.read_bytes().partition(b"\n")[2]
    with people.open("ab") as file:
        while file.tell() < PREVIEWED:
            file.write(body)
    draft = PreviewDraft.model_validate({"file_attachment_id": "ifl_1"})
    begun = time.process_time()
    with people.open("rb") as file:
        found = preview_file(draft, file, lambda _: False)
    seconds = time.process_time() - begun
    if "Mail" not in found.columns.values():
        raise SystemExit("The preview suggests no column.")
    return _line(f"preview of {PREVIEWED // 1024 // 1024} MB: {seconds:.2f} s of CPU", seconds, MOST_SECONDS_OF_A_PREVIEW)


def _peak() -> float:
    """Return the most memory that the process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _line(text: str, measured: float, budget: float) -> str:
    return f"{text} (at most {budget:g}){'' if measured <= budget else ' PAST ITS BUDGET'}"
