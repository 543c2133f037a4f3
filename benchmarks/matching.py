"""Measures how a full sync finds the shared persons among a million contacts of fifty child accounts, against DuckDB.

The job reads the match keys of a group in their order, page by page, and follows those that several contacts carry. Its table is a file
here, sorted by the keys, with the documents that the stream saves; the search and the election are the job's own. It runs in a process
of its own, so that its memory is known. DuckDB finds connected contacts in the CSV of contacts, by repeating a join until nothing changes.
Both must give the same answer: each person that is in two or more accounts, and its primary account (the one with the first contact).
"""

import csv
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.budget import line_of, within_budget
from benchmarks.key_file import KeyFile, write_keys

ROOT = Path(__file__).resolve().parent.parent
CONTACTS = 1_000_000
CHILDREN = 50
# Of a hundred contacts, this many are records of a person that another account has as well.
SHARED = 3
SEED = 20260302
_Persons = set[tuple[str, ...]]


def write_contacts(path: Path, contacts: int = CONTACTS) -> None:
    """Write `tenant,contact,created,email,phone`. Email and phone are keyed hashes; some persons are connected through a chain."""
    chance = random.Random(SEED)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("tenant", "contact", "created", "email", "phone"))
        number = 0
        while number < contacts:
            # A person has two records or, one time in five, three: 2.2 on average.
            records = 3 if chance.random() < 0.2 else 2
            is_shared = chance.random() < SHARED / 100 / 2.2
            for place, tenant in enumerate(chance.sample(range(CHILDREN), records if is_shared else 1)):
                # The second record has the first one's email, and the third has the second one's phone.
                email, phone = _hashed(number - (place == 1)), _hashed(-number + (place == 2))
                out.writerow((f"t{tenant:02}", f"c{number:07}", chance.randrange(10**9), email, phone))
                number += 1


def _hashed(number: int) -> str:
    return hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()


class _Ties:
    def ties(self, _: object) -> dict[Any, Any]:
        return {}


class _Group:
    """What the search asks of a group."""

    group_id = "top"
    members = _Ties()

    def __init__(self, keys: KeyFile) -> None:
        self.key_items = keys

    def match_keys(self, *_: object) -> tuple[str, ...]:
        return ()


def by_the_job(keys: KeyFile) -> _Persons:
    """Return the shared persons that the job's search and election find, each with its primary account."""
    from contactbook.domain.sync.settings import SyncSettings
    from contactbook.domain.sync.shared_persons import assess
    from contactbook.services.sync.connected_contacts import find_connected

    settings = SyncSettings()
    group: Any = _Group(keys)
    found: _Persons = set()
    done: set[str] = set()
    for page in keys.pages():
        names = [name for name in page if name not in done]
        known = find_connected(group, settings, keys=names, key_id="1", common_before=(), is_account=lambda _: True)
        for person in assess(known, settings, "1").persons:
            found.add((person.primary, *(member.contact_id for member in person.contacts)))
        done |= known.searched
    return found


def by_duckdb(path: Path) -> _Persons:
    """Return the same persons, found in SQL."""
    import duckdb

    database = duckdb.connect()
    database.execute("create table contacts as select * from read_csv(?, header = true, all_varchar = true)", [str(path)])
    database.execute(
        "create table keys as select contact, email as key from contacts union all select contact, phone from contacts"
    )
    database.execute("create table label as select contact, contact as person from contacts")
    while True:
        database.execute(
            "create or replace table lowest as select k.key, min(l.person) as person from keys k join label l using (contact) group by 1"
        )
        database.execute(
            "create or replace table next as select k.contact, min(w.person) as person from keys k join lowest w using (key) group by 1"
        )
        (changed,) = database.execute(
            "select count(*) from next n join label l using (contact) where n.person != l.person"
        ).fetchone() or (0,)
        database.execute("create or replace table label as select * from next")
        if not changed:
            break
    rows = database.execute(
        """
        select arg_min(c.tenant, (c.created::bigint, c.tenant)),
               list(c.contact order by c.tenant, c.contact)
        from contacts c join label l using (contact)
        group by l.person having count(distinct c.tenant) > 1
        """
    ).fetchall()
    return {(primary, *contacts) for primary, contacts in rows}


def run(contacts: int = CONTACTS) -> list[str]:
    """Measure both ways on the same contacts and return the lines to print. Both answers must be equal. Raises SystemExit past a budget."""
    # Not above: the process that is measured does without it.
    from tests.aws_in_process.aws import ENVIRONMENT

    with tempfile.TemporaryDirectory() as folder:
        path, keys = Path(folder) / "contacts.csv", Path(folder) / "keys.txt"
        write_contacts(path, contacts)
        write_keys(path, keys)
        command = [sys.executable, "-m", "benchmarks.matching", str(keys)]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | ENVIRONMENT)  # noqa: S603 - this module
        measured = json.loads(answer.stdout)
        found = {tuple(person) for person in measured["persons"]}
        begun = time.process_time()
        expected = by_duckdb(path)
        theirs = time.process_time() - begun
    if found != expected:
        raise SystemExit(
            f"The job finds {len(found)} persons, DuckDB {len(expected)}, and {len(found & expected)} of both are the same."
        )
    in_persons = sum(len(person) - 1 for person in found)
    seconds, megabytes = measured["seconds"], measured["megabytes"]
    times = f"{seconds / theirs:.2f} times DuckDB's on the contacts ({theirs:.1f} s)"
    shared = f"{in_persons / contacts:.1%} of them shared: {len(found):,} persons, as DuckDB finds them"
    return [
        f"{contacts:,} contacts in {CHILDREN} child accounts, {shared}",
        *within_budget(
            [
                line_of("matching", f"the job's search and election: {seconds:.1f} s of CPU, {times}", seconds / theirs),
                line_of("matching_megabytes", f"memory of the process: {megabytes:.0f} MB", megabytes),
            ]
        ),
    ]


def _main(path: Path) -> None:
    """Measure the job in this process, and print what it found."""
    sys.path[:0] = [str(ROOT / "shared")]
    keys = KeyFile(path)
    begun = time.process_time()
    found = by_the_job(keys)
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "megabytes": _peak(), "persons": sorted(found)}))


def _peak() -> float:
    """Return the most megabytes that this process had. `getrusage` counts what the process had before it became this one, too."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    found = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return (int(found) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
