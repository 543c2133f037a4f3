"""After anonymization nothing of a person is left, in no store and in no encoding (S2.141)."""

import json
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.sending import set_up
from tests.checks.permissions import acting_as
from tests.checks.residue import encodings_of, hits
from tests.functions.contacts_api.erasure.test_anonymization import work  # noqa: F401 - a fixture

# Letters that have several encodings; each value is one of a kind.
WORDS = tuple(f"Κανάρι{number:02}é" for number in range(1, 28))
ASCII = tuple(f"zqcanary{number:02}" for number in range(31, 41))
PHONES = ("+35799555001", "+35799555002")


def _contact() -> dict[str, Any]:
    word, plain = iter(WORDS), iter(ASCII)
    addresses = [
        {
            "type": kind,
            "line_1": next(word),
            "line_2": next(word),
            "city": next(word),
            "region": next(word),
            "postal_code": next(plain),
            "country": "CY",
        }
        for kind in ("home", "business")
    ]
    return {
        "kind": "person",
        "first_name": next(word),
        "middle_name": next(word),
        "last_name": next(word),
        "title": next(word),
        "date_of_birth": "1971-11-23",
        "emails": [{"address": f"{next(plain)}@example.com", "primary": True}, {"address": f"{next(plain)}@example.com"}],
        "phones": [{"number": PHONES[0], "primary": True}, {"number": PHONES[1]}],
        "addresses": addresses,
        "identifiers": {
            "id_card": {"number": next(plain), "country": "CY"},
            "passport": {"number": next(plain), "country": "CY"},
            "social_security_number": next(plain),
            "tax_number": next(plain),
        },
        "tags": [next(word)],
        "custom": {"nickname": next(word)},
        "source": next(word),
    }


@pytest.mark.feature("S2.141")
def test_forty_canaries_in_every_field_leave_no_trace_in_any_store(api, world, work, caplog, capsys):  # noqa: F811 - the fixture
    canaries = [*WORDS, *ASCII, *PHONES, "1971-11-23"]
    assert len(canaries) >= 40
    contact_id = _plant(api, world)
    work()
    assert [one for one in canaries if not hits(world, [one])] == []
    done = api.post(f"/v1/contacts/{contact_id}/anonymize")
    assert (done.status, done.body["state"]) == (200, "anonymized"), done.text
    work()
    written = caplog.text + "".join(capsys.readouterr())
    assert hits(world, canaries, logs=written) == []
    certificate = api.get(f"/v1/contacts/{contact_id}/erasure-certificate").body
    assert certificate["expiring"] == {"imports/": 30, "exports/": 7, "print/": 30}
    assert certificate["erased"]["note"] == 1
    _finds_nothing(api, canaries)


