"""The contacts that one request looks at."""

import pytest

from contactbook.services.base import first_contacts
from contactbook.services.base.first_contacts import first_pages, not_erased
from contactbook.services.base.stores import open_store
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_contacts, "_PAGE", 2)
    monkeypatch.setattr(first_contacts, "MOST", 4)


def made(api: Api, count: int) -> list[str]:
    return [
        str(api.post("/v1/contacts", {"kind": "person", "last_name": f"Name{one}"}).body["contact_id"]) for one in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, [(1, False)]), (3, [(2, True), (1, False)]), (4, [(2, True), (2, False)]), (5, [(2, True), (2, True)])],
)
def test_the_first_pages_say_whether_there_are_contacts_behind_them(
    world: World, api: Api, count: int, told: list[tuple[int, bool]]
) -> None:
    made(api, count)
    found = [(len(listed), more) for listed, more in first_pages(open_store("acme"))]
    # Behind a page that ends with the last contact a cursor may lead to nothing.
    assert found[: len(told) - 1] == told[:-1]
    assert sum(length for length, _ in found) == sum(length for length, _ in told)
    assert found[-1][1] is (count > 4)


def test_the_erased_are_left_out_and_every_page_is_read(world: World, api: Api) -> None:
    ids = made(api, 5)
    assert api.post(f"/v1/contacts/{ids[2]}/anonymize").status in {200, 202}
    drain_queues(world, "anonymization")
    assert [one.contact_id for one in not_erased(open_store("acme"))] == [*ids[:2], *ids[3:]]
