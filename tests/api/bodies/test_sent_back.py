"""A record that was read and is sent back unchanged changes nothing (S1.18, S2.41, S2.48).

Every route of the OpenAPI document that takes a PATCH or a PUT is tested here without being named, with each view of its GET, by a user
and by a portal's customer. A route without a GET on its path fails.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.api.operations import document, operations
from tests.api.test_audited_routes import items
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.tenants import Records

SECTION, EXTERNAL = "{section}", "{external_id}"
# What PUT takes, where it is not the JSON that GET answers.
SENT: dict[str, Callable[[Any], Any]] = {"PUT /v1/name-days/rules": lambda csv: {"csv": csv}}
SETTINGS: dict[str, Any] = {
    "name_display": {"person": "{last_name}, {first_name}"},
    "industries": {"sectors": [{"sector": "financial", "industries": ["banking"]}]},
    "custom_fields": {"fields": [{"name": "size", "label": "Size", "type": "number"}]},
    "consent": {"rejected": "none"},
    "name_days": {"rules": [{"names": "Eleni", "month": 5, "day": 21}, {"names": "George", "easter_offset": 1}]},
}
PERSON = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "date_of_birth": "1985-04-12",
    "emails": [{"address": "eleni@example.com"}, {"address": "eg@work.example", "type": "work"}],
    "phones": [{"number": "+35799123456", "extension": "12"}],
    "addresses": [
        {"type": "home", "line_1": "1 Ledra St", "country": "CY", "postal_code": "ab1"},
        {"type": "billing", "line_1": "9 Old St", "country": "CY", "active": False},
        {"type": "business", "line_1": "2 Ledra St", "country": "CY"},
    ],
    "identifiers": {"id_card": {"number": "X123", "country": "CY", "expires_on": "2030-01-31"}, "vat_number": "CY10259033P"},
    "categories": ["vip"],
    "industry": "banking",
    "tags": ["vip"],
    "external_ids": {"core": "7"},
    "custom": {"size": 7},
}
ACCOUNT = {
    "name": "Checking",
    "number": "0042",
    "contact_information": {"email": "a@b.example", "mailing_address": {"type": "home", "line_1": "3 Ledra St", "country": "CY"}},
    "credit_limit": "250.00",
}


def made(api: Api, path: str, body: Any) -> Any:
    answer = api.post(path, body)
    assert answer.status == 201, answer.text
    return answer.body


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    """Yield a tenant with a record of every kind; the contact has something of everything."""
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        records = Records(Api(super_user=True))
        records.api.register(name="Acme")
        for name, body in SETTINGS.items():
            assert records.api.put(f"/v1/settings/{name}", body).status == 200
        contact = made(records.api, "/v1/contacts", PERSON)["contact_id"]
        account = made(records.api, f"/v1/contacts/{contact}/accounts", ACCOUNT)["account_id"]
        made(records.api, f"/v1/contacts/{contact}/opportunities", {"name": "Kitchen", "stage": "tour", "value": "12.50"})
        records.ids |= {"contacts/{contact_id}": contact, "accounts/{account_id}": account}
        records.ids["addresses/{address_id}"] = records.api.get(f"/v1/contacts/{contact}/addresses").body["items"][0][
            "address_id"
        ]
        lists = [records.id_of("lists/{list_id}")]
        assert records.api.put(f"/v1/contacts/{contact}/lists", {"list_ids": lists}).status == 200
        assert records.api.put("/v1/tenant-group/sync-settings", {"enabled": True}).status == 200
        yield records
        world.reset()


def sections() -> list[str]:
    from contactbook.domain.settings.sections import SECTIONS

    return list(SECTIONS)


def views(path: str) -> list[dict[str, bool]]:
    """Return the query of each optional view of the path's GET."""
    get = document()["paths"][path].get("get")
    assert get, f"{path} takes a PATCH or PUT and has no GET: nobody can read what a form would change"
    flags = [
        one["name"] for one in get.get("parameters", ()) if one.get("in") == "query" and one["schema"].get("type") == "boolean"
    ]
    return [{}, *({name: True} for name in flags)]


def forms() -> list[tuple[str, str, dict[str, bool]]]:
    with moto_world():
        paths = [(one.method, one.path) for one in operations() if one.secured and one.method in ("PATCH", "PUT")]
        return [
            (method, named, view)
            for method, path in paths
            for named in ([path.replace(SECTION, name) for name in sections()] if SECTION in path else [path])
            for view in views(path)
        ]


def path_of(records: Records, path: str) -> str:
    if EXTERNAL in path:
        return "/v1/contacts/by-external-id/core/7"
    return path if path.startswith("/v1/settings/") else records.path(path)


def stored() -> tuple[Any, Any]:
    with moto_world() as world:
        return items(world, entries=False), items(world, entries=True)


def sent_back(api: Api, method: str, path: str, shown: Answer, name: str) -> Answer:
    return api.call(method, path, SENT.get(f"{method} {name}", lambda body: body)(shown.body))


