"""Letters of a run: one file for each batch, in the lines of the country, and a letter that cannot be set fails alone."""

import json

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import contact, drain, start_run
from tests.checks.pdf import text_of_pdf


@pytest.mark.feature("S0.20")
def test_letters_of_a_run_are_in_one_manifest_each_recipient_once(world: World, api: Api) -> None:
    address = {"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}
    ids = [contact(number, first_name="Ελένη", addresses=[address]) for number in range(3)] + [contact(9)]
    run_id = start_run(api, {"contact_ids": ids}, channel="print")
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["sent"], run["skipped_because"]) == (3, {"no_address": 1})
    s3 = world.client("s3")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=world.bucket_name, Prefix="print/")["Contents"]]
    (manifest_key,) = [key for key in keys if key.endswith(".json")]
    letters = json.loads(s3.get_object(Bucket=world.bucket_name, Key=manifest_key)["Body"].read())["letters"]
    assert len({letter["communication_id"] for letter in letters}) == 3
    assert letters[0]["to"] == "Ελένη Georgiou\n1 Ledra St\n1011 Nicosia"
    assert letters[0]["html"] == "<p>Dear Ελένη</p>"
    assert {letter["file"] for letter in letters} <= set(keys)
    assert s3.get_object(Bucket=world.bucket_name, Key=letters[0]["file"])["Body"].read().startswith(b"%PDF")


@pytest.mark.feature("S2.126", "S0.20")
def test_a_letter_that_cannot_be_set_fails_with_its_reason_and_the_others_are_sent(world: World, api: Api) -> None:
    address = {"line_1": "1 Ledra St", "city": "Nicosia", "country": "CY"}
    ids = [contact(number, first_name=name, addresses=[address]) for number, name in enumerate(("Ελένη", "ትግርኛ", "李"))]
    run_id = start_run(api, {"contact_ids": ids}, channel="print")
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["sent"], run["failed"]) == (2, 1)
    decisions = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    assert [(one["contact_id"], one["reason"]) for one in decisions if one["state"] == "failed"] == [(ids[1], "unprintable")]


@pytest.mark.feature("S0.14")
def test_a_letter_abroad_has_the_lines_of_its_country_and_its_name(world: World, api: Api) -> None:
    address = {"line_1": "10 Downing St", "city": "London", "postal_code": "SW1A 2AA", "country": "GB"}
    start_run(api, {"contact_ids": [contact(1, first_name="Eve", addresses=[address])]}, channel="print")
    drain(world)
    s3 = world.client("s3")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=world.bucket_name, Prefix="print/")["Contents"]]
    printed = s3.get_object(Bucket=world.bucket_name, Key=next(key for key in keys if key.endswith(".pdf")))["Body"].read()
    assert "10 Downing St\nLondon\nSW1A 2AA\nUNITED KINGDOM" in text_of_pdf(printed)
