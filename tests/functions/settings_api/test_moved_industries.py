"""A contact with an industry belongs to its sector, also after the settings move the industry (S2.8)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.functions.settings_api.test_settings import create, saved


def sectors(**industries: list[str]) -> list[dict[str, Any]]:
    return [{"sector": sector, "industries": of} for sector, of in industries.items()]


def sectors_of(api: Api, *contact_ids: str) -> list[Any]:
    return [api.get(f"/v1/contacts/{one}").body["industry_sector"] for one in contact_ids]


@pytest.mark.feature("S2.8", "S2.127")
def test_contacts_follow_an_industry_that_was_moved(world: World, api: Api) -> None:
    saved(api, "industries", sectors=sectors(financial=["banking", "insurance"], public=["schools"]))
    ids = [create(api, last_name="X", industry=one).body["contact_id"] for one in ("banking", "insurance", "schools")]
    plain = create(api, last_name="Y", industry_sector="financial").body["contact_id"]
    before = [api.get(f"/v1/contacts/{one}").body["version"] for one in (*ids[1:], plain)]
    saved(api, "industries", sectors=sectors(financial=["insurance"], public=["schools", "banking"]))
    assert sectors_of(api, *ids, plain) == ["public", "financial", "public", "financial"]
    assert [api.get(f"/v1/contacts/{one}").body["version"] for one in (*ids[1:], plain)] == before
    drain_stream(world)
    found = api.get("/v1/contacts", industry_sector="public").body["items"]
    assert sorted(one["contact_id"] for one in found) == sorted([ids[0], ids[2]])
    entries = api.get(f"/v1/contacts/{ids[0]}/audit").body["items"]
    entry = next(one for one in entries if one["action"] == "contact.changed")
    assert entry["changes"] == [{"field": "industry_sector", "from": "financial", "to": "public"}]
    assert entry["actor"] == {"type": "user", "id": "user-1"}
    # The form of the contact can be sent back.
    assert api.patch(f"/v1/contacts/{ids[0]}", api.get(f"/v1/contacts/{ids[0]}").body).status == 200


@pytest.mark.feature("S2.8")
def test_a_rebuild_moves_the_contacts_that_the_request_did_not_reach(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactbook.services.contacts.settling._PAGES_AT_ONCE", 1)
    monkeypatch.setattr("contactbook.services.contacts.settling._PAGE", 2)
    saved(api, "industries", sectors=sectors(financial=["banking"], public=[]))
    ids = [create(api, last_name=f"X{number}", industry="banking").body["contact_id"] for number in range(3)]
    saved(api, "industries", sectors=sectors(financial=[], public=["banking"]))
    assert sectors_of(api, *ids) == ["public", "public", "financial"]
    drain_queues(world, "derived_rebuild")
    assert sectors_of(api, *ids) == ["public"] * 3
