"""The match keys of a tenant group in a file, sorted and with the documents that the stream saves, in place of the table."""

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactbook.storage.sync.match_keys import MatchKey

# Keys that one page of the job holds.
_PAGE = 3000
# One of so many keys is in the index of the file.
_SPARSE = 32


def write_keys(contacts: Path, keys: Path) -> None:
    """Write each match key of the contacts with its document, in the order of the keys: what the stream keeps in the table."""
    import duckdb

    database = duckdb.connect()
    database.execute("create table contacts as select * from read_csv(?, header = true, all_varchar = true)", [str(contacts)])
    facts = """
        '{"tenant_id":"' || tenant || '","contact_id":"' || contact || '","version":1,"key_ids":["1"],"keys":["1.' || email
        || '","1.' || phone || 'p"],"created_at":"' || strftime(make_timestamp(created::bigint * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '"}'
    """
    rows = database.execute(
        f"""
        select key, {facts} from (
            select '1.' || email as key, * from contacts union all select '1.' || phone || 'p', * from contacts
        ) order by key, tenant, contact
        """  # noqa: S608 - text of ours
    )
    with keys.open("w") as file:
        for name, carried in groupby(iter(rows.fetchone, None), key=itemgetter(0)):
            file.write(f'{name}\t{{"members":[{",".join(fact for _, fact in carried)}]}}\n')


class KeyFile:
    """The match keys of a group in a file with a sparse index, read as the table's repository reads them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb", buffering=0)
        self._names: list[bytes] = []
        self._places = array("Q")
        place = 0
        with path.open("rb") as lines:
            for number, line in enumerate(lines):
                if number % _SPARSE == 0:
                    self._names.append(line.partition(b"\t")[0])
                    self._places.append(place)
                place += len(line)
        self._places.append(place)

    def pages(self) -> Iterator[list[str]]:
        """Yield the names of the keys that several contacts carry, by pages of all keys. The others are not parsed."""
        with self._path.open("rb") as lines:
            while page := list(islice(lines, _PAGE)):
                yield [line.partition(b"\t")[0].decode() for line in page if b"},{" in line]

    def get_many(self, names: Iterable[str]) -> dict[str, "MatchKey"]:
        """Return the match keys of these names."""
        from contactbook.domain.sync.shared_persons import MemberFacts
        from contactbook.storage.sync.match_keys import MatchKey

        found = {}
        for name in names:
            members = [MemberFacts.model_validate(one) for one in json.loads(self._document(name.encode()))["members"]]
            found[name] = MatchKey(name, {facts.member: facts for facts in members})
        return found

    def _document(self, name: bytes) -> bytes:
        part = bisect_right(self._names, name) - 1
        begin, end = self._places[part], self._places[part + 1]
        self._file.seek(begin)
        _, _, found = (b"\n" + self._file.read(end - begin)).partition(b"\n" + name + b"\t")
        return found.partition(b"\n")[0]
