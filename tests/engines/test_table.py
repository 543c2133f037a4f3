"""The promises of the storage layer on a real DynamoDB: conditions, refusals, tokens, limits and pages."""

from functools import partial

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken, StorageUnavailable
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import LARGEST_DOCUMENT
from contactbook.storage.base.rows import Absent, AtVersion, Check, Index, NotErased, Present, Put, Remove, Row
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Level, Moment
from tests.faults.injecting import inject

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("world")]

PK = "TENANT#acme#CONTACT#con_1"
# DynamoDB has carried out the request, but botocore gets no answer and sends it again.
ANSWER_LOST = Injection(0, Fault.DROPPED, Moment.AFTER, Level.BELOW)


def _row(sk, document="{}", version=1, **places):
    return Row(Key(PK, sk), "thing", document, version, **places)


def _saying(what):
    return lambda stored: RuleBroken(what, code=what)


class TestExpectations:
    @pytest.mark.parametrize("write", [table.put, lambda put: table.transact([put])])
    def test_a_free_key_is_taken_once(self, write):
        write(Put(_row("PROFILE"), Absent()))
        with pytest.raises(ConcurrentUpdate):
            write(Put(_row("PROFILE", '{"other":1}'), Absent()))
        assert table.get(Key(PK, "PROFILE")) == _row("PROFILE")

    @pytest.mark.parametrize("write", [table.put, lambda put: table.transact([put])])
    def test_a_version_is_followed_by_one_write_only(self, write):
        table.put(Put(_row("PROFILE")))
        write(Put(_row("PROFILE", '{"by":"first"}', 2), AtVersion(1)))
        with pytest.raises(ConcurrentUpdate):
            write(Put(_row("PROFILE", '{"by":"second"}', 2), AtVersion(1)))
        assert table.get(Key(PK, "PROFILE")).document == '{"by":"first"}'

    def test_a_missing_item_that_must_exist_is_reported(self):
        with pytest.raises(ConcurrentUpdate):
            table.transact([Remove(Key(PK, "PROFILE"), Present())])

    @pytest.mark.parametrize("state", ["erasing", "anonymized"])
    def test_an_erased_contact_refuses_late_writes(self, state):
        table.put(Put(_row("PROFILE", erasure=state)))
        with pytest.raises(ConcurrentUpdate):
            table.transact([Check(Key(PK, "PROFILE"), NotErased()), Put(_row("PROFILE#NOTE#1"))])
        assert table.get(Key(PK, "PROFILE#NOTE#1")) is None

    @pytest.mark.parametrize("document", ['{"note":"\\"erasure\\":\\"erasing\\""}', "{}"])
    def test_a_contact_that_is_not_erased_accepts_writes(self, document):
        table.put(Put(_row("PROFILE", document)))
        table.transact([Check(Key(PK, "PROFILE"), NotErased()), Put(_row("PROFILE#NOTE#1"))])
        assert table.get(Key(PK, "PROFILE#NOTE#1"))

    def test_a_missing_contact_counts_as_erased(self):
        with pytest.raises(ConcurrentUpdate):
            table.transact([Check(Key(PK, "PROFILE"), NotErased()), Put(_row("PROFILE#NOTE#1"))])
        assert table.get(Key(PK, "PROFILE#NOTE#1")) is None


class TestRefusals:
    """DynamoDB reports failures by position, and PynamoDB sends in its own order."""

    WRITES = (
        Put(_row("A"), Absent(), _saying("put_a")),
        Remove(Key(PK, "B"), Present(), _saying("remove_b")),
        Check(Key(PK, "C"), Present(), _saying("check_c")),
        Put(_row("D"), AtVersion(7), _saying("put_d")),
    )

    @pytest.mark.parametrize("failing", range(4))
    def test_each_write_gives_its_own_refusal(self, failing):
        wanted = [Put(_row("A", version=9)), Put(_row("B")), Put(_row("C")), Put(_row("D", version=7))]
        held = [wanted[place] for place in (1, 2, 3)]
        if failing == 0:
            held.append(wanted[0])
        else:
            held.remove(wanted[failing])
        table.put_many([put.row for put in held])
        with pytest.raises(RuleBroken) as refused:
            table.transact(self.WRITES)
        assert refused.value.code == ("put_a", "remove_b", "check_c", "put_d")[failing]

    def test_the_first_of_several_refusals_is_raised(self):
        with pytest.raises(RuleBroken) as refused:
            table.transact(self.WRITES[1:])
        assert refused.value.code == "remove_b"
        with pytest.raises(RuleBroken) as refused:
            table.transact(self.WRITES[:0:-1])
        assert refused.value.code == "put_d"

    @pytest.mark.parametrize("kind", [Put, Remove])
    def test_a_refusal_holds_the_conflicting_item(self, kind):
        stored = _row("PROFILE", '{"who":"first"}', 3, gsi1=Key("TENANT#acme#CONTACTS", "georgiou"), expires_at=2_000_000_000)
        table.put(Put(stored))
        seen = []

        def refusal(row):
            seen.append(row)
            return RuleBroken("seen", code="seen")

        write = Put(_row("PROFILE"), Absent(), refusal) if kind is Put else Remove(Key(PK, "PROFILE"), AtVersion(2), refusal)
        with pytest.raises(RuleBroken):
            table.transact([write])
        assert seen == ([stored] if kind is Put else [None])

    def test_a_refused_transaction_changes_nothing(self, world):
        table.put(Put(_row("D")))
        before = world.items()
        with pytest.raises(RuleBroken):
            table.transact([Put(_row("A")), Remove(Key(PK, "D")), Check(Key(PK, "Z"), Present(), _saying("missing"))])
        assert world.items() == before


