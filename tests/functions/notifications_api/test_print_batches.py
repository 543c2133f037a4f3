"""Printed batches (S0.20): who may fetch them, for how long, and what an erasure takes out of them."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from contactbook import clock
from contactbook.services.erasure.anonymization import anonymize_contact
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.contacts import a_caller
from tests.builders.sending import contact, drain, notification_type, settings, start_run, store, template
from tests.checks.pdf import text_of_pdf

HOME = {"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}


def receiver(number: int, **fields: Any) -> str:
    return contact(number, addresses=[HOME], **fields)


def printed(world: World, api: Api, *ids: str) -> str:
    run_id = start_run(api, {"contact_ids": list(ids)}, channel="print")
    drain(world)
    return run_id


def content(world: World, url: str) -> bytes:
    key = urlsplit(url).path.partition(f"/{world.bucket_name}/")[2]
    return world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read()  # type: ignore[no-any-return]  # boto3 is not typed


@pytest.mark.feature("S0.20")
def test_a_batch_of_a_run_and_the_letter_of_a_one_off_are_fetched(world: World, api: Api) -> None:
    ids = [receiver(number) for number in range(3)]
    run_id = printed(world, api, *ids)
    body = {"template_id": template(api), "notification_type_id": notification_type(api, "customer_care"), "channel": "print"}
    one_off = api.post(f"/v1/contacts/{ids[0]}/communications", body).body["communication_id"]
    drain(world)
    alone, of_run = api.get("/v1/print-batches").body["items"]
    assert (alone["run_id"], alone["communication_id"]) == (None, one_off)
    assert (of_run["run_id"], of_run["communication_id"]) == (run_id, None)
    first = api.get("/v1/print-batches", limit=1).body
    second = api.get("/v1/print-batches", limit=1, cursor=first["next_cursor"]).body
    assert [*first["items"], *second["items"]] == [alone, of_run]
    read = api.get(f"/v1/print-batches/{of_run['print_batch_id']}").body
    assert read["letters"] == 3
    assert "X-Amz-Expires=900" in read["download_url"]
    assert "Person2" in text_of_pdf(content(world, read["download_url"]))
    assert api.get(f"/v1/print-batches/{alone['print_batch_id']}").body["letters"] == 1
    looks = api.get("/v1/audit", kind="looks", contact_id=ids[2]).body["items"]
    assert any("print-batches" in str(look) for look in looks)


@pytest.mark.feature("S8.3")
def test_a_batch_is_only_for_who_may_view_everybody_in_it(world: World, api: Api) -> None:
    settings("groups", {"groups": ["sales", "vault"]})
    asker = Api(user_id="root", super_user=True)
    seller = Api(user_id="seller", groups=("sales",))
    mixed = printed(world, asker, receiver(1, owned_by_group="sales"), receiver(2, owned_by_group="vault"))
    own = printed(world, seller, receiver(3, owned_by_group="sales"), receiver(4, owned_by_group="sales"))
    by_run = {one["run_id"]: one["print_batch_id"] for one in asker.get("/v1/print-batches").body["items"]}
    assert by_run.keys() == {mixed, own}
    assert [one["run_id"] for one in seller.get("/v1/print-batches").body["items"]] == [own]
    assert seller.get(f"/v1/print-batches/{by_run[own]}").body["letters"] == 2
    hidden, absent = seller.get(f"/v1/print-batches/{by_run[mixed]}"), seller.get("/v1/print-batches/one-off.com_none")
    assert (hidden.status, hidden.body["detail"]) == (absent.status, absent.body["detail"]) == (404, absent.body["detail"])
    assert Api(tenant_id="other").get(f"/v1/print-batches/{by_run[own]}").status == 404
    assert Api(scopes=("contacts:read",)).get("/v1/print-batches").status == 403
    for strange in ("..", "one-off", "run_1.bat_1%2F..", "one-off.com_1.pdf", "x" * 300):
        assert asker.get(f"/v1/print-batches/{strange}").status == 404


@pytest.mark.feature("S2.141")
def test_the_letter_of_somebody_who_was_erased_is_taken_out(world: World, api: Api) -> None:
    ids = [receiver(number) for number in range(2)]
    printed(world, api, *ids)
    (batch,) = api.get("/v1/print-batches").body["items"]
    path = f"/v1/print-batches/{batch['print_batch_id']}"
    anonymize_contact(store(), ids[0], by=a_caller(), now=clock.now(), has_time=lambda: True)
    read = api.get(path).body
    assert read["letters"] == 1
    for url in (read["download_url"], read["manifest_url"]):
        assert b"Person0" not in content(world, url)
    text = text_of_pdf(content(world, read["download_url"]))
    assert ("Person0" in text, "Person1" in text) == (False, True)
    anonymize_contact(store(), ids[1], by=a_caller(), now=clock.now(), has_time=lambda: True)
    assert api.get(path).status == 404
    assert api.get("/v1/print-batches").body["items"] == []
