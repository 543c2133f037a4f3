"""Nobody but the recipient holds a personal link: what is stored, listed or exported shows it masked (S2.50)."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import contact, document, drain, mails, notification_type, set_up, start_run, template
from tests.builders.tokens import shows_no_part_of

# A link that opens something: the path of a page, and a token behind it.
PERSONAL = re.compile(r"/p/[A-Za-z0-9_-]{30,}")
LINKS = "#preferences_link #unsubscribe_link #consent_accept_link #consent_reject_link"
HTML = '<a href="#consent_accept_link">yes</a> #consent_reject_link #preferences_link'
BODIES = {
    "email": {"subject": "#unsubscribe_link", "text": LINKS, "html": HTML},
    "sms": {"text": LINKS},
    "print": {"html": HTML},
}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def stored(world: World) -> str:
    """Return every stored document, and what is packed inside of communications."""
    from contactbook.domain.communications.communications import Communication

    items = world.items(looks=True)
    sent = [Communication.model_validate(document(item)).content for item in items if item["kind"]["S"] == "communication"]
    return f"{items} {sent}"


def one_off(api: Api, contact_id: str, **fields: Any) -> Any:
    body = {"bodies": BODIES, "channel": "email", "notification_type_id": notification_type(api, "customer_care"), **fields}
    return api.post(f"/v1/contacts/{contact_id}/communications", body)


@pytest.mark.feature("S2.50", "S2.12")
def test_the_recipient_alone_gets_the_link(world: World, api: Api) -> None:
    contact_id = contact(1)
    communication_id = one_off(api, contact_id).body["communication_id"]
    start_run(api, {"contact_ids": [contact_id]}, template_id=template(api, bodies=BODIES))
    drain(world)
    drain_stream(world)
    assert all(len(PERSONAL.findall(mail.as_string().replace("=\n", ""))) >= 4 for mail in mails(world))
    read = api.get(f"/v1/communications/{communication_id}").body
    assert read["state"] == "sent"
    assert "/p/" in read["text"]
    answers = [
        api.get(f"/v1/communications/{communication_id}"),
        api.get(f"/v1/contacts/{contact_id}/communications"),
        api.get(f"/v1/contacts/{contact_id}/export"),
        api.get(f"/v1/contacts/{contact_id}/export", format="html"),
        api.get(f"/v1/contacts/{contact_id}/audit"),
    ]
    assert [answer.status for answer in answers] == [200] * 5
    assert [PERSONAL.findall(answer.text) for answer in answers] == [[]] * 5
    assert PERSONAL.findall(stored(world)) == []


@pytest.mark.feature("S2.50")
def test_no_writing_of_a_link_is_kept(world: World, api: Api) -> None:
    contact_id = contact(1)
    link = "#{consent_accept_link}"
    html = (
        f"<p>x</p><!-- {link} --><!--[if mso]><a href='{link}' title='{link}'>{link}</a><![endif]--><p title='{link}'>{link}</p>"
    )
    email = {"subject": f"S {link}", "html": f"{html}<a href='https://acme.example/?to={link}'>y</a>"}
    assert one_off(api, contact_id, bodies={"email": email}).status == 201
    drain(world)
    (mail,) = mails(world)
    tokens = set(re.findall(r"/p/([A-Za-z0-9_-]{80,})", mail.get_body(("html",)).get_content()))  # type: ignore[union-attr]  # It has one.
    answers = [api.get(f"/v1/contacts/{contact_id}/{part}").text for part in ("communications", "export", "audit")]
    assert tokens
    assert "acme.example/?to=" in stored(world)
    assert all(shows_no_part_of(token, text) for token in tokens for text in [*answers, stored(world)])


@pytest.mark.feature("S2.50", "S2.126")
def test_the_link_to_an_export_is_made_when_its_mail_is_sent(world: World, api: Api) -> None:
    contact_id = contact(1)
    queued = api.post(f"/v1/contacts/{contact_id}/export/email", {}, idempotency_key="once")
    assert queued.status == 202
    listed = api.get(f"/v1/contacts/{contact_id}/communications")
    assert PERSONAL.findall(f"{queued.text} {listed.text} {stored(world)}") == []
    changed = api.patch(f"/v1/communications/{queued.body['communication_id']}", {"scheduled_for": None})
    assert changed.status == 200, changed.text
    drain(world)
    (mail,) = mails(world)
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # It has one.
    url = next(word for word in text.split() if word.startswith("https://"))
    assert Api(anonymous=True).get(urlsplit(url).path).status == 302
    assert PERSONAL.findall(stored(world)) == []


@pytest.mark.feature("S2.50")
def test_the_tag_of_the_export_is_not_for_other_messages(api: Api) -> None:
    contact_id = contact(1)
    bodies = {"email": {"subject": "Yours", "text": "#export_link"}}
    assert one_off(api, contact_id, bodies=bodies).error_codes() == {"/bodies/email/text": "unknown_tag"}
    assert api.post("/v1/templates", {"name": "T", "bodies": bodies}).status == 422
    assert "export_link" not in api.get("/v1/merge-tags", limit=100).text


@pytest.mark.feature("S2.50")
def test_a_link_that_was_handed_out_is_refused_in_what_is_stored(world: World, api: Api) -> None:
    contact_id = contact(1)
    url = api.post(f"/v1/contacts/{contact_id}/links", {"purpose": "consent"}).body["url"]
    writings = (url, f"https://example.com/?to={url.replace('/', '%2F')}", url.replace("-", "&#45;").replace("a", "%61"))
    for text in writings:
        answer = one_off(api, contact_id, bodies={"sms": {"text": text}}, channel="sms")
        assert answer.error_codes() == {"/bodies/sms/text": "personal_link"}
    assert api.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": url}}}).status == 422
    assert PERSONAL.findall(stored(world)) == []


@pytest.mark.feature("S2.50")
def test_a_repeated_request_for_a_link_gets_it_again_and_it_is_not_kept(world: World, api: Api) -> None:
    contact_id = contact(1)
    at, body = f"/v1/contacts/{contact_id}/links", {"purpose": "consent"}
    first, again = (api.post(at, body, idempotency_key="once") for _ in range(2))
    assert (again.status, again.body, again.headers["Location"]) == (201, first.body, first.headers["Location"])
    assert api.post(at, {"purpose": "preferences"}, idempotency_key="once").code == "idempotency_key_reused"
    assert PERSONAL.findall(stored(world)) == []