class TestLostAnswers:
    def test_a_transaction_with_a_lost_answer_acts_once(self):
        with inject(ANSWER_LOST), count_calls() as calls:
            table.transact([Put(_row("PROFILE"), Absent())])
        assert calls.attempts == 2
        assert table.get(Key(PK, "PROFILE")) == _row("PROFILE")

    def test_a_put_that_finds_its_own_write_succeeds(self):
        with inject(ANSWER_LOST):
            table.put(Put(_row("PROFILE", '{"a":"Ελένη"}', gsi2=Key("TENANT#acme#DUE", "KYC#1")), Absent()))
        assert table.get(Key(PK, "PROFILE")).document == '{"a":"Ελένη"}'

    def test_a_put_that_finds_anothers_write_fails(self):
        table.put(Put(_row("PROFILE")))
        with pytest.raises(RuleBroken):
            table.put(Put(_row("PROFILE", '{"mine":1}'), Absent(), _saying("taken")))


class TestLimits:
    def test_a_hundred_writes_fit_a_transaction(self, world):
        table.transact([Put(_row(f"PROFILE#NOTE#{number:03}")) for number in range(100)])
        assert len(world.items()) == 100

    def test_more_writes_are_refused_and_change_nothing(self, world):
        with pytest.raises(StorageUnavailable):
            table.transact([Put(_row(f"PROFILE#NOTE#{number:03}")) for number in range(101)])
        assert world.items() == []

    def test_batches_are_split_at_dynamodbs_limit(self, world):
        rows = [_row(f"PROFILE#NOTE#{number:03}") for number in range(130)]
        table.put_many(rows)
        assert table.get_many([row.key for row in rows]) == rows
        table.remove_many([row.key for row in rows[:60]])
        assert len(world.items()) == 70

    def test_reading_many_keeps_the_order_and_leaves_out_what_is_missing(self):
        table.put_many([_row("A"), _row("B"), _row("C")])
        found = table.get_many([Key(PK, sk) for sk in ("C", "missing", "A", "C")])
        assert [row.key.sk for row in found] == ["C", "A"]

    @pytest.mark.parametrize("write", [lambda row: table.put(Put(row)), lambda row: table.transact([Put(row)])])
    def test_dynamodb_accepts_our_largest_document(self, write):
        row = _row("PROFILE", "x" * LARGEST_DOCUMENT, gsi1=Key("TENANT#acme#CONTACTS", "g" * 900))
        write(row)
        assert table.get(row.key) == row

    @pytest.mark.parametrize("write", [lambda row: table.put(Put(row)), lambda row: table.transact([Put(row)])])
    def test_a_larger_document_raises_our_own_error(self, write):
        with pytest.raises(RuleBroken) as refused:
            write(_row("PROFILE", "α" * LARGEST_DOCUMENT))
        assert refused.value.code == "record_too_large"


class TestPages:
    """All pages together hold each item once and in order, and the last page says that it is the last."""

    @pytest.mark.parametrize("newest_first", [False, True])
    def test_pages_of_a_partition(self, newest_first):
        table.put_many([_row(f"HISTORY2#{number:02}") for number in range(25)] + [_row("PROFILE")])
        ask = partial(table.query, PK, "HISTORY2#", limit=10, newest_first=newest_first)
        assert _walk(ask) == sorted((f"HISTORY2#{number:02}" for number in range(25)), reverse=newest_first)

    @pytest.mark.parametrize("index", list(Index))
    def test_pages_of_an_index(self, index):
        place = index.value
        table.put_many([_row(f"N#{number:02}", **{place: Key("PLACE", f"{number % 5}")}) for number in range(25)])
        table.put_many([_row("elsewhere", **{place: Key("OTHER", "1")}), _row("nowhere")])
        found = _walk(partial(table.query_index, index, "PLACE", limit=10))
        assert sorted(found) == [f"N#{number:02}" for number in range(25)]

    def test_a_range_includes_both_keys(self):
        table.put_many([_row(f"N#{number:02}", gsi2=Key("DUE", f"{number:02}")) for number in range(9)])
        assert len(table.query(PK, between=("N#02", "N#05")).rows) == 4
        assert len(table.query_index(Index.BY_DUE, "DUE", between=("02", "05")).rows) == 4
        assert len(table.query_index(Index.BY_DUE, "DUE", prefix="0").rows) == 9

    def test_only_gsi1_returns_documents(self):
        places = {index.value: Key("PLACE", "1") for index in Index}
        row = _row("PROFILE", '{"a":1}', 4, **places)
        table.put(Put(row))
        by_name, by_due, by_run = (table.query_index(index, "PLACE").rows[0] for index in Index)
        assert by_name == row
        assert (by_due.key, by_due.document, by_run.key, by_run.document) == (row.key, "{}", row.key, "{}")

    def test_a_query_without_a_limit_reads_beyond_a_megabyte(self):
        table.put_many([_row(f"N#{number:02}", "x" * 100_000) for number in range(25)])
        page = table.query(PK, "N#")
        assert (len(page.rows), page.after) == (25, None)


def _walk(ask):
    found, after, pages = [], None, 0
    while pages == 0 or after:
        page = ask(after=after)
        found += [row.key.sk for row in page.rows]
        after = page.after
        pages += 1
    assert pages >= 3
    return found
