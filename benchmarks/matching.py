"""Measures the search for shared persons among a million contacts of fifty child accounts, against DuckDB.

Both sides read the same CSV of contacts and their keys and must give the same answer: each person that is in two or more
accounts, and its primary account (the one with the first contact created). DuckDB finds connected contacts by repeating a
join until nothing changes.
"""

import csv
import hashlib
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CONTACTS = 1_000_000
CHILDREN = 50
# Of a hundred contacts, this many are records of a person that another account has as well.
SHARED = 3
SEED = 20260302


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


def by_the_domain(path: Path) -> set[tuple[str, ...]]:
    """Return the shared persons that the product's own code finds, each with its primary account."""
    from datetime import UTC, datetime

    from contactbook.domain.sync.matching import Member, find_persons, is_shared
    from contactbook.domain.sync.primary_election import AccountCandidate, elect_primary

    keys: dict[Member, tuple[str, str]] = {}
    created: dict[Member, int] = {}
    with path.open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for tenant, contact, at, email, phone in rows:
            member = Member(tenant, contact)
            keys[member] = (email, phone)
            created[member] = int(at)
    found = set()
    for members in find_persons(keys):
        if not is_shared(members):
            continue
        first: dict[str, int] = {}
        for member in members:
            first[member.tenant_id] = min(created[member], first.get(member.tenant_id, created[member]))
        candidates = [
            AccountCandidate(tenant_id=tenant, created_at=datetime.fromtimestamp(at, UTC)) for tenant, at in first.items()
        ]
        found.add((elect_primary(candidates, ()).primary, *(member.contact_id for member in members)))
    return found


def by_duckdb(path: Path) -> set[tuple[str, ...]]:
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
    """Measure both ways on the same file and return the lines to print. Both answers must be equal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        write_contacts(path, contacts)
        ours, found = _timed(lambda: by_the_domain(path))
        theirs, expected = _timed(lambda: by_duckdb(path))
    assert found == expected
    in_persons = sum(len(person) - 1 for person in found)
    return [
        f"{contacts:,} contacts in {CHILDREN} child accounts, {in_persons / contacts:.1%} of them shared: {len(found):,} persons",
        f"the domain's matching and election: {ours:.1f} s; DuckDB from the same CSV: {theirs:.1f} s; ratio {ours / theirs:.2f}",
    ]


def _timed(work: Callable[[], set[tuple[str, ...]]]) -> tuple[float, set[tuple[str, ...]]]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer
