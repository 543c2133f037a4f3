"""GET /contacts with `sort`: every order, by each way to read it, page by page, also while contacts change."""

from typing import Any

import pytest

from contactbook import clock
from contactbook.services.search import find, ordered
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.faults.counting import count_calls
from tests.functions.contacts_api.search.test_search import create, every_page, found, reads, search, warm

pytestmark = pytest.mark.feature("S2.14", "S7.8")

NAMES = ["Delta", "alpha", "Éta", "Charlie", "bravo", "zulu", "Yankee"]
FIELDS: dict[str, Any] = {"first_name": "Geo", "tags": ["vip"]}


@pytest.fixture
def made(world: World) -> list[str]:
    """Contacts in the order of their creation; the second one was changed last, and the first one before it."""
    ids = [create(Api(user_id=f"user-{place % 3}"), last_name=name, **FIELDS) for place, name in enumerate(NAMES)]
    create(Api(groups=("sales",)), last_name="Hidden", owned_by_group="sales", **FIELDS)
    for place in (0, 1):
        assert Api().patch(f"/v1/contacts/{ids[place]}", {"title": "Dr"}).status == 200
    drain_stream(world)
    return ids


def orders(ids: list[str]) -> dict[str, list[str]]:
    by_name = [ids[place] for place in (1, 4, 3, 0, 2, 6, 5)]
    changed = [*ids[2:], ids[0], ids[1]]
    ascending = {"last_name": by_name, "created_at": ids, "updated_at": changed}
    return ascending | {f"-{name}": order[::-1] for name, order in ascending.items()}


def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every order from its index."""
    monkeypatch.setattr(ordered, "_MOST_SORTED", 2)
    monkeypatch.setattr(ordered, "_MOST_SORTED_OF_ALL", 2)


@pytest.mark.parametrize("by_index", [False, True])
def test_every_order_shows_everyone_once_in_pages_of_any_size(
    world: World, made: list[str], monkeypatch: pytest.MonkeyPatch, by_index: bool
) -> None:
    if by_index:
        few(monkeypatch)
    for sort, expected in orders(made).items():
        for query in ({}, {"tag": "vip"}, {"q": "geo"}, {"q": "g", "kind": "person"}, {"created_since": "2000-01-01T00:00:00Z"}):
            assert every_page(Api(), sort=sort, limit=3, **query) == expected, (sort, query)
        assert every_page(Api(), sort=sort, limit=2) == expected
        assert search(Api(), sort=sort, q="zulu") == [made[5]]


def test_contacts_of_one_millisecond_are_shown_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    few(monkeypatch)
    moment = clock.now()
    monkeypatch.setattr(clock, "source", lambda: moment)
    ids = [create(Api(user_id=f"user-{place}"), last_name=name) for place, name in enumerate(NAMES)]
    for contact_id in ids:
        assert Api().patch(f"/v1/contacts/{contact_id}", {"title": "Dr"}).status == 200
    for sort in ("created_at", "-created_at", "updated_at", "-updated_at"):
        shown = every_page(Api(), sort=sort, limit=2)
        assert sorted(shown) == sorted(ids), sort


@pytest.mark.parametrize("by_index", [False, True])
@pytest.mark.parametrize("sort", ["-updated_at", "created_at", "-last_name"])
def test_pages_show_everyone_else_once_while_contacts_come_and_change(
    world: World, made: list[str], monkeypatch: pytest.MonkeyPatch, by_index: bool, sort: str
) -> None:
    if by_index:
        few(monkeypatch)
    expected = orders(made)[sort]
    first = Api().get("/v1/contacts", sort=sort, limit=3, tag="vip")
    for changed in (expected[0], expected[-1]):
        assert Api().patch(f"/v1/contacts/{changed}", {"first_name": "Anna"}).status == 200
    create(Api(), last_name="Late")
    drain_stream(world)
    seen = [*found(first), *every_page(Api(), sort=sort, limit=3, tag="vip", cursor=first.body["next_cursor"])]
    assert [one for one in seen if one not in (expected[0], expected[-1])] == expected[1:-1]


def test_a_contact_that_changes_its_first_word_between_pages_is_not_missed(world: World, api: Api) -> None:
    ids = [create(api, first_name="Geo", last_name=f"Geo{letter}") for letter in "abcd"]
    last = create(api, last_name="Geoz")
    drain_stream(world)
    first = api.get("/v1/contacts", q="geo", limit=4)
    assert sorted(found(first)) == sorted(ids)
    assert api.patch(f"/v1/contacts/{last}", {"first_name": "Geo"}).status == 200
    drain_stream(world)
    assert last in every_page(api, q="geo", limit=4, cursor=first.body["next_cursor"])


def test_a_count_says_that_there_are_more_than_it_looks_at(
    world: World, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Api().get("/v1/contacts/count").body == {"count": 7, "more": False}
    assert Api(groups=("sales",)).get("/v1/contacts/count", tag="vip").body == {"count": 8, "more": False}
    monkeypatch.setattr(find, "_MOST_COUNTED", 7)
    assert Api().get("/v1/contacts/count", tag="vip").body == {"count": 7, "more": True}
    refused = Api().get("/v1/contacts/count", list_id="lst_none")
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "/list_id")


def test_an_order_by_time_is_read_month_by_month_a_bounded_number_of_times(
    world: World, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch)
    warm(Api())
    with count_calls() as calls:
        assert len(search(Api(super_user=True), sort="-created_at", limit=4)) == 4
    # Whether all contacts are few, 16 buckets of the month, and the contacts.
    assert reads(calls) == {"Query": 17, "BatchGetItem": 1}
    monkeypatch.setattr(ordered, "_MOST_MONTHS_A_PAGE", 2)
    answer = Api().get("/v1/contacts", sort="created_at", limit=4)
    assert (answer.body["items"], answer.body["next_cursor"] is None) == ([], False)
