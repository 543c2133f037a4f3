"""Over HTTP: a tenant sends only from domains and sender ids that are its own, proven before they are used (S8.2)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders import sending
from tests.builders.sending import BODIES, TENANT, drain, recipients, set_up, start_run, verified_domain

BANK = {"email": {"from_name": "The Bank", "from_address": "news@acme.example"}}


def send_from(api: Api, address: str | None) -> Answer:
    return api.put("/v1/settings/senders", {"email": {"from_address": address}})


def register(api: Api, domain: str = "acme.example") -> Answer:
    return api.post("/v1/sending-identities", {"domain": domain})


def family() -> None:
    """Register a top account with two children, as the operator does."""
    from contactbook.domain.tenants.registry import Tenant
    from contactbook.storage.base import table
    from contactbook.storage.tenants.registry import add_of

    for tenant_id, parent_id in (("acme", None), ("acme-north", "acme"), ("acme-south", "acme")):
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        table.transact(add_of(Tenant(tenant_id=tenant_id, name=tenant_id, parent_id=parent_id, created_at=made_at)))


@pytest.mark.feature("S8.2")
def test_a_tenant_cannot_send_as_another_tenant(world: World) -> None:
    set_up("acme")
    stranger = Api("stranger")

    answer = stranger.put("/v1/settings/senders", BANK)

    assert (answer.status, answer.code) == (422, "unverified_domain")
    assert answer.error_codes() == {"/email/from_address": "unverified_domain"}
    assert stranger.get("/v1/settings/senders").body["email"]["from_address"] is None


@pytest.mark.feature("S8.2")
def test_a_tenant_sends_texts_only_under_names_that_the_operator_gave_it(world: World) -> None:
    stranger = Api("stranger")
    refused = stranger.put("/v1/settings/senders", {"sms": {"sender_id": "ACME"}})
    sending.sender_ids("ACME", "+35799000000", tenant_id="stranger")
    assert (refused.status, refused.code) == (422, "unknown_sender_id")
    assert refused.error_codes() == {"/sms/sender_id": "unknown_sender_id"}
    assert stranger.put("/v1/settings/senders", {"sms": {"sender_id": "+35799000000"}}).status == 200


@pytest.mark.feature("S8.2")
def test_a_registered_domain_shows_the_records_to_set_and_is_sent_from_once_it_is_verified(world: World, api: Api) -> None:
    world.senders.unproven.add("acme.example")
    pending = register(api, "Acme.Example.")
    assert (pending.status, pending.body["domain"], pending.body["state"]) == (201, "acme.example", "pending")
    assert [record["type"] for record in pending.body["dns_records"]] == ["CNAME"] * 3
    assert all(record["name"].endswith("._domainkey.acme.example") for record in pending.body["dns_records"])
    assert send_from(api, "news@acme.example").code == "unverified_domain"

    world.senders.unproven.clear()
    # Registering again looks again, and changes nothing else.
    assert register(api).body["state"] == "verified"
    assert [one["state"] for one in api.get("/v1/sending-identities").body["items"]] == ["verified"]
    assert api.get("/v1/sending-identities/ACME.example").body["verified_at"] is not None
    assert send_from(api, "news@acme.example").status == 200


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("address", ["news@ACME.example", "news@mail.acme.example", "news@a.b.acme.example"])
def test_a_verified_domain_covers_what_lies_below_it_in_any_spelling(world: World, api: Api, address: str) -> None:
    register(api)
    assert send_from(api, address).status == 200


@pytest.mark.parametrize("address", ["news@notacme.example", "news@example", "news@acme.example.evil.example"])
def test_a_similar_domain_is_another_one(world: World, api: Api, address: str) -> None:
    register(api)
    assert send_from(api, address).status == 422


@pytest.mark.feature("S8.2")
def test_an_international_domain_is_the_same_in_both_forms(world: World, api: Api) -> None:
    assert register(api, "παράδειγμα.example").body["domain"] == "xn--hxajbheg2az3al.example"
    assert send_from(api, "news@Παράδειγμα.example").status == 200
    assert api.get("/v1/sending-identities/παράδειγμα.example").status == 200


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("domain", ["acme.example", "ACME.example", "mail.acme.example", "example.acme.example"])
def test_a_domain_of_another_tenant_is_taken_and_so_is_what_lies_below(world: World, domain: str) -> None:
    verified_domain("acme.example", "acme")
    refused = register(Api("stranger"), domain)
    assert (refused.status, refused.code) == (409, "domain_taken")
    assert Api("stranger").get("/v1/sending-identities").body["items"] == []


def test_a_domain_above_a_proven_one_is_taken(world: World) -> None:
    verified_domain("mail.acme.example", "acme")
    assert register(Api("stranger"), "acme.example").code == "domain_taken"
    assert register(Api("acme"), "acme.example").status == 201


def test_a_domain_that_is_not_proven_blocks_nobody_above_or_below(world: World) -> None:
    world.senders.unproven.add("acme.example")
    register(Api("squatter"), "acme.example")
    assert register(Api("acme"), "mail.acme.example").status == 201
    assert register(Api("acme"), "acme.example").code == "domain_taken"


@pytest.mark.feature("S8.2")
def test_tenants_of_one_group_share_a_domain(world: World) -> None:
    family()
    assert register(Api("acme")).status == 201
    assert register(Api("acme-north")).body["state"] == "verified"
    assert register(Api("stranger")).code == "domain_taken"
    assert Api("acme-north").delete("/v1/sending-identities/acme.example").status == 204
    assert send_from(Api("acme"), "news@acme.example").status == 200
    assert "acme.example" in world.senders.identities
    assert Api("acme-south").put("/v1/settings/senders", BANK).code == "unverified_domain"


@pytest.mark.feature("S8.2")
def test_a_domain_that_senders_use_is_not_deleted(world: World, api: Api) -> None:
    set_up()
    used = api.delete("/v1/sending-identities/acme.example")
    assert (used.status, used.code) == (409, "domain_in_use")
    assert send_from(api, None).status == 200
    assert api.delete("/v1/sending-identities/acme.example").status == 204
    assert api.get("/v1/sending-identities/acme.example").status == 404
    assert api.delete("/v1/sending-identities/acme.example").status == 404
    assert world.senders.identities == {}


def test_a_domain_that_another_one_covers_is_deleted_although_senders_use_it(world: World, api: Api) -> None:
    register(api)
    register(api, "mail.acme.example")
    send_from(api, "news@mail.acme.example")
    assert api.delete("/v1/sending-identities/mail.acme.example").status == 204
    assert api.delete("/v1/sending-identities/acme.example").code == "domain_in_use"


def test_a_proven_domain_that_was_deleted_stays_with_its_group(world: World, api: Api) -> None:
    register(api)
    api.delete("/v1/sending-identities/acme.example")
    # Its DNS records may still be there, and would prove it for anybody.
    assert register(Api("stranger")).code == "domain_taken"
    assert register(api).status == 201


@pytest.mark.parametrize("domain", ["localhost", "10.0.0.1", "a b.example", "*.acme.example", "acme.invalid", "-.example"])
def test_what_is_no_domain_is_refused_and_nothing_is_kept(world: World, api: Api, domain: str) -> None:
    refused = register(api, domain)
    assert (refused.status, refused.code, refused.error_codes()) == (422, "invalid_domain", {"/domain": "invalid_domain"})
    assert api.get("/v1/sending-identities").body["items"] == []


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("domain", ["co.uk", "CO.UK.", "github.io", "com.cy", "s3.amazonaws.com", "xn--80asehdb", "个人.hk"])
def test_a_suffix_under_which_anybody_has_a_domain_is_nobody_s_own(world: World, api: Api, domain: str) -> None:
    refused = register(api, domain)
    assert (refused.status, refused.code) == (422, "invalid_domain")
    assert api.get("/v1/sending-identities").body["items"] == []


def test_a_domain_below_such_a_suffix_is_registered(world: World, api: Api) -> None:
    assert [register(api, domain).status for domain in ("acme.co.uk", "acme.github.io", "mail.acme.com.cy")] == [201] * 3


def test_a_tenant_has_a_limited_number_of_domains(world: World, api: Api) -> None:
    for number in range(20):
        assert register(api, f"d{number}.example").status == 201
    assert register(api, "d20.example").code == "too_many_domains"
    assert register(api, "d0.example").status == 201


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("make", ["run", "dry_run", "schedule", "one_off"])
@pytest.mark.parametrize("channel", ["email", "sms"])
def test_what_would_be_sent_without_a_sender_is_refused_when_it_is_made(world: World, api: Api, make: str, channel: str) -> None:
    refused = made(api, make, channel)
    assert (refused.status, refused.code) == (422, "sender_missing")
    assert refused.error_codes() == {"/channel": "sender_missing"}
    assert "PUT /v1/settings/senders" in refused.body["detail"]
    set_up()
    assert made(api, make, channel).status in (201, 202)


def test_a_letter_needs_no_sender(world: World, api: Api) -> None:
    assert made(api, "run", "print").status == 202


def made(api: Api, make: str, channel: str) -> Answer:
    body: dict[str, Any] = sending.run_body(api, {"all": True}, channel=channel)
    if make == "schedule":
        schedule = {"name": "Daily", "expression": "cron(0 9 * * ? *)", "time_zone": "UTC"}
        fields = {name: value for name, value in body.items() if name != "origin"}
        return api.post("/v1/notification-schedules", fields | schedule)
    if make == "one_off":
        fields = {"bodies": BODIES, "channel": channel, "notification_type_id": body["notification_type_id"]}
        return api.post(f"/v1/contacts/{sending.contact(1)}/communications", fields)
    return api.post("/v1/notification-runs", {**body, "dry_run": make == "dry_run"})


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("lost", ["domain", "sender_id"])
def test_a_message_whose_sender_is_not_the_tenants_any_more_fails(world: World, api: Api, lost: str) -> None:
    set_up()
    for number in range(3):
        sending.contact(number, phones=[{"number": f"+3579912345{number}", "type": "mobile"}])
    run_id = start_run(api, {"all": True}, channel="email" if lost == "domain" else "sms")
    if lost == "domain":
        world.senders.unproven.add("acme.example")
        register(api)
    else:
        sending.sender_ids("OTHER")
    drain(world)
    found = sending.communications(world)
    assert [(one["state"], one["reason"]) for one in found] == [("failed", "sender_not_verified")] * 3
    assert api.get(f"/v1/notification-runs/{run_id}").body["failed"] == 3
    assert recipients(world) == []


def test_a_sender_that_was_verified_a_moment_ago_is_used_at_once(world: World, api: Api) -> None:
    from contactbook.domain.settings.sections import Settings
    from contactbook.storage.settings import sections

    set_up()
    sending.contact(1)
    start_run(api, {"all": True})
    # As another running function may still have them: the settings before the tenant had a sender.
    kept = sections._cache[TENANT]
    sections._cache[TENANT] = (kept[0], kept[1], Settings(), {})
    drain(world)
    assert recipients(world) == ["c1@example.com"]


@pytest.mark.feature("S8.2")
def test_a_tenant_that_ses_has_paused_pauses_its_run_and_says_so(world: World, api: Api) -> None:
    set_up()
    sending.contact(1)
    run_id = start_run(api, {"all": True})
    world.senders.paused.add("contactbook-acme")
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["paused_because"], run["failed"]) == ("paused", "SendingPausedException", 0)
    assert recipients(world) == []


@pytest.mark.feature("S2.127")
def test_every_change_of_a_domain_is_in_the_audit(world: World, api: Api) -> None:
    register(api)
    register(api)
    api.delete("/v1/sending-identities/acme.example")
    changes = [document for document in world.documents("tenant_history") if document["subject"] == "sending_identities"]
    # Registered, verified, marked to leave, gone. Looking again is no change.
    assert len(changes) == 4
    assert {change["actor"]["id"] for change in changes} == {"user-1"}


def test_only_who_may_write_settings_registers_and_deletes(world: World) -> None:
    reader = Api(scopes=("settings:read",))
    assert register(reader).status == 403
    assert reader.delete("/v1/sending-identities/acme.example").status == 403
    assert reader.get("/v1/sending-identities").status == 200
    assert Api(scopes=("contacts:read",)).get("/v1/sending-identities").status == 403
