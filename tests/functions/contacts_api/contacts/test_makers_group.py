"""Where groups are configured, what somebody makes belongs to the maker's group (S3.14)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported
from tests.builders.sending import settings

PERSON = {"kind": "person", "last_name": "Georgiou"}


@pytest.fixture(autouse=True)
def _groups(world: World) -> None:
    settings("groups", {"groups": ["sales", "support"], "collaborations": []})


@pytest.mark.feature("S3.14")
@pytest.mark.parametrize(
    ("maker", "owner"),
    [
        (Api(groups=("support",)), "support"),
        # Of several groups it is the one that the settings list first.
        (Api(groups=("support", "sales")), "sales"),
        (Api(groups=("elsewhere",)), None),
        (Api(), None),
        (Api(super_user=True), None),
        (Api(super_user=True, groups=("support",)), "support"),
    ],
)
def test_a_new_contact_belongs_to_the_group_of_its_maker(world: World, maker: Api, owner: str | None) -> None:
    assert maker.post("/v1/contacts", PERSON).body["owned_by_group"] == owner


@pytest.mark.feature("S3.14")
def test_a_maker_may_name_another_group_and_needs_none_where_none_is_configured(world: World) -> None:
    support = Api(groups=("support",))
    assert support.post("/v1/contacts", PERSON | {"owned_by_group": "sales"}).body["owned_by_group"] == "sales"
    settings("groups", {"groups": []})
    assert support.post("/v1/contacts", PERSON).body["owned_by_group"] is None


@pytest.mark.feature("S3.14")
def test_the_rows_of_an_import_belong_to_the_group_of_the_importer(world: World) -> None:
    file = "last_name,owned_by_group\nGeorgiou,\nIoannou,sales\n"
    imported(world, Api(groups=("support",)), file, columns={})
    assert [(one["last_name"], one["owned_by_group"]) for one in contacts(world)] == [
        ("Georgiou", "support"),
        ("Ioannou", "sales"),
    ]


@pytest.mark.feature("S3.14", "S1.22")
def test_a_merged_contact_keeps_a_group_that_one_of_them_had(world: World) -> None:
    nobodys = Api().post("/v1/contacts", PERSON).body["contact_id"]
    sales = Api(groups=("sales",))
    own = sales.post("/v1/contacts", PERSON).body["contact_id"]
    merged = sales.post(f"/v1/contacts/{nobodys}/merge", {"source_ids": [own]})
    assert merged.body["contact"]["owned_by_group"] == "sales"
