"""Segments through HTTP."""

from datetime import date
from typing import Any

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream

FULL_KYC_SOON = {
    "all": [
        {"field": "life_cycle_state", "is": "financial"},
        {"field": "kyc.profile", "is": "full"},
        {"field": "kyc.expires_on", "within_days": 30},
    ]
}
VIPS = {"field": "tags", "contains": "vip"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, now: Any) -> None:
    from contactbook import clock

    monkeypatch.setattr(clock, "source", lambda: now)


def person(api: Any, last_name: str, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": last_name} | fields)
    assert made.status == 201, made.body
    return str(made.body["contact_id"])


def a_segment(api: Any, criteria: dict[str, Any], **fields: Any) -> str:
    made = api.post("/v1/segments", {"name": "S", "criteria": criteria} | fields)
    assert made.status == 201, made.body
    return str(made.headers["Location"])


def members(api: Any, address: str, **query: Any) -> list[str]:
    return [item["contact_id"] for item in api.get(f"{address}/contacts", **query).body["items"]]


def test_a_segment_is_created_read_changed_and_deleted(api: Any) -> None:
    address = a_segment(api, VIPS)

    changed = api.patch(address, {"criteria": {"not": VIPS}}, if_match='"1"')

    assert (changed.body["criteria"], changed.body["of"], changed.headers["ETag"]) == ({"not": VIPS}, "contact", '"2"')
    assert api.get(address).body == changed.body
    assert [item["segment_id"] for item in api.get("/v1/segments").body["items"]] == [changed.body["segment_id"]]
    assert api.patch(address, {"name": "X"}, if_match='"1"').status == 412
    assert api.delete(address).status == 204
    assert api.get(address).status == 404


def test_criteria_that_do_not_fit_are_refused_when_saved_and_when_changed(api: Any) -> None:
    refused = api.post("/v1/segments", {"name": "S", "criteria": {"all": [{"field": "shoe", "is": "x"}]}})
    address = a_segment(api, VIPS)

    assert (refused.status, refused.error_codes()) == (422, {"/criteria/all/0/field": "unknown_criteria_field"})
    assert api.patch(address, {"criteria": {"any": []}}).status == 422


@pytest.mark.feature("S4.30")
def test_contacts_tagged_secondary_shared_contact_are_a_segment(api: Any, world: Any) -> None:
    address = a_segment(api, {"field": "tags", "contains": "secondary-shared-contact"})
    person(api, "Alpha", tags=["primary-shared-contact"])
    second = person(api, "Beta", tags=["secondary-shared-contact"])
    drain_stream(world)

    assert members(api, address) == [second]
    assert api.get(f"{address}/count").body == {"count": 1, "complete": True, "next_cursor": None}


def expiring(world: Any, name: str, *, expires_on: str, financial: bool = True, profile: str = "full") -> str:
    """A contact as KYC leaves it; how it gets there is tested where KYC is."""
    from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    contact_id = person(Api(), name)
    store = open_store("acme")
    contact = store.contacts.get(contact_id)
    kyc = ContactKyc(
        profile=profile, state=KycState.VERIFIED, assigned_on=date(2026, 1, 1), expires_on=date.fromisoformat(expires_on)
    )
    changed = contact.model_copy(update={"kyc": kyc, "open_accounts": int(financial), "version": contact.version + 1})
    table.transact([store.contacts.save_of(changed, replacing=contact.version)])
    return contact_id


@pytest.mark.feature("S2.108")
def test_financial_customers_whose_kyc_profile_expires_within_days_are_a_segment(api: Any, world: Any) -> None:
    later = expiring(world, "Alpha", expires_on="2026-04-01")
    sooner = expiring(world, "Beta", expires_on="2026-03-05")
    expiring(world, "Too late", expires_on="2026-04-02")
    expiring(world, "Over", expires_on="2026-03-01")
    expiring(world, "Marketing", expires_on="2026-03-05", financial=False)
    expiring(world, "Basic", expires_on="2026-03-05", profile="basic")
    address = a_segment(api, FULL_KYC_SOON)

    assert members(api, address) == [sooner, later]


@pytest.mark.feature("S2.65")
def test_whose_name_day_is_today_is_a_segment(api: Any) -> None:
    today = person(api, "Alpha", first_name="Eva", name_day="03-02")
    person(api, "Beta", name_day="03-03")

    assert members(api, a_segment(api, {"field": "name_day", "is": "today"})) == [today]


@pytest.mark.feature("S2.65")
def test_today_is_the_tenants_day(api: Any) -> None:
    api.put("/v1/settings/localization", {"time_zone": "Pacific/Kiritimati"})
    tomorrow = person(api, "Alpha", name_day="03-02")

    # 09:00 in UTC on 2 March is 23:00 there.
    assert members(api, a_segment(api, {"field": "name_day", "is": "today"})) == [tomorrow]


def test_a_list_and_a_tag_together_are_a_segment(api: Any) -> None:
    made = api.post("/v1/lists", {"name": "Newsletter", "public": True}).body["list_id"]
    both = person(api, "Alpha", tags=["vip"], list_ids=[made])
    person(api, "Beta", list_ids=[made])
    person(api, "Gamma", tags=["vip"])

    assert members(api, a_segment(api, {"all": [{"field": "list_ids", "contains": made}, VIPS]})) == [both]


def test_pages_bring_every_member_once_and_in_order(api: Any, world: Any) -> None:
    wanted = [person(api, f"Name {place:02}", tags=["vip"] if place % 2 else []) for place in range(12)][1::2]
    drain_stream(world)
    address = a_segment(api, VIPS)
    found: list[str] = []
    cursor = None
    for _ in range(10):
        page = api.get(f"{address}/contacts", limit=2, cursor=cursor).body
        assert len(page["items"]) <= 2
        found += [item["contact_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert found == sorted(wanted)


@pytest.mark.parametrize("kind", ["list", "kyc"])
def test_pages_go_on_in_every_partition(api: Any, world: Any, kind: str) -> None:
    if kind == "kyc":
        wanted = [expiring(world, f"N{place}", expires_on=f"2026-03-0{place + 3}") for place in range(5)]
        address = a_segment(api, FULL_KYC_SOON)
    else:
        made = api.post("/v1/lists", {"name": "Newsletter", "public": True}).body["list_id"]
        wanted = [person(api, f"N{place}", list_ids=[made]) for place in range(5)]
        address = a_segment(api, {"field": "list_ids", "contains": made})
    first = api.get(f"{address}/contacts", limit=3).body
    second = api.get(f"{address}/contacts", limit=3, cursor=first["next_cursor"]).body

    assert sorted(item["contact_id"] for item in first["items"] + second["items"]) == sorted(wanted)
    assert second["next_cursor"] is None


def test_a_segment_of_accounts_has_the_accounts_that_fit(api: Any) -> None:
    owner = person(api, "Alpha", emails=[{"address": "own@example.com"}])
    information = {"email": "biz@example.com"}
    made = api.post(
        f"/v1/contacts/{owner}/accounts", {"name": "P", "service": "priority", "contact_information": information}
    ).body
    api.post(f"/v1/contacts/{owner}/accounts", {"name": "S", "service": "savings"})
    person(api, "Beta")
    address = a_segment(api, {"field": "account.service", "is": "priority"}, of="account")

    (item,) = api.get(f"{address}/contacts").body["items"]

    assert (item["contact_id"], item["account_id"], item["email"]) == (owner, made["account_id"], "biz@example.com")
    assert item["life_cycle_state"] == "financial"


def test_a_segment_of_contacts_can_ask_their_accounts(api: Any) -> None:
    owner = person(api, "Alpha")
    api.post(f"/v1/contacts/{owner}/accounts", {"name": "P", "service": "priority"})
    person(api, "Beta")

    assert members(api, a_segment(api, {"field": "account.service", "is": "priority"})) == [owner]


@pytest.mark.feature("S3.16")
def test_nobody_finds_or_counts_whom_it_may_not_see(api: Any, world: Any) -> None:
    person(api, "Alpha", tags=["vip"], owned_by_group="sales")
    drain_stream(world)
    address = a_segment(api, VIPS)
    stranger = Api(groups=("support",))

    assert members(stranger, address) == []
    assert stranger.get(f"{address}/count").body["count"] == 0
    assert stranger.post("/v1/segments/preview", {"criteria": VIPS}).body == {"count": 0, "complete": True, "items": []}
    assert len(members(Api(groups=("sales",)), address)) == 1


def test_a_preview_counts_all_and_shows_the_first(api: Any, world: Any) -> None:
    for place in range(4):
        person(api, f"Name {place}", tags=["vip"])
    drain_stream(world)

    shown = api.post("/v1/segments/preview", {"criteria": VIPS, "limit": 2})

    assert (shown.status, shown.body["count"], shown.body["complete"]) == (200, 4, True)
    assert [item["display_name"] for item in shown.body["items"]] == ["Name 0", "Name 1"]
    assert api.get("/v1/segments").body["items"] == []


def test_a_segment_whose_field_is_gone_says_so(api: Any) -> None:
    field = {"name": "shoe_size", "label": "Shoe size", "type": "number"}
    api.put("/v1/settings/custom_fields", {"fields": [field]})
    address = a_segment(api, {"field": "custom.shoe_size", "is": 42})
    api.put("/v1/settings/custom_fields", {"fields": []})

    refused = api.get(f"{address}/contacts")

    assert (refused.status, refused.code) == (409, "criteria_outdated")


def test_saving_needs_the_scope_of_lists(world: Any) -> None:
    reader = Api(scopes=("contacts:read",))

    assert reader.get("/v1/segments").status == 200
    assert reader.post("/v1/segments", {"name": "S", "criteria": VIPS}).status == 403


def test_another_tenants_segment_is_not_there(api: Any) -> None:
    address = a_segment(api, VIPS)

    for path in (address, f"{address}/contacts", f"{address}/count"):
        assert Api(tenant_id="acme-corp").get(path).status == 404


DEALS: dict[str, list[dict[str, Any]]] = {
    "won": [{"stage": "tour", "value": "1200.50", "outcome": "won"}],
    "both": [{"stage": "Inquiry"}, {"stage": "tour", "value": "7", "outcome": "lost"}],
    "lead": [],
}


@pytest.mark.feature("S1.8", "S2.65")
@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"field": "opportunities.stage", "is": "inquiry"}, ["both"]),
        ({"field": "opportunities.stage", "in": ["tour", "x"]}, ["won", "both"]),
        ({"field": "opportunities.outcome", "is": "won"}, ["won"]),
        ({"field": "opportunities.outcome", "is_not": "won"}, ["both", "lead"]),
        ({"field": "opportunities.value", "is": 1200.5}, ["won"]),
        ({"field": "opportunities.value", "exists": False}, ["lead"]),
        ({"not": {"field": "opportunities.stage", "exists": True}}, ["lead"]),
        ({"all": [{"field": "stage", "is": "prospect"}, {"field": "opportunities.outcome", "is": "lost"}]}, ["both"]),
    ],
)
def test_criteria_ask_about_a_contacts_opportunities(api: Any, criteria: dict[str, Any], found: list[str]) -> None:
    made = {name: person(api, name) for name in DEALS}
    for name, deals in DEALS.items():
        for deal in deals:
            assert api.post(f"/v1/contacts/{made[name]}/opportunities", {"name": "Deal", **deal}).status == 201
    drain = members(api, a_segment(api, criteria))
    assert sorted(drain) == sorted(made[name] for name in found)
    excluded = api.post("/v1/suppression-lists", {"name": "L", "criteria": criteria})
    count = api.get(f"{excluded.headers['Location']}/count").body
    assert (excluded.status, count["count"]) == (201, len(found)), count
