import base64
import email
import email.policy
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest

from infra.local.pages.mail import SES_PATH

Notes = Callable[[], dict[str, int]]


def test_an_email_is_shown_with_its_bodies_headers_and_communication(client: httpx.Client) -> None:
    message_id = client.post("/v1/mail", json={"to": "eleni@example.com", "subject": "Γεια σου"}).json()["message_id"]

    (shown,) = client.get("/_local/outbox").json()["items"]

    assert shown["channel"] == "email"
    assert shown["to"] == "eleni@example.com"
    assert shown["from"] == "Ann <ann@example.com>"
    assert shown["subject"] == "Γεια σου"
    assert shown["text"] == "Χαίρετε"
    assert shown["html"] == "<p>Χαίρετε</p>"
    assert shown["headers"]["List-Unsubscribe"] == "<https://example.com/p/1>"
    assert shown["communication_id"] == "com_1"
    assert shown["message_id"] == message_id


def test_a_message_is_shown_raw_as_it_travels(client: httpx.Client) -> None:
    mail = client.post("/v1/mail", json={"to": "eleni@example.com", "subject": "Γεια σου"}).json()["message_id"]
    text = client.post("/v1/text", json={"to": "+35799123456", "text": "Γειά"}).json()["message_id"]

    raw = client.get(f"/_local/outbox/{mail}/raw")
    assert raw.headers["content-type"] == "text/plain; charset=utf-8"
    message = email.message_from_bytes(raw.content, policy=email.policy.default)
    assert (message["Subject"], message["List-Unsubscribe"]) == ("Γεια σου", "<https://example.com/p/1>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert client.get(f"/_local/outbox/{text}/raw").text == "Γειά"
    assert client.get("/_local/outbox/nobody/raw").status_code == 404


def test_an_email_that_came_in_one_piece_is_shown_byte_for_byte(client: httpx.Client) -> None:
    piece = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: Hi\r\nX-Odd:  two  spaces\r\n\r\nHello"
    body = {"Content": {"Raw": {"Data": base64.b64encode(piece).decode()}}}
    message_id = client.post(f"{SES_PATH}/v2/email/outbound-emails", json=body).json()["MessageId"]

    assert client.get(f"/_local/outbox/{message_id}/raw").content == piece
    (shown,) = client.get("/_local/outbox").json()["items"]
    assert "raw" not in shown


def test_a_letter_says_which_file_it_is(client: httpx.Client) -> None:
    letter = {"communication_id": "com_3", "to": "Box 1", "subject": None, "html": "<p>", "text": None, "file": "print/1.pdf"}
    client.post("/v1/print", json=[letter])
    (shown,) = client.get("/_local/outbox?channel=print").json()["items"]

    refused = client.get(f"/_local/outbox/{quote(shown['message_id'], safe='')}/raw")
    assert (refused.status_code, "print/1.pdf" in refused.json()["detail"]) == (404, True)


def test_a_text_message_is_shown(client: httpx.Client) -> None:
    client.post("/v1/text", json={"to": "+35799123456", "text": "hello"})

    (shown,) = client.get("/_local/outbox?channel=sms").json()["items"]

    assert (shown["to"], shown["from"], shown["text"]) == ("+35799123456", "ACME", "hello")
    assert shown["communication_id"] == "com_2"


def test_letters_of_a_manifest_are_shown_once_each(client: httpx.Client) -> None:
    letters = [
        {"communication_id": f"com_{number}", "to": "Box 1", "subject": None, "html": "<p>", "text": None, "file": "print/1.pdf"}
        for number in (3, 4)
    ]
    client.post("/v1/print", json=letters)

    client.get("/_local/outbox")
    shown = client.get("/_local/outbox?channel=print").json()["items"]

    assert sorted(letter["communication_id"] for letter in shown) == ["com_3", "com_4"]
    assert shown[0]["file"] == "print/1.pdf"


def test_the_newest_is_shown_first_and_a_channel_can_be_chosen(client: httpx.Client) -> None:
    client.post("/v1/mail", json={"to": "a@example.com", "subject": "first"})
    client.post("/v1/text", json={"to": "+35799123456", "text": "second"})
    client.post("/v1/mail", json={"to": "b@example.com", "subject": "third"})

    assert [one["channel"] for one in client.get("/_local/outbox").json()["items"]] == ["email", "sms", "email"]
    assert [one["subject"] for one in client.get("/_local/outbox?channel=email").json()["items"]] == ["third", "first"]


def test_an_unknown_channel_is_refused(client: httpx.Client) -> None:
    assert client.get("/_local/outbox?channel=fax").status_code == 422


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("delivery", "feedback Delivery - com_1"),
        ("hard_bounce", "feedback Bounce Permanent com_1"),
        ("soft_bounce", "feedback Bounce Transient com_1"),
        ("complaint", "feedback Complaint - com_1"),
        ("not_spam", "feedback Complaint - com_1"),
    ],
)
def test_feedback_reaches_the_function_in_ses_s_format(client: httpx.Client, notes: Notes, kind: str, note: str) -> None:
    message_id = client.post("/v1/mail", json={"to": "a@example.com", "subject": "s"}).json()["message_id"]

    assert client.post("/_local/feedback", json={"message_id": message_id, "type": kind}).status_code == 200

    assert notes() == {note: 1}