@pytest.mark.feature("S2.41")
@pytest.mark.parametrize(("method", "name", "view"), forms(), ids=str)
def test_a_form_sent_back_unchanged_changes_nothing(records: Records, method: str, name: str, view: dict[str, bool]) -> None:
    path = path_of(records, name)
    customer = Api(contact_id=records.id_of("contacts/{contact_id}"), user_id="portal")
    for api in (records.api, customer):
        shown = api.get(path, **view)
        if shown.status in (403, 404) and api is customer:
            continue
        assert shown.status == 200, shown.text
        before = stored()
        answer = sent_back(api, method, path, shown, name)
        assert answer.status == 200, (api.contact_id, answer.text)
        after = stored()
        assert [key for key, one in after[0].items() if one != before[0].get(key)] == []
        assert after == before
        again = api.get(path, **view)
        assert again.body == shown.body
        # What the change answered is a form as well.
        if f"{method} {name}" not in SENT:
            echoed = api.call(method, path, answer.body)
            assert echoed.status == 200, echoed.text
            assert stored() == before


def test_a_form_that_was_edited_changes_only_what_was_edited(records: Records) -> None:
    path = f"{records.path('/v1/contacts/{contact_id}')}"
    shown = records.api.get(path)
    with moto_world() as world:
        world.keep()
    try:
        answer = records.api.patch(path, shown.body | {"first_name": "Helen"})
        assert answer.status == 200, answer.text
        assert answer.body["full_name"] == "Helen Georgiou"
        after = records.api.get(path, include_inactive=True).body
        assert [one["type"] for one in after["addresses"]] == ["home", "billing", "business"]
        entries = records.api.get(f"{path}/audit").body["items"]
        changed = next(one for one in entries if one["action"] == "contact.changed")
        assert [one["field"] for one in changed["changes"]] == ["first_name"]
    finally:
        with moto_world() as world:
            world.restore()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "X"),
        ("life_cycle_state", "marketing"),
        ("created_at", None),
        ("kyc", {"profile": "full"}),
    ],
)
def test_a_read_only_field_that_was_changed_is_refused(records: Records, field: str, value: Any) -> None:
    path = records.path("/v1/contacts/{contact_id}")
    before = stored()
    answer = records.api.patch(path, records.api.get(path).body | {field: value, "first_name": "Helen"})
    assert (answer.status, answer.code, answer.error_codes()) == (422, "read_only", {f"/{field}": "read_only"})
    assert stored() == before


@pytest.mark.feature("S2.41")
def test_a_form_of_an_earlier_version_is_a_conflict_that_names_the_way_out(records: Records) -> None:
    with moto_world() as world:
        world.keep()
    try:
        for path, edit in (
            (records.path("/v1/contacts/{contact_id}"), {"first_name": "Helen"}),
            ("/v1/settings/formatting", {"phone": "national"}),
        ):
            shown, method = records.api.get(path), "PUT" if "settings" in path else "PATCH"
            assert records.api.call(method, path, shown.body | edit).status == 200
            before = stored()
            again = shown.body | {name: shown.body[name] for name in edit}
            refused = records.api.call(method, path, again)
            assert (refused.status, refused.code, refused.error_codes()) == (
                412,
                "version_mismatch",
                {"/version": "version_mismatch"},
            )
            assert "Read it again" in refused.body["detail"]
            assert stored() == before
            # Whoever says which version it changes is asked about that one.
            etag = records.api.get(path).headers["ETag"]
            current = records.api.get(path).body | {"version": 1}
            assert records.api.call(method, path, current, headers={"if_match": '"99"'}).status == 412
            assert records.api.call(method, path, current, headers={"if_match": etag}).status == 200
            assert stored() == before
    finally:
        with moto_world() as world:
            world.restore()


def test_a_changed_label_is_refused_and_the_label_of_another_type_is_not(records: Records) -> None:
    path = records.path("/v1/contacts/{contact_id}")
    email = records.api.get(path).body["emails"][0]
    answer = records.api.patch(path, {"emails": [email | {"label": "Mine"}]})
    assert (answer.status, answer.code, answer.error_codes()) == (422, "read_only", {"/emails/0/label": "read_only"})
    with moto_world() as world:
        world.keep()
    try:
        assert records.api.patch(path, {"emails": [email | {"type": "other", "label": "Other"}]}).status == 200
    finally:
        with moto_world() as world:
            world.restore()


def test_a_field_that_no_answer_has_stays_unknown(records: Records) -> None:
    path = records.path("/v1/contacts/{contact_id}")
    answer = records.api.patch(path, {"favourite": "blue", "display_name": "X"})
    assert (answer.status, answer.error_codes()) == (422, {"/display_name": "read_only", "/favourite": "unknown_field"})


def test_who_may_not_read_learns_nothing_of_a_read_only_value(records: Records) -> None:
    path = records.path("/v1/contacts/{contact_id}")
    body = {"display_name": records.api.get(path).body["display_name"]}
    writer = Api(scopes=("contacts:write",), super_user=True)
    stranger = Api(groups=("other",), tenant_id="elsewhere")
    for api in (writer, stranger):
        assert (
            api.patch(path, body).error_codes()
            == api.patch(path, {"display_name": "X"}).error_codes()
            == {"/display_name": "unknown_field"}
        )
