"""GET /contacts: words, filters, pages, access, and what each costs."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_stream
from tests.faults.counting import Calls, count_calls

pytestmark = pytest.mark.feature("S2.14")


def create(api: Api, **fields: Any) -> str:
    body = {"kind": "company" if "company_name" in fields else "person", **fields}
    answer = api.post("/v1/contacts", body)
    assert answer.status == 201, answer.text
    return str(answer.body["contact_id"])


def found(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [item["contact_id"] for item in answer.body["items"]]


def search(api: Api, **query: Any) -> list[str]:
    return found(api.get("/v1/contacts", **query))


def every_page(api: Api, cursor: str | None = None, **query: Any) -> list[str]:
    ids: list[str] = []
    while True:
        answer = api.get("/v1/contacts", cursor=cursor, **query)
        ids += found(answer)
        cursor = answer.body["next_cursor"]
        if cursor is None:
            return ids


def reads(calls: Calls) -> dict[str, int]:
    """What was read; the one write of a request that shows contacts is the record of who looked."""
    counts = {name.removeprefix("dynamodb."): count for name, count in calls.counts.items()}
    assert counts.pop("PutItem", 0) <= 1
    return counts


def warm(api: Api) -> None:
    """Read the tenant's settings, which a running function keeps."""
    api.get("/v1/contacts", q="nobody")


def test_a_contact_is_found_by_name_email_phone_and_identifier_once_the_stream_has_drained(world: World, api: Api) -> None:
    wanted = create(
        api,
        first_name="Ελένη",
        last_name="Γεωργίου",
        emails=[{"address": "eleni@example.com"}],
        phones=[{"number": "99 123456"}],
        identifiers={"id_card": {"number": "X-123"}},
    )
    create(api, last_name="Other")
    assert search(api, q="eleni") == []
    drain_stream(world)
    for query in ("eleni geo", "γεωργ", "GEORGIOU", "eleni@example.com", "+357 99 12", "0035799123456", "x123"):
        assert search(api, q=query) == [wanted], query
    item = api.get("/v1/contacts", q="eleni").body["items"][0]
    assert item["display_name"] == "Ελένη Γεωργίου"
    assert "accounts" not in item


def test_a_changed_contact_is_found_as_it_is_now_and_a_deleted_one_no_longer(world: World, api: Api) -> None:
    contact_id = create(api, last_name="Before", tags=["old"])
    drain_stream(world)
    api.patch(f"/v1/contacts/{contact_id}", {"last_name": "After", "tags": ["new"]})
    assert search(api, q="before") == []
    assert search(api, tag="old") == []
    drain_stream(world)
    assert search(api, q="after") == [contact_id]
    assert search(api, tag="new") == [contact_id]
    api.delete(f"/v1/contacts/{contact_id}")
    assert search(api, q="after") == []
    drain_stream(world)
    assert [item for item in world.items() if "#SEARCH#" in item["pk"]["S"]] == []


def test_the_stream_delivered_twice_leaves_the_same(world: World, api: Api) -> None:
    contact_id = create(api, last_name="Before", tags=["old"])
    api.patch(f"/v1/contacts/{contact_id}", {"last_name": "After", "tags": ["new"]})
    records = world.take_stream_records()
    drain_stream(world, records)
    once = world.items()
    drain_stream(world, records)
    assert world.items() == once