def _plant(api: Api, world: World) -> str:
    """A contact that left something wherever a contact can."""
    set_up()
    settings = [
        api.put("/v1/settings/custom_fields", {"fields": [{"name": "nickname", "label": "Nickname"}]}),
        api.put("/v1/settings/uniqueness", {"person": [["emails.address"], ["identifiers.social_security_number"]]}),
    ]
    assert {answer.status for answer in settings} == {200}, [answer.text for answer in settings]
    keyed = Api(headers={"idempotency_key": "create-1"})
    made = keyed.post("/v1/contacts", _contact())
    assert made.status == 201, made.text
    contact_id: str = made.body["contact_id"]
    at = f"/v1/contacts/{contact_id}"
    word, plain = iter(WORDS[15:]), iter(ASCII[8:])
    other = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"]
    account = {
        "name": next(word),
        "contact_information": {
            "email": f"{next(plain)}@example.com",
            "mailing_address": {
                "line_1": next(word),
                "line_2": next(word),
                "city": next(word),
                "postal_code": next(plain),
                "country": "CY",
            },
        },
    }
    care = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    message = {"email": {"subject": next(word), "text": f"{next(word)} #first_name"}}
    attachment = {"file_name": f"{next(word)}.pdf", "content_type": "application/pdf", "size": 16, "classification": "id_card"}
    answers = [
        Api(headers={"idempotency_key": "account-1"}).post(f"{at}/accounts", account),
        api.post(f"{at}/opportunities", {"name": next(word), "stage": "open"}),
        Api(headers={"idempotency_key": "note-1"}).post(f"{at}/notes", {"text": next(word)}),
        api.post(f"{at}/conversions", {"occurred_at": "2026-01-01T00:00:00Z", "source": next(word)}),
        api.post(f"{at}/relations", {"related_contact_id": other, "relation_type": "employee"}),
        api.post(f"{at}/attachments", attachment),
        api.put(f"{at}/consent", {"state": "accepted"}),
        api.patch(at, {"first_name": next(word)}),
        api.post(f"{at}/communications", {"channel": "email", "notification_type_id": care, "bodies": message}),
        api.post(f"{at}/links", {"purpose": "preferences"}),
        api.get(at),
        api.get("/v1/contacts", q=WORDS[7]),
    ]
    assert {answer.status for answer in answers} <= {200, 201, 202}, [one.text for one in answers if one.status > 202]
    engaged = api.post(f"{at}/engagements", {"type": "job", "subject": next(word)})
    closed = api.patch(f"{at}/engagements/{engaged.body['engagement_id']}", {"status": "closed"})
    assert closed.status == 200, closed.text
    stored = next(item for item in world.items() if item["kind"]["S"] == "attachment")
    key = json.loads(stored["document"]["S"])["file_key"]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=WORDS[0].encode()[:16])
    api.get(f"{at}/attachments")
    assert api.get(f"{at}/export", format="zip").status == 200
    emailed = api.post(f"{at}/export/email", {})
    assert emailed.status == 202, emailed.text
    _send(world)
    return contact_id


def _send(world: World) -> None:
    """What was queued is sent, so that what was really said lies in the table."""
    from notification_sender.app import handler

    records = world.take_messages("notification_sender")
    with acting_as("notification_sender"):
        assert handler({"Records": records}, LambdaContext()) == {"batchItemFailures": []}


def _finds_nothing(api: Api, canaries: list[str]) -> None:
    assert [one for one in canaries if api.get("/v1/contacts", q=one).body["items"]] == []
    assert api.get("/v1/contacts").body["items"] != []


@pytest.mark.feature("S2.141", "S1.22")
def test_what_was_merged_into_a_contact_is_erased_with_it(api, world, work):  # noqa: F811 - the fixture
    source, survivor = (
        api.post("/v1/contacts", {"kind": "person", "first_name": name, "last_name": "G", "title": name}).body["contact_id"]
        for name in (WORDS[0], WORDS[1])
    )
    api.patch(f"/v1/contacts/{source}", {"middle_name": WORDS[2]})
    assert api.put(f"/v1/contacts/{source}/consent", {"state": "accepted"}).status == 200
    assert api.post(f"/v1/contacts/{source}/notes", {"text": WORDS[3]}).status == 201
    assert api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).status == 200
    work()
    exported = json.dumps(api.get(f"/v1/contacts/{survivor}/export").body, ensure_ascii=False)
    assert [one for one in WORDS[:4] if one not in exported] == []
    done = api.post(f"/v1/contacts/{survivor}/anonymize")
    assert (done.status, done.body["state"]) == (200, "anonymized"), done.text
    work()
    assert hits(world, WORDS[:4]) == []


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("form", list(encodings_of("x")))
def test_the_scan_finds_each_encoding(world, form):
    value = WORDS[0]
    content = encodings_of(value)[form]
    world.client("s3").put_object(Bucket=world.bucket_name, Key="planted", Body=b"before " + content)
    assert any(f"as {form} in object planted" in hit for hit in hits(world, [value]))


@pytest.mark.feature("S2.141")
def test_the_answer_to_a_repeated_request_is_erased_and_the_request_is_not_carried_out_again(api, world):
    keyed = Api(headers={"idempotency_key": "create-1"})
    person = {"kind": "person", "last_name": WORDS[0]}
    contact_id = keyed.post("/v1/contacts", person).body["contact_id"]
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
    again = keyed.post("/v1/contacts", person)
    assert (again.status, again.code) == (409, "anonymized")
    assert [item for item in world.items() if item["kind"]["S"] == "contact"] != []
    assert len([item for item in world.items() if item["kind"]["S"] == "contact"]) == 1
