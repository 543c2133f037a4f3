"""Suppression lists and their entries through HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.http import Api

LISTS = "/v1/suppression-lists"


def a_list(api: Any, **fields: Any) -> str:
    return str(api.post(LISTS, {"name": "Do not disturb"} | fields).headers["Location"])


def entries(api: Any, address: str) -> list[dict[str, Any]]:
    return list(api.get(f"{address}/entries").body["items"])


def test_a_list_is_created_read_changed_and_deleted_with_its_entries(api: Any, world: Any) -> None:
    address = a_list(api)
    api.post(f"{address}/entries", {"entries": [{"email": "a@example.com"}]})

    changed = api.patch(address, {"name": "Never", "always": True})

    assert (changed.body["name"], changed.body["always"]) == ("Never", True)
    assert [item["name"] for item in api.get(LISTS).body["items"]] == ["Never"]
    assert api.delete(address, if_match='"1"').status == 412
    assert api.delete(address).status == 204
    assert api.get(address).status == 404
    assert [item for item in world.items() if "#SUPPRESSION#" in item["pk"]["S"]] == []


@pytest.mark.feature("S4.30")
def test_a_list_holds_contacts_emails_phones_and_domains(api: Any) -> None:
    address = a_list(api)
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    sent = [{"email": "Ann@Example.com"}, {"phone": "99 123456"}, {"domain": "@Example.org"}, {"contact_id": contact_id}]

    added = api.post(f"{address}/entries", {"entries": sent})

    assert added.status == 200
    found = entries(api, address)
    assert {entry["email"] for entry in found} - {None} == {"ann@example.com"}
    assert {entry["phone"] for entry in found} - {None} == {"+35799123456"}
    assert {entry["domain"] for entry in found} - {None} == {"example.org"}
    assert {entry["contact_id"] for entry in found} - {None} == {contact_id}


def test_an_entry_that_is_added_twice_exists_once_and_can_be_deleted(api: Any) -> None:
    address = a_list(api)
    for address_sent in ("a@example.com", "A@EXAMPLE.com"):
        api.post(f"{address}/entries", {"entries": [{"email": address_sent}]})

    (entry,) = entries(api, address)

    assert api.delete(f"{address}/entries/{entry['entry_id']}").status == 204
    assert entries(api, address) == []
    assert api.delete(f"{address}/entries/{entry['entry_id']}").status == 404


def test_entries_come_in_pages(api: Any) -> None:
    address = a_list(api)
    api.post(f"{address}/entries", {"entries": [{"email": f"a{number}@example.com"} for number in range(5)]})

    first = api.get(f"{address}/entries", limit=3).body
    second = api.get(f"{address}/entries", limit=3, cursor=first["next_cursor"]).body

    assert len({entry["entry_id"] for entry in first["items"] + second["items"]}) == 5
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"email": "no address"}, "invalid_email"),
        ({"phone": "call me"}, "invalid_phone"),
        ({"domain": "localhost"}, "invalid_domain"),
        ({"contact_id": "con_nobody"}, "unknown_contact"),
        ({"contact_id": "a#b"}, "wrong_format"),
    ],
)
def test_an_invalid_entry_is_refused(api: Any, entry: dict[str, str], code: str) -> None:
    address = a_list(api)

    refused = api.post(f"{address}/entries", {"entries": [entry]})

    assert refused.status == 422
    assert refused.error_codes()[f"/entries/0/{next(iter(entry))}"] == code


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize("pattern", ["*@example.com", "**@Example.com", "%@example.com", " *@example.com"])
def test_a_pattern_is_refused_with_the_entry_that_stops_a_domain(api: Any, pattern: str) -> None:
    address = a_list(api)

    refused = api.post(f"{address}/entries", {"entries": [{"email": pattern}]})

    assert (refused.status, refused.error_codes()) == (422, {"/entries/0/email": "invalid_email"})
    assert '{"domain": "example.com"}' in refused.body["errors"][0]["message"]


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("email", value) for value in ("Ann <ann@example.com>", "ann@example.com;", "mailto:ann@example.com", "ann@example")),
        *(("email", value) for value in ("a@example.com,b@example.com", "a@example.com b@example.com", "<ann@example.com>")),
        *(("phone", value) for value in ("+35799123456;", "tel:+35799123456", "Ann +35799123456", "+35799123456, +35799654321")),
        *(("phone", value) for value in ("+35799123456 / +35799654321", "+35799123456 ext 5")),
        *(
            ("domain", value)
            for value in ("https://example.com", "a@example.com", "example.com;", "*.example.com", "a.com,b.com")
        ),
        *(("domain", value) for value in ("example.com/path", "exam ple.com", "localhost")),
    ],
)
def test_an_entry_that_would_stop_nobody_is_refused_with_the_way_out(api: Any, name: str, value: str) -> None:
    address = a_list(api)
    refused = api.post(f"{address}/entries", {"entries": [{"email": "fine@example.com"}, {name: value}]})
    assert refused.status == 422
    (error,) = refused.body["errors"]
    assert (error["field"], error["code"]) == (f"/entries/1/{name}", f"invalid_{name}")
    assert error["message"].startswith("Send one ")
    assert api.get(f"{address}/entries").body["items"] == []


@pytest.mark.feature("S5.11")
def test_every_way_to_write_an_address_is_the_same_entry(api: Any) -> None:
    address = a_list(api)
    written = [{"email": one} for one in ("Hard@bücher.example", "hard@xn--bcher-kva.example", "HARD@BÜCHER.example")]
    written += [{"domain": one} for one in ("bücher.example", "@Bücher.example", "xn--bcher-kva.example")]
    written += [{"phone": one} for one in ("+357 99 12-34-56", "99123456", "0035799123456")]
    api.post(f"{address}/entries", {"entries": written})
    assert len(api.get(f"{address}/entries").body["items"]) == 3


def test_an_entry_names_exactly_one_thing(api: Any) -> None:
    address = a_list(api)

    assert api.post(f"{address}/entries", {"entries": [{}]}).status == 422
    assert api.post(f"{address}/entries", {"entries": [{"email": "a@b.example", "domain": "b.example"}]}).status == 422


def test_no_email_and_no_phone_is_in_a_key(api: Any, world: Any) -> None:
    address = a_list(api)
    api.post(f"{address}/entries", {"entries": [{"email": "secret@example.com"}, {"phone": "+35799123456"}]})

    keys = " ".join(item["pk"]["S"] + item["sk"]["S"] for item in world.items())

    assert "secret" not in keys
    assert "99123456" not in keys


def test_another_tenants_list_is_not_found(api: Any) -> None:
    address = a_list(api)

    assert Api(tenant_id="acme-corp").get(address).status == 404
    assert Api(tenant_id="acme-corp").post(f"{address}/entries", {"entries": [{"email": "a@b.example"}]}).status == 404
    assert Api(tenant_id="acme-corp").get(f"{address}/entries").status == 404
