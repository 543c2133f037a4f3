"""Names sort and are found whatever the forms of their letters: accents, hamza, vowel signs."""

import itertools

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream

SORTED = ["Abel", "Äbt", "Adler", "Łukasz", "Mann", "Óscar", "Ostrom", "Zeman", "Άννα", "Βάσω", "Όθων", "Ολγα"]


def by_name(api: Api, **query: str) -> list[str]:
    return [one["display_name"].strip() for one in api.get("/v1/contacts", **query).body["items"]]


@pytest.mark.feature("S2.14")
def test_names_sort_as_they_are_read(world: World, api: Api) -> None:
    for name in sorted(SORTED, key=lambda one: one[::-1]):
        assert api.post("/v1/contacts", {"kind": "person", "last_name": name, "tags": ["x"]}).status == 201
    drain_stream(world)
    assert by_name(api, sort="last_name") == by_name(api, sort="last_name", tag="x") == SORTED
    assert by_name(api, sort="-last_name") == SORTED[::-1]
    pages = [api.get("/v1/contacts", sort="last_name", limit=5)]
    while cursor := pages[-1].body["next_cursor"]:
        pages.append(api.get("/v1/contacts", sort="last_name", limit=5, cursor=cursor))
    assert [one["display_name"].strip() for page in pages for one in page.body["items"]] == SORTED


@pytest.mark.feature("S2.14")
def test_a_rebuild_puts_a_name_where_it_sorts_that_a_former_version_saved(world: World, api: Api) -> None:
    ids = [api.post("/v1/contacts", {"kind": "person", "last_name": name}).body["contact_id"] for name in ("Äbt", "Adler")]
    drain_stream(world)
    (saved,) = (item for item in world.items() if item["kind"]["S"] == "contact" and ids[0] in item["pk"]["S"])
    world.client("dynamodb").update_item(
        TableName=world.table_name,
        Key={"pk": saved["pk"], "sk": saved["sk"]},
        UpdateExpression="SET gsi1sk = :former",
        ExpressionAttributeValues={":former": {"S": f"äbt#{ids[0]}"}},
    )
    world.take_stream_records()
    api.post("/v1/settings/derived-rebuilds")
    drain_queues(world, "derived_rebuild")
    (again,) = (item for item in world.items() if (item["pk"], item["sk"]) == (saved["pk"], saved["sk"]))
    assert again == saved


FORMS = [
    ("أحمد", "احمد", "أَحْمَد"),
    ("فاطمة", "فاطمه"),
    ("محمد", "مُحَمَّد", "محـمد"),
    ("مصطفى", "مصطفي"),
    ("كريم", "کریم"),
    ("آمنة", "امنه"),
]


@pytest.mark.feature("S2.14")
def test_an_arabic_name_is_found_in_each_of_its_forms(world: World, api: Api) -> None:
    for name in itertools.chain(*FORMS):
        assert api.post("/v1/contacts", {"kind": "person", "last_name": name}).status == 201
    drain_stream(world)
    for forms in FORMS:
        for form in forms:
            assert sorted(by_name(api, q=form)) == sorted(forms), form
