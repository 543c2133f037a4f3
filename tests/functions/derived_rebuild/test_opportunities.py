"""The rebuild puts opportunities into the indexes that a former version saved without."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues

PLACES = [f"gsi{number}{part}" for number in (1, 2, 3) for part in ("pk", "sk")]


@pytest.mark.feature("S1.3")
def test_a_rebuild_lists_the_opportunities_of_a_former_version(world: World, api: Api) -> None:
    contact = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    for value in ("7", "3"):
        api.post(f"/v1/contacts/{contact}/opportunities", {"name": "Deal", "stage": "tour", "value": value})
    before = [item for item in world.items() if item["kind"]["S"] == "opportunity"]
    for item in before:
        key = {"pk": item["pk"], "sk": item["sk"]}
        former = f"REMOVE {', '.join(PLACES)}"
        world.client("dynamodb").update_item(TableName=world.table_name, Key=key, UpdateExpression=former)
    assert api.get("/v1/opportunities").body["items"] == []
    api.post("/v1/settings/derived-rebuilds")
    drain_queues(world, "derived_rebuild")
    assert [item for item in world.items() if item["kind"]["S"] == "opportunity"] == before
    assert [one["value"] for one in api.get("/v1/opportunities", sort="value").body["items"]] == ["3", "7"]