FILTERED = [
    ("kind", "company", "person"),
    ("life_cycle_state", "financial", "marketing"),
    ("stage", "customer", "prospect"),
    ("category", "vip", "partner"),
    ("tag", "Gold #1", "silver"),
    ("owned_by_group", "sales", "support"),
    ("country", "CY", "GR"),
    ("consent_state", "accepted", "withdrawn"),
    ("updated_since", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"),
]


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """One contact that meets the first value of every filter, and one that meets none."""
    api = Api(super_user=True)
    meets = create(
        api,
        company_name="Acme",
        categories=["vip"],
        tags=["Gold #1"],
        owned_by_group="sales",
        addresses=[{"line_1": "1 Ledra St", "country": "CY"}],
    )
    api.post(f"/v1/contacts/{meets}/accounts", {"name": "Checking"})
    assert api.put(f"/v1/contacts/{meets}/consent", {"state": "accepted"}).status == 200
    plain = create(api, last_name="Acme")
    drain_stream(world)
    return meets, plain


@pytest.mark.parametrize(("name", "value", "other"), FILTERED)
def test_every_filter_lets_through_what_fits_and_nothing_else(
    world: World, pair: tuple[str, str], name: str, value: str, other: str
) -> None:
    api, (meets, plain) = Api(super_user=True), pair
    expected = [meets, plain] if name == "updated_since" else [meets]
    assert sorted(search(api, **{name: value})) == sorted(expected)
    assert meets not in search(api, **{name: other})
    assert meets in search(api, q="acme", **{name: value})
    assert meets not in search(api, q="acme", **{name: other})


def test_filters_combine(world: World, pair: tuple[str, str]) -> None:
    api, (meets, _) = Api(super_user=True), pair
    everything = {name: value for name, value, _ in FILTERED}
    assert search(api, **everything) == [meets]
    for name, _, other in FILTERED:
        assert search(api, **{**everything, name: other}) == [], name


def test_a_tag_is_found_whatever_its_case(world: World, pair: tuple[str, str]) -> None:
    assert search(Api(super_user=True), tag="gold #1") == [pair[0]]


def test_no_filter_lists_everyone_by_name(world: World, api: Api) -> None:
    ids = {name: create(api, last_name=name) for name in ("Beta", "alpha", "Gamma")}
    assert search(api) == [ids["alpha"], ids["Beta"], ids["Gamma"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_show_everyone_once_although_several_of_their_words_match(world: World, api: Api, limit: int) -> None:
    ids = [create(api, first_name="Geo", last_name=f"George{number} Georgiou") for number in range(7)]
    create(api, last_name="Pavlou")
    drain_stream(world)
    for query in ({"q": "geo"}, {"q": "geo georg"}, {"kind": "person", "q": "geo"}, {"q": "Γεω"}):
        assert sorted(every_page(api, limit=limit, **query)) == sorted(ids), query
    assert len(every_page(api, limit=limit)) == 8


def test_a_cursor_belongs_to_its_query_and_shows_nothing(world: World, api: Api) -> None:
    for number in range(3):
        create(api, last_name=f"Georgiou{number}")
    drain_stream(world)
    cursor = api.get("/v1/contacts", q="geo", limit=1).body["next_cursor"]
    for query in ({"q": "geor"}, {"q": "geo", "kind": "person"}, {}):
        assert api.get("/v1/contacts", cursor=cursor, limit=1, **query).code == "bad_cursor"
    assert Api(tenant_id="other").get("/v1/contacts", q="geo", cursor=cursor).code == "bad_cursor"
    import base64

    assert b"georgiou" not in base64.urlsafe_b64decode(cursor + "==")


@pytest.mark.feature("S3.14", "S3.15", "S3.16")
def test_a_search_shows_only_what_the_caller_may_see(world: World, api: Api) -> None:
    sales = Api(groups=("sales",))
    collaborations = [
        {"owner": "sales", "with": "pickers", "rights": ["select"]},
        {"owner": "sales", "with": "viewers", "rights": ["view"]},
    ]
    groups = {"groups": ["sales", "pickers", "viewers", "others"], "collaborations": collaborations}
    assert api.put("/v1/settings/groups", groups).status == 200
    emails = [{"address": "secret@example.com"}]
    owned = create(sales, last_name="Georgiou", owned_by_group="sales", tags=["vip"], emails=emails)
    common = create(api, last_name="Georgiou")
    drain_stream(world)
    everyone = {owned, common}
    for caller, expected in (
        (sales, everyone),
        (Api(groups=("viewers",)), everyone),
        (Api(super_user=True), everyone),
        (Api(groups=("pickers",)), everyone),
        (Api(groups=("others",)), {common}),
        (Api(), {common}),
    ):
        assert set(search(caller, q="geo")) == expected
        assert set(search(caller)) == expected
    picked = {item["contact_id"]: item for item in Api(groups=("pickers",)).get("/v1/contacts", q="geo").body["items"]}
    assert picked[owned] == {"contact_id": owned, "kind": "person", "display_name": "Georgiou"}
    assert "emails" in picked[common]
    # Whoever may only pick learns nothing but names: neither a filter nor an email finds it.
    assert search(Api(groups=("pickers",)), tag="vip") == []
    assert search(Api(groups=("pickers",)), q="secret@example.com") == []
    assert search(Api(groups=("viewers",)), tag="vip") == [owned]


@pytest.mark.feature("S2.10")
def test_a_contact_above_the_clearance_is_not_found(world: World, api: Api) -> None:
    rule = {"when": {"field": "categories", "contains": "vip"}, "level": 2}
    api.put("/v1/settings/privacy_levels", {"rules": [rule]})
    hidden = create(api, last_name="Georgiou", categories=["vip"])
    drain_stream(world)
    assert search(api, q="geo") == search(api, category="vip") == search(api) == []
    assert search(Api(privacy_clearance=2), q="geo") == [hidden]


def test_a_portal_customer_cannot_search(world: World, api: Api) -> None:
    contact_id = create(api, last_name="Georgiou")
    assert Api(contact_id=contact_id).get("/v1/contacts").status == 403


def test_another_tenant_finds_nothing(world: World, api: Api) -> None:
    create(api, last_name="Georgiou", tags=["vip"])
    drain_stream(world)
    other = Api(tenant_id="acme-corp")
    assert search(other, q="geo") == search(other, tag="vip") == search(other) == []


@pytest.mark.parametrize(
    "query",
    [{"q": "geo"}, {"q": "geo mar", "kind": "person"}, {"tag": "vip"}, {"category": "vip", "country": "CY"}, {"q": "+3579910"}],
)
def test_a_page_of_25_costs_one_query_and_one_batch_read(world: World, api: Api, query: dict[str, str]) -> None:
    for number in range(30):
        create(
            api,
            first_name="Maria",
            last_name="Georgiou",
            tags=["vip"],
            categories=["vip"],
            addresses=[{"line_1": "1 Ledra St", "country": "CY"}],
            phones=[{"number": f"+3579910{number:04}"}],
        )
    drain_stream(world)
    warm(api)
    with count_calls() as calls:
        assert len(search(api, **query)) == 25
    assert reads(calls) == {"Query": 1, "BatchGetItem": 1}


@pytest.mark.parametrize("query", [{}, {"kind": "person"}, {"stage": "lead"}, {"life_cycle_state": "marketing"}])
def test_a_page_of_what_most_contacts_are_costs_one_query(world: World, api: Api, query: dict[str, str]) -> None:
    for _ in range(26):
        create(api, last_name="Georgiou")
    warm(api)
    with count_calls() as calls:
        assert len(search(api, **query)) == 25
    assert reads(calls) == {"Query": 1}


def test_a_search_that_finds_little_reads_a_bounded_amount_and_goes_on(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contactbook.services.base import rounds

    wanted = [create(api, last_name="Zeta") for _ in range(3)]
    hidden = [create(Api(groups=("sales",)), last_name="Aaa", owned_by_group="sales") for _ in range(8)]
    monkeypatch.setattr(rounds, "_MOST_ROUNDS", 2)
    monkeypatch.setattr(rounds, "_WIDE", 2)
    warm(api)
    with count_calls() as calls:
        first = api.get("/v1/contacts", stage="lead", limit=2)
    assert first.body == {"items": [], "next_cursor": first.body["next_cursor"]}
    assert first.body["next_cursor"]
    assert reads(calls) == {"Query": 2}
    assert sorted(every_page(api, stage="lead", limit=2)) == sorted(wanted)
    assert len(hidden) == 8


def test_a_text_that_sounds_like_one_letter_finds_no_word_that_begins_with_it(world: World, api: Api) -> None:
    wanted = create(api, last_name="Zeta")
    drain_stream(world)
    assert search(api, q="zzz") == []
    assert search(api, q="zet") == [wanted]
