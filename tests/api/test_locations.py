"""The address of what was made: its own id, named after its list, safe in a header."""

from typing import Any

import pytest

from contactbook.api.locations import location_of_created, location_of_work
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api


@pytest.mark.parametrize(
    ("path", "body", "location"),
    [
        ("/v1/contacts", {"contact_id": "con_1"}, "/v1/contacts/con_1"),
        ("/v1/contacts/con_1/notes", {"contact_id": "con_1", "note_id": "not_1"}, "/v1/contacts/con_1/notes/not_1"),
        ("/v1/contacts/con_1/addresses", {"address_id": "adr_1"}, "/v1/contacts/con_1/addresses/adr_1"),
        ("/v1/contacts/con_1/accounts", {"account_id": "acc_1", "contact_id": "con_1"}, "/v1/accounts/acc_1"),
        ("/v1/notification-types", {"template_id": "x", "notification_type_id": "nty_1"}, "/v1/notification-types/nty_1"),
        ("/v1/accounts/a/transactions", {"external_id": "\u03b1/b", "transaction_id": "t"}, "/v1/accounts/a/transactions/t"),
        ("/v1/things", {"other_id": "\u03b1/b\r\n"}, "/v1/things/%CE%B1%2Fb%0D%0A"),
        ("/v1/things", {"name": "x"}, None),
    ],
)
def test_it_is_made_from_the_id_that_the_list_names(path: str, body: dict[str, Any], location: str | None) -> None:
    assert location_of_created(path, body) == location


def test_what_a_caller_names_never_reaches_the_header(world: World, api: Api) -> None:
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "X"}).body["contact_id"]
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "x"}).body["account_id"]
    body = {"external_id": "\uc179 \u03b1", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-03-02T09:00:00Z"}
    posted = api.post(f"/v1/accounts/{account_id}/transactions", body)
    assert posted.status == 201
    assert posted.headers["Location"].isascii()


@pytest.mark.parametrize(
    ("path", "body", "location"),
    [
        ("/v1/notification-runs", {"planned": 0, "run_id": "run_1"}, "/v1/notification-runs/run_1"),
        ("/v1/tenant-group/sync-runs", {"sync_run_id": "syn_1"}, "/v1/tenant-group/sync-runs/syn_1"),
        ("/v1/exports", {"export_id": "exp_1"}, "/v1/exports/exp_1"),
        ("/v1/contacts/bulk-changes", {"bulk_change_id": "blk_1"}, "/v1/bulk-changes/blk_1"),
        ("/v1/contacts/con_1/anonymize", {"contact_id": "con_1"}, None),
        ("/v1/consent/require-reconsent", {"run_id": "rec_1"}, None),
    ],
)
def test_work_in_the_background_is_read_below_its_list(path: str, body: dict[str, Any], location: str | None) -> None:
    assert location_of_work(path, body) == location


def test_a_run_answers_where_it_is_read(world: World, api: Api) -> None:
    begun = api.post("/v1/name-days/runs", {})
    assert (begun.status, begun.headers["Location"]) == (202, f"/v1/name-days/runs/{begun.body['run_id']}")
    assert api.get(begun.headers["Location"]).status == 200
