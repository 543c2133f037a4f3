"""Emails are sent with one call, with an exact outcome; SES makes their MIME messages, but for those that it does not take."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest
from botocore.exceptions import ClientError

from contactbook.domain.sending.deliveries import OutcomeKind
from contactbook.gateways.email import outcome_of, send_email
from contactbook.gateways.mime_messages import OutgoingEmail, mime_of
from contactbook.gateways.sending_identities import ensure_identity
from tests.aws_in_process.aws import World
from tests.builders.sending import mails
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Level, Moment
from tests.faults.injecting import inject


def outgoing(**fields: object) -> OutgoingEmail:
    return OutgoingEmail.model_validate(
        {
            "communication_id": "com_1",
            "tenant_id": "acme",
            "run_id": "run_1",
            "to": "eleni@example.com",
            "from_name": "Άκμη",
            "from_address": "news@acme.example",
            "reply_to": "care@acme.example",
            "subject": "Προσφορά για την Ελένη",
            "html": "<p>Αγαπητή Ελένη</p>",
            "text": "Αγαπητή Ελένη",
            "unsubscribe_url": "https://contact.acme.example/p/t/one-click",
            **fields,
        }
    )


@pytest.fixture(autouse=True)
def _sender(world: World) -> None:
    ensure_identity("acme.example", tenant_id="acme", group_id="acme")


def parsed(email: OutgoingEmail) -> EmailMessage:
    return message_from_bytes(mime_of(email).as_bytes(), _class=EmailMessage, policy=default)


def test_text_and_html_are_alternatives_in_utf_8() -> None:
    message = parsed(outgoing())
    assert message.get_content_type() == "multipart/alternative"
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert (html.get_content().strip(), text.get_content().strip()) == ("<p>Αγαπητή Ελένη</p>", "Αγαπητή Ελένη")
    assert (message["Subject"], message["From"]) == ("Προσφορά για την Ελένη", "Άκμη <news@acme.example>")
    assert mime_of(outgoing()).as_bytes().isascii()


def test_only_marketing_has_unsubscribe_headers() -> None:
    assert parsed(outgoing())["List-Unsubscribe"] == "<https://contact.acme.example/p/t/one-click>"
    assert parsed(outgoing(unsubscribe_url=None))["List-Unsubscribe-Post"] is None


@pytest.mark.feature("S5.12")
def test_what_ses_makes_of_an_email_says_the_same_as_a_message_of_ours(world: World) -> None:
    with count_calls() as calls:
        assert send_email(outgoing()).kind is OutcomeKind.ACCEPTED
    assert list(calls[0].call.params["Content"]) == ["Simple"]
    (made,), ours = mails(world), parsed(outgoing())
    assert {name: str(value) for name, value in made.items()} == {name: str(value) for name, value in ours.items()} | {
        "Content-Type": str(made["Content-Type"])
    }
    for kind in ("html", "plain"):
        one, other = made.get_body((kind,)), ours.get_body((kind,))
        assert one is not None
        assert other is not None
        assert one.get_content() == other.get_content()


@pytest.mark.parametrize(
    "fields",
    [{"unsubscribe_url": f"https://contact.acme.example/{'x' * 990}"}, {"unsubscribe_url": "https://contact.acme.example/é"}],
)
def test_a_header_that_ses_does_not_take_goes_in_a_message_of_ours(world: World, fields: dict[str, str]) -> None:
    with count_calls() as calls:
        assert send_email(outgoing(**fields)).kind is OutcomeKind.ACCEPTED
    assert list(calls[0].call.params["Content"]) == ["Raw"]
    assert str(mails(world)[0]["List-Unsubscribe"]) == f"<{fields['unsubscribe_url']}>"


@pytest.mark.parametrize("fields", [{"html": None}, {"text": None}, {"html": None, "text": None}])
def test_an_email_with_one_body_has_that_one(world: World, fields: dict[str, None]) -> None:
    assert send_email(outgoing(**fields)).kind is OutcomeKind.ACCEPTED
    assert mails(world)[0].get_content_type() == ("text/html" if "html" not in fields else "text/plain")


def test_a_long_name_beyond_ascii_is_written_in_encoded_words() -> None:
    name = "Εταιρεία Τηλεπικοινωνιών και Πληροφορικής της Κύπρου"
    with count_calls() as calls:
        assert send_email(outgoing(from_name=name)).kind is OutcomeKind.ACCEPTED
    sender = calls[0].call.params["FromEmailAddress"]
    assert sender.isascii()
    assert max(map(len, sender.split())) <= 75
    assert str(make_header(decode_header(sender))) == f"{name} <news@acme.example>"


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("field", ["subject", "to", "from_name", "reply_to"])
def test_a_line_break_in_a_header_is_refused(world: World, field: str, line_break: str) -> None:
    outcome = send_email(outgoing(**{field: f"a{line_break}Bcc: everyone@example.com"}))
    assert outcome.kind is OutcomeKind.REFUSED
    assert world.sent_emails() == []


def test_a_domain_is_sent_in_idna_and_a_local_part_beyond_ascii_is_refused(world: World) -> None:
    assert parsed(outgoing(to="eleni@παράδειγμα.example"))["To"] == "eleni@xn--hxajbheg2az3al.example"
    assert send_email(outgoing(to="ελένη@example.com")).kind is OutcomeKind.REFUSED


def test_ses_gets_the_configuration_set_and_the_tags(world: World) -> None:
    with count_calls() as calls:
        outcome = send_email(outgoing())
    assert outcome.kind is OutcomeKind.ACCEPTED
    assert outcome.message_id
    params = calls[0].call.params
    assert (params["ConfigurationSetName"], params["TenantName"]) == ("contactbook", "contactbook-acme")
    tags = {tag["Name"]: tag["Value"] for tag in params["EmailTags"]}
    assert tags == {"communication_id": "com_1", "tenant_id": "acme", "run_id": "run_1"}


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.THROTTLED, OutcomeKind.THROTTLED),
        (Fault.TIMED_OUT, OutcomeKind.UNKNOWN),
        (Fault.DROPPED, OutcomeKind.UNKNOWN),
        (Fault.SERVER_ERROR, OutcomeKind.UNKNOWN),
    ],
)
@pytest.mark.parametrize("level", list(Level))
def test_a_fault_never_sends_twice(world: World, fault: Fault, kind: OutcomeKind, level: Level) -> None:
    moment = Moment.BEFORE if fault is Fault.THROTTLED else Moment.AFTER
    with count_calls() as calls, inject(Injection(0, fault, moment, level)):
        assert send_email(outgoing()).kind is kind
    assert calls.attempts <= 1
    assert len(world.sent_emails()) == (0 if fault is Fault.THROTTLED else 1)


@pytest.mark.parametrize(
    ("code", "message", "status", "kind"),
    [
        ("TooManyRequestsException", "Maximum sending rate exceeded.", 429, OutcomeKind.THROTTLED),
        ("TooManyRequestsException", "Daily message quota exceeded.", 429, OutcomeKind.QUOTA),
        ("LimitExceededException", "", 400, OutcomeKind.QUOTA),
        ("SendingPausedException", "", 400, OutcomeKind.QUOTA),
        ("AccountSuspendedException", "", 400, OutcomeKind.QUOTA),
        ("MessageRejected", "Email address is not verified.", 400, OutcomeKind.REFUSED),
        ("MailFromDomainNotVerifiedException", "", 400, OutcomeKind.REFUSED),
        ("BadRequestException", "", 400, OutcomeKind.REFUSED),
        ("InternalFailure", "", 500, OutcomeKind.UNKNOWN),
    ],
)
def test_each_error_of_ses_has_its_outcome(code: str, message: str, status: int, kind: OutcomeKind) -> None:
    answered = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    assert outcome_of(ClientError(answered, "SendEmail")).kind is kind  # type: ignore[arg-type]  # a part of SES's answer


@pytest.mark.feature("S8.2")
def test_a_sender_that_ses_does_not_know_as_verified_says_so(world: World) -> None:
    world.senders.unproven.add("acme.example")
    assert send_email(outgoing()).reason == "sender_not_verified"
    # In SES's sandbox the recipient may be the one that is not verified.
    answered = {"Error": {"Code": "MessageRejected", "Message": "Email address is not verified: eleni@example.com"}}
    error = ClientError(answered | {"ResponseMetadata": {"HTTPStatusCode": 400}}, "SendEmail")  # type: ignore[arg-type]  # a part of SES's answer
    assert outcome_of(error, sender="news@acme.example").reason == "MessageRejected"