def test_feedback_on_an_unknown_message_is_refused(client: httpx.Client) -> None:
    assert client.post("/_local/feedback", json={"message_id": "nobody", "type": "delivery"}).status_code == 404
    assert client.post("/_local/feedback", json={"message_id": "nobody", "type": "praise"}).status_code == 422


def test_an_inbound_text_reaches_the_function_in_the_service_s_format(client: httpx.Client, notes: Notes) -> None:
    said = {"from": "+35799123456", "to": "ACME", "text": "STOP"}

    assert client.post("/_local/inbound-sms", json=said).status_code == 200

    assert notes() == {"text +35799123456 ACME STOP": 1}


def test_a_number_that_opted_out_is_told_and_gets_no_further_text(client: httpx.Client, notes: Notes) -> None:
    body = {"to": "+35799123456", "text": "hello"}
    message_id = client.post("/v1/text", json=body).json()["message_id"]

    assert client.post("/_local/feedback", json={"message_id": message_id, "type": "sms_opted_out"}).status_code == 200
    client.post("/v1/text", json=body)

    assert notes() == {"text +35799123456 ACME STOP": 1}
    assert len(client.get("/_local/outbox").json()["items"]) == 1


@pytest.mark.parametrize(("text", "opens"), [("START", True), (" unstop.", True), ("Start please", False)])
def test_a_number_that_opted_out_is_open_again_after_a_start(client: httpx.Client, text: str, *, opens: bool) -> None:
    body = {"to": "+35799123456", "text": "hello"}
    message_id = client.post("/v1/text", json=body).json()["message_id"]
    client.post("/_local/feedback", json={"message_id": message_id, "type": "sms_opted_out"})

    client.post("/_local/inbound-sms", json={"from": "+35799123456", "to": "ACME", "text": text})
    client.post("/v1/text", json=body)

    assert len(client.get("/_local/outbox").json()["items"]) == (2 if opens else 1)


@pytest.mark.parametrize("body", [{}, {"from": "+357", "to": "ACME"}, {"from": 1, "to": "ACME", "text": "x"}])
def test_an_inbound_text_without_its_parts_is_refused(client: httpx.Client, body: dict[str, object]) -> None:
    assert client.post("/_local/inbound-sms", json=body).status_code == 422


def test_a_status_that_is_none_is_refused(client: httpx.Client) -> None:
    body = {"message_id": "m", "type": "soft_bounce", "status": "no"}
    assert client.post("/_local/feedback", json=body).status_code == 422
