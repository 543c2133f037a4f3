"""GET /contacts and /contacts/count: every filter, alone and combined, and what a text finds."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.faults.counting import count_calls
from tests.functions.contacts_api.search.test_search import create, every_page, reads, search, warm

pytestmark = pytest.mark.feature("S2.14")

FIELDS = [
    {"name": "colour", "label": "Colour"},
    {"name": "size", "label": "Size", "type": "number"},
    {"name": "vegan", "label": "Vegan", "type": "flag"},
]


def count(api: Api, **query: Any) -> int:
    answer = api.get("/v1/contacts/count", **query)
    assert answer.status == 200, answer.text
    assert answer.body["more"] is False
    return int(answer.body["count"])


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """One contact that meets the first value of every filter, and one that meets none."""
    api = Api(super_user=True)
    assert api.put("/v1/settings/custom_fields", {"fields": FIELDS}).status == 200
    assert api.put("/v1/settings/industries", {"sectors": [{"sector": "food", "industries": ["bakery"]}]}).status == 200
    meets = create(
        api,
        first_name="Sean",
        last_name="O’Brien",
        emails=[{"address": "Sean@Mail.Example.com"}],
        phones=[{"number": "+35799123456"}],
        addresses=[
            {"line_1": "1 Ledra St", "city": "Λεμεσός", "postal_code": "SW1A 1AA", "country": "CY"},
            {"line_1": "2 Ledra St", "city": "Paphos", "postal_code": "8010", "country": "GR", "active": False},
        ],
        industry="bakery",
        industry_sector="food",
        custom={"colour": "Dark  Red", "size": 5, "vegan": False},
        external_ids={"crm": "C#4%7-a"},
    )
    other = create(api, last_name="Sean", addresses=[{"line_1": "3 Ledra St", "city": "Nicosia", "country": "CY"}])
    drain_stream(world)
    return meets, other


FILTERED = [
    ("city", "LEMESOS", "Paphos"),
    ("city", "λεμεσος", "Lemes"),
    ("postal_code", "sw1a1aa", "8010"),
    ("industry", "bakery", "dairy"),
    ("industry_sector", "food", "drink"),
    ("email", "SEAN@mail.example.com", "sean@mail.example.co"),
    ("phone", "99 123456", "99 123457"),
    ("phone", "+357-99-12-34-56", "+30 697 1234567"),
    ("external_id", "crm:C#4%7-a", "crm:c#4%7-a"),
    ("created_since", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"),
    ("past_customer", "false", "true"),
    ("custom.colour", "dark red", "dark"),
    ("custom.size", "5.0", "50"),
    ("custom.vegan", "false", "true"),
]


def test_every_filter_finds_and_counts_what_fits_and_nothing_else(world: World, pair: tuple[str, str]) -> None:
    api, (meets, _) = Api(super_user=True), pair
    everything = {each: one for each, one, _ in FILTERED}
    assert search(api, **everything) == [meets]
    for name, value, other in FILTERED:
        both = name in ("created_since", "past_customer")
        assert sorted(search(api, **{name: value})) == sorted(pair if both else [meets]), name
        assert search(api, **{name: other}) == [], name
        assert search(api, q="brien", **{name: value}) == [meets], name
        assert (count(api, **{name: value}), count(api, **{name: other})) == (2 if both else 1, 0), name
        assert search(api, **{**everything, name: other}) == [], name


def test_a_customer_whose_accounts_are_closed_is_a_past_customer(world: World, api: Api) -> None:
    contact_id = create(api, last_name="Georgiou")
    account = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).body
    drain_stream(world)
    assert search(api, past_customer="true") == []
    assert api.patch(f"/v1/accounts/{account['account_id']}", {"state": "closed"}).status == 200
    drain_stream(world)
    assert search(api, past_customer="true") == [contact_id]


UNREADABLE = [
    ("custom.taste", "sweet"),
    ("custom.size", "large"),
    ("custom.size", "NaN"),
    ("custom.vegan", "yes"),
    ("phone", "none"),
    ("postal_code", "--"),
    ("created_since", "yesterday"),
    ("sort", "first_name"),
    ("customer", "x"),
]


def test_a_filter_that_nobody_can_meet_is_refused(world: World, api: Api) -> None:
    api.put("/v1/settings/custom_fields", {"fields": FIELDS})
    for name, value in UNREADABLE:
        for path in ("/v1/contacts", "/v1/contacts/count"):
            refused = api.get(path, **{name: value})
            assert (refused.status, refused.body["errors"][0]["field"]) == (422, f"/{name}"), name


TEXTS = [
    "O'Brien",
    "o’brien",
    "OBRIEN",
    "o brien",
    "brien",
    "sean o'b",
    "S O'Brien",
    "3456",
    "456",
    "sean 123456",
    "mail.example.com",
    "@mail.exa",
    "sean @mail.example.com",
    "c#4%7-a",
    "c47a",
]


STRANGE = ["O'Neill", "55", "2345", "xample.com", "example.co", "obrienx", "😀", "\x00", "#", "%", "'", "@", ".", "-" * 200]


def test_a_text_finds_names_with_apostrophes_and_ends_of_phones_and_emails(world: World, pair: tuple[str, str]) -> None:
    api = Api()
    assert {text: search(api, q=text) for text in TEXTS} == {text: [pair[0]] for text in TEXTS}
    assert {text: search(api, q=text) for text in STRANGE} == {text: [] for text in STRANGE}
    assert {count(api, q=text) for text in TEXTS} == {1}
    assert {count(api, q=text) for text in STRANGE} == {0}
    assert api.get("/v1/contacts", q="x" * 2_000).status == 422


NAMES: list[tuple[dict[str, str], tuple[str, ...]]] = [
    (
        {"first_name": "John", "middle_name": "F.", "last_name": "Kennedy"},
        ("John F. Kennedy", "john f", "J. F. Kennedy", "f kennedy"),
    ),
    ({"first_name": "Maria", "last_name": "G"}, ("Maria G", "maria g.", "G Maria")),
    ({"last_name": "OBrien"}, ("O'Brien", "obrien", "o‘brien")),
    ({"first_name": "Anna-Maria"}, ("Anna Maria", "annamaria", "anna‐maria", "maria")),
    ({"company_name": "Gamma S.A."}, ("gamma sa", "Gamma S.A")),
    ({"company_name": "A.B.C. Trading"}, ("abc", "a.b.c", "a b c")),
    ({"company_name": "Q"}, ("q", "Q")),
    ({"company_name": "U2"}, ("u2", "u")),
    ({"last_name": "Σίσυφος"}, ("ΣΊΣΥΦΟΣ", "σισυφος", "sisyfos", "σισ")),
    ({"last_name": "سعيد"}, ("سعيد", "سعي")),
    ({"last_name": "สมชาย"}, ("สมชาย", "สมช")),
    ({"last_name": "王小明"}, ("王小明", "王小", "王")),
    ({"last_name": "𠋅𡌶"}, ("𠋅𡌶",)),
    ({"last_name": "𠋅王"}, ("𠋅王",)),
    ({"last_name": "İnönü"}, ("inönü", "INONU", "İNÖ")),
    ({"last_name": "Işık"}, ("ışık", "isik", "IŞIK")),
    ({"last_name": "हिन्दी"}, ("हिन्दी", "हिन्")),
]


def test_any_name_is_found_however_its_parts_are_written(world: World, api: Api) -> None:
    ids = [create(api, **fields) for fields, _ in NAMES]
    drain_stream(world)
    for contact_id, (_, texts) in zip(ids, NAMES, strict=True):
        for text in texts:
            assert contact_id in search(api, q=text), text


def test_a_single_letter_reads_no_more_than_what_begins_with_it(world: World, api: Api) -> None:
    wanted = [create(api, last_name="Georgiou"), create(api, emails=[{"address": "gamma@example.com"}], last_name="X-Y")]
    for number in range(30):
        create(api, last_name=f"Pavlou{number}")
    drain_stream(world)
    warm(api)
    with count_calls() as calls:
        assert sorted(search(api, q="g")) == sorted(wanted)
    assert reads(calls) == {"Query": 45, "BatchGetItem": 1}


def test_who_may_only_select_finds_no_one_by_an_end_or_an_id(world: World, api: Api) -> None:
    collaborations = [{"owner": "sales", "with": "pickers", "rights": ["select"]}]
    api.put("/v1/settings/groups", {"groups": ["sales", "pickers"], "collaborations": collaborations})
    emails, phones = [{"address": "secret@example.com"}], [{"number": "+35799123456"}]
    owned = create(
        Api(groups=("sales",)),
        last_name="O'Brien",
        owned_by_group="sales",
        emails=emails,
        phones=phones,
        external_ids={"crm": "c4711"},
    )
    drain_stream(world)
    picker = Api(groups=("pickers",))
    assert search(picker, q="obrien") == search(picker, sort="last_name") == [owned]
    for query in ("@example.com", "example.com", "3456", "c4711"):
        assert search(picker, q=query) == []
        assert count(picker, q=query) == 0
    assert search(picker, email="secret@example.com") == search(picker, phone="99123456") == []
    assert (count(picker), count(Api())) == (1, 0)


def test_everything_of_a_name_is_gone_once_its_contact_is(world: World, api: Api) -> None:
    contact_id = create(
        api,
        first_name="Anna-Maria",
        last_name="O'Brien",
        emails=[{"address": "a@example.com"}],
        phones=[{"number": "+35799123456"}],
        addresses=[{"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}],
        external_ids={"crm": "c4711"},
    )
    drain_stream(world)
    assert [item for item in world.items() if item["kind"]["S"] in ("search_word", "duplicate_key")]
    api.delete(f"/v1/contacts/{contact_id}")
    drain_stream(world)
    assert [item for item in world.items() if item["kind"]["S"] in ("search_word", "duplicate_key")] == []


def test_pages_and_count_of_one_letter_agree(world: World, api: Api) -> None:
    ids = [create(api, first_name="Geo", last_name=f"G{letter}{letter}") for letter in "abcdefghij"]
    drain_stream(world)
    for limit in (1, 3, 100):
        assert sorted(every_page(api, q="g", limit=limit)) == sorted(ids)
    assert count(api, q="g") == 10


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ({"first_name": "J", "last_name": "Qwertyson"}, ("j", "J.", "j q", "J. Q", "q j", "j qw")),
        ({"first_name": "Nora", "last_name": "O Brien"}, ("o", "o b", "nora o")),
        ({"first_name": "Maria", "last_name": "G"}, ("g", "m g", "Maria G")),
        ({"first_name": "John", "middle_name": "F.", "last_name": "Kennedy"}, ("F.", "j f k", "f k")),
    ],
)
def test_a_letter_that_stands_alone_is_a_word(world: World, api: Api, name: dict[str, str], queries: tuple[str, ...]) -> None:
    contact_id = create(api, **name)
    drain_stream(world)
    for query in queries:
        assert search(api, q=query) == [contact_id], query
        assert count(api, q=query) == 1, query
    assert search(api, q="x") == []
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    drain_stream(world)
    assert [item for item in world.items() if item["kind"]["S"] == "search_word"] == []
