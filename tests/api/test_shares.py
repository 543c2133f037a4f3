"""The answer to a tenant that has used its share, and what is never refused (S8.4)."""

import pytest

from contactbook.services.tenants.shares import RequestShares
from tests.aws_in_process.http import Api


@pytest.fixture
def one_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a tenant make one request a second: ten in a window, and one that is free. The machine's clock stands still."""
    monkeypatch.setattr("contactbook.api.shares.shares", RequestShares(per_second=1))
    monkeypatch.setattr("contactbook.clock.machine_seconds", lambda: (1_000_004.0, 1_000_004.0))


@pytest.mark.feature("S8.4")
@pytest.mark.usefixtures("one_a_second")
def test_a_tenant_beyond_its_share_gets_429_with_retry_after_and_changes_nothing(api: Api) -> None:
    answers = [api.post("/v1/lists", {"name": f"List {number}"}) for number in range(14)]
    assert [answer.status for answer in answers] == [201] * 11 + [429] * 3
    refused = answers[-1]
    assert refused.body["code"] == "tenant_busy"
    assert refused.headers["Retry-After"] == "6"
    assert Api(tenant_id="other").get("/v1/lists").status == 200


@pytest.mark.feature("S8.4")
@pytest.mark.usefixtures("one_a_second")
def test_a_no_gets_through_when_the_tenant_is_busy(api: Api) -> None:
    contact = api.post("/v1/contacts", {"kind": "person", "first_name": "Ann"}).body
    link = api.post(f"/v1/contacts/{contact['contact_id']}/links", {"purpose": "unsubscribe"}).body
    while api.get("/v1/lists").status != 429:
        pass
    path = "/p/" + str(link["url"]).rpartition("/p/")[2]
    body, kind = "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"
    assert Api(anonymous=True).call("POST", path + "/one-click", raw=body, content_type=kind).status == 200
