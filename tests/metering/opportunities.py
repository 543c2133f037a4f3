"""What opportunities cost."""

from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.metering.meter import metered
from tests.metering.operations import Cost, cost_of, created, on_empty

_DEAL = {"name": "New kitchen", "stage": "inquiry", "value": "1200.00"}


def _added(api: Api) -> str:
    answer = api.post(f"/v1/contacts/{created(api)}/opportunities", _DEAL)
    assert answer.status == 201, answer.body
    return str(answer.headers["Location"])


def another_opportunity(world: World) -> Cost:
    """Add an opportunity to a prospect."""
    with on_empty(world) as api:
        contact = _added(api).rpartition("/")[0]
        with metered(world) as usage:
            assert api.post(contact, _DEAL).status == 201
        return cost_of(usage)


def change_of_an_opportunity(world: World, **fields: Any) -> Cost:
    """Change fields of an opportunity."""
    with on_empty(world) as api:
        opportunity = _added(api)
        with metered(world) as usage:
            assert api.patch(opportunity, fields).status == 200
        return cost_of(usage)


def first_page_of_opportunities(world: World) -> Cost:
    """List 20 opportunities of 20 contacts, with the look."""
    with on_empty(world) as api:
        for _ in range(20):
            _added(api)
        with metered(world) as usage:
            assert len(api.get("/v1/opportunities").body["items"]) == 20
        return cost_of(usage)
