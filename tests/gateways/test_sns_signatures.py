"""Which notifications are accepted as signed by SNS."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from botocore import httpsession
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from contactbook.gateways import sns_signatures
from contactbook.gateways.sns_signatures import CertificateUnavailable, Refused, fetched_certificate, verified_message
from tests.aws_in_process.sns_signing import (
    CERTIFICATE_URL,
    FAR_AWAY,
    LONG_AGO,
    TOPIC,
    certificate,
    notification,
    rsa_key,
    served,
    signed,
)

pytestmark = pytest.mark.feature("S0.15", "S3.4")

HOST = "sns.eu-west-1.amazonaws.com"


def refusal_of(told: Any, now: datetime, topic: str = TOPIC) -> str:
    with pytest.raises(Refused) as refused:
        verified_message(told, topic, now=now)
    return refused.value.reason


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("fields", [{}, {"Subject": None}, {"Subject": ""}, {"Message": "Γεια σου\nMessageId\n1"}])
def test_a_notification_that_sns_signed_is_accepted(now: datetime, version: str, fields: dict[str, Any]) -> None:
    told = signed(notification("hello", **fields), version)
    with served():
        assert verified_message(told, TOPIC, now=now) == fields.get("Message", "hello")


def test_a_notification_without_a_subject_is_accepted(now: datetime) -> None:
    told = notification("hello")
    del told["Subject"]
    with served():
        assert verified_message(signed(told), TOPIC, now=now) == "hello"


def test_both_spellings_of_the_certificate_url_are_accepted(now: datetime) -> None:
    told = signed(notification("hello"))
    told["SigningCertURL"] = told.pop("SigningCertUrl")
    with served():
        assert verified_message(told, TOPIC, now=now) == "hello"


def test_the_string_to_sign_is_that_of_the_documentation() -> None:
    told = signed(
        notification(
            "My Test Message",
            MessageId="4d4dc071-ddbf-465d-bba8-08f81c89da64",
            Subject="My subject",
            Timestamp="2019-01-31T04:37:04.321Z",
            TopicArn="arn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P",
        )
    )
    assert sns_signatures._string_to_sign(sns_signatures._read(told)).decode() == (
        "Message\nMy Test Message\n"
        "MessageId\n4d4dc071-ddbf-465d-bba8-08f81c89da64\n"
        "Subject\nMy subject\n"
        "Timestamp\n2019-01-31T04:37:04.321Z\n"
        "TopicArn\narn:aws:sns:us-east-2:123456789012:s4-MySNSTopic-1G1WEFCOXTC0P\n"
        "Type\nNotification\n"
    )


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Message", "other"),
        ("Message", "hello\n"),
        ("MessageId", "other"),
        ("Subject", "other"),
        ("Subject", ""),
        ("Subject", None),
        ("Timestamp", "2026-03-02T09:00:03.000Z"),
    ],
)
def test_a_changed_notification_is_refused(now: datetime, version: str, name: str, value: str | None) -> None:
    told = signed(notification("hello"), version) | {name: value}
    with served():
        assert refusal_of(told, now) == "bad_signature"


def test_an_unsigned_subject_is_refused(now: datetime) -> None:
    told = signed(notification("hello", Subject=None)) | {"Subject": "hello"}
    with served():
        assert refusal_of(told, now) == "bad_signature"


def test_a_changed_topic_is_refused(now: datetime) -> None:
    told = signed(notification(TopicArn=f"{TOPIC}-2")) | {"TopicArn": TOPIC}
    with served():
        assert refusal_of(told, now) == "bad_signature"


def test_another_type_of_message_is_refused(now: datetime) -> None:
    told = signed(notification(Type="UnsubscribeConfirmation"))
    with served() as asked:
        assert refusal_of(told, now) == "malformed"
        assert refusal_of(told | {"Type": "Notification"}, now) == "bad_signature"
    assert len(asked) == 1


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_signature_of_the_other_version_is_refused(now: datetime, version: str) -> None:
    told = signed(notification(), version) | {"SignatureVersion": "1" if version == "2" else "2"}
    with served():
        assert refusal_of(told, now) == "bad_signature"


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_signature_by_another_key_is_refused(now: datetime, version: str) -> None:
    with served():
        assert refusal_of(signed(notification(), version, rsa_key("somebody's")), now) == "bad_signature"


def test_a_notification_of_another_topic_fetches_nothing(now: datetime) -> None:
    with served() as asked:
        assert refusal_of(signed(notification(TopicArn=f"{TOPIC}-2")), now) == "other_topic"
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/s.pem",
        f"HTTPS://{HOST}/s.pem",
        f"ftp://{HOST}/s.pem",
        f"//{HOST}/s.pem",
        "https://sns.evil.com/s.pem",
        f"https://{HOST}.evil.com/s.pem",
        f"https://evil.com/{HOST}/s.pem",
        f"https://evil.com/s.pem?https://{HOST}/s.pem",
        f"https://evil.{HOST}/s.pem",
        "https://sns-eu-west-1.amazonaws.com/s.pem",
        "https://snsxeu-west-1xamazonaws.com/s.pem",
        "https://sns.us-east-1.amazonaws.com/s.pem",
        "https://sns.eu-west-1.amazonaws.com.cn/s.pem",
        "https://s3.eu-west-1.amazonaws.com/s.pem",
        f"https://{HOST}@evil.com/s.pem",
        f"https://user@{HOST}/s.pem",
        f"https://user:password@{HOST}/s.pem",
        f"https://{HOST}:443/s.pem",
        f"https://{HOST}:8443/s.pem",
        f"https://{HOST}/s.pem?x=1",
        f"https://{HOST}/?Action=Publish&.pem",
        f"https://{HOST}/?s.pem",
        f"https://{HOST}/s.pem#x",
        f"https://{HOST}/#s.pem",
        f"https://{HOST}/s.crt",
        f"https://{HOST}/s.pem/",
        f"https://{HOST}/spem",
        f"https://{HOST}/.pem",
        f"https://{HOST}/../s.pem",
        f"https://{HOST}/a%2fs.pem",
        f"https://{HOST}\\@evil.com/s.pem",
        f"https://{HOST}/s.pem\n",
        f" https://{HOST}/s.pem",
        "",
    ],
)
def test_a_certificate_from_anywhere_else_is_not_fetched(now: datetime, url: str) -> None:
    with served() as asked:
        assert refusal_of(signed(notification(SigningCertUrl=url)), now) == "foreign_certificate"
    assert asked == []


def test_china_has_its_own_host(now: datetime) -> None:
    topic = "arn:aws-cn:sns:cn-north-1:123456789012:contactbook-feedback"
    at_home = signed(notification("hello", TopicArn=topic, SigningCertUrl="https://sns.cn-north-1.amazonaws.com.cn/s.pem"))
    with served() as asked:
        assert verified_message(at_home, topic, now=now) == "hello"
        abroad = at_home | {"SigningCertUrl": "https://sns.cn-north-1.amazonaws.com/s.pem"}
        assert refusal_of(abroad, now, topic) == "foreign_certificate"
    assert len(asked) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"Signature": None},
        {"Signature": "local"},
        {"Signature": "=Not base64="},
        {"Signature": "****"},
        {"SignatureVersion": None},
        {"SignatureVersion": "3"},
        {"SignatureVersion": 2},
        {"SigningCertUrl": None},
        {"Message": None},
        {"Message": {"eventType": "Bounce"}},
        {"Message": "\ud800"},
        {"MessageId": "1\nSubject\nhello"},
        {"Subject": "1\nTimestamp\n2"},
        {"Subject": "1\r2"},
        {"Timestamp": "1\n"},
        {"TopicArn": None},
        {"Type": None},
    ],
)
def test_a_malformed_notification_is_refused_and_fetches_nothing(now: datetime, broken: dict[str, Any]) -> None:
    with served() as asked:
        assert refusal_of(signed(notification()) | broken, now) == "malformed"
    assert asked == []


@pytest.mark.parametrize("name", ["Signature", "SignatureVersion", "SigningCertUrl", "Message", "MessageId", "TopicArn", "Type"])
def test_a_notification_that_lacks_a_part_is_refused(now: datetime, name: str) -> None:
    told = signed(notification())
    del told[name]
    with served() as asked:
        assert refusal_of(told, now) == "malformed"
    assert asked == []


@pytest.mark.parametrize("told", [None, [], "text", {}])
def test_a_value_that_is_no_notification_is_refused(now: datetime, told: Any) -> None:
    assert refusal_of(told, now) == "malformed"


@pytest.mark.parametrize("signature", ["", "AAAA", "A" * 1024])
def test_a_signature_of_another_length_is_refused(now: datetime, signature: str) -> None:
    with served():
        assert refusal_of(signed(notification()) | {"Signature": signature}, now) == "bad_signature"


# --- The certificate -------------------------------------------------------------------------------------------------------


def test_a_certificate_is_valid_from_its_first_to_its_last_moment() -> None:
    told, moment = signed(notification()), timedelta(milliseconds=1)
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    with served(certificate(begins=begins, ends=ends)):
        for inside in (begins, ends):
            assert verified_message(told, TOPIC, now=inside) == "{}"
        for outside in (begins - moment, ends + moment):
            assert refusal_of(told, outside) == "certificate_not_valid_now"


def test_only_an_rsa_key_is_accepted(now: datetime) -> None:
    with served(certificate(ec.generate_private_key(ec.SECP256R1()))):
        assert refusal_of(signed(notification()), now) == "not_an_rsa_key"


def test_a_broken_certificate_is_refused_and_not_cached(now: datetime) -> None:
    with served(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") as asked:
        for _ in range(2):
            assert refusal_of(signed(notification()), now) == "not_a_certificate"
    assert len(asked) == 2


def test_a_certificate_is_fetched_once_for_many_notifications(now: datetime) -> None:
    with served() as asked:
        for number in range(5):
            assert verified_message(signed(notification(str(number))), TOPIC, now=now) == str(number)
    assert asked == [CERTIFICATE_URL]


def test_a_failed_fetch_of_a_certificate_is_tried_again(now: datetime) -> None:
    with served(CertificateUnavailable("no answer")) as asked:
        for _ in range(2):
            with pytest.raises(CertificateUnavailable):
                verified_message(signed(notification()), TOPIC, now=now)
    assert len(asked) == 2


# --- Fetching it, from a host on this machine ------------------------------------------------------------------------------


class Host:
    """A TLS server that returns a given response and records the requests."""

    def __init__(self, directory: Path) -> None:
        self.status, self.body = 200, certificate()
        self.headers: dict[str, str] = {}
        self.asked: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.trusted = directory / "host.pem"
        self.trusted.write_bytes(certificate_of_host())
        key = directory / "host.key"
        key.write_bytes(rsa_key("host").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.trusted, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server.server_port}/s.pem"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append(self.path)
                host.may_answer.wait(10)
                with suppress(OSError):
                    self.send_response(host.status)
                    for name, value in {"Content-Length": str(len(host.body)), **host.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(host.body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def certificate_of_host() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    key = rsa_key("host")
    described = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), LONG_AGO, FAR_AWAY
    ).add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    return described.sign(key, SHA256()).public_bytes(Encoding.PEM)


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    playing = Host(tmp_path)
    monkeypatch.setattr(httpsession, "get_cert_path", lambda _: str(playing.trusted))
    thread = threading.Thread(target=playing.server.serve_forever)
    thread.start()
    yield playing
    playing.may_answer.set()
    playing.server.shutdown()
    thread.join()
    playing.server.server_close()


def test_a_certificate_is_fetched_as_it_is_served(host: Host) -> None:
    assert fetched_certificate(host.url) == certificate()
    assert host.asked == ["/s.pem"]


def test_a_redirect_is_not_followed(host: Host) -> None:
    host.status, host.headers = 302, {"Location": "/elsewhere.pem"}
    with pytest.raises(CertificateUnavailable, match="302"):
        fetched_certificate(host.url)
    assert host.asked == ["/s.pem"]


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_response_is_unavailable_after_one_request(host: Host, status: int) -> None:
    host.status = status
    with pytest.raises(CertificateUnavailable, match=str(status)):
        fetched_certificate(host.url)
    assert len(host.asked) == 1


def test_a_response_is_read_up_to_the_size_limit(host: Host) -> None:
    host.body = b"x" * 32 * 1024
    assert fetched_certificate(host.url) == host.body
    host.body = b"x" * 10_000_000
    with pytest.raises(CertificateUnavailable, match="40960 bytes"):
        fetched_certificate(host.url)


def test_a_truncated_response_is_unavailable(host: Host) -> None:
    host.headers = {"Content-Length": "20000", "Connection": "close"}
    with pytest.raises(CertificateUnavailable):
        fetched_certificate(host.url)


def test_a_host_that_does_not_respond_in_time_is_unavailable(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sns_signatures, "_READ_SECONDS", 0.2)
    host.may_answer.clear()
    with pytest.raises(CertificateUnavailable, match="ReadTimeoutError"):
        fetched_certificate(host.url)
    assert len(host.asked) == 1


def test_a_host_that_cannot_be_reached_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CertificateUnavailable):
        fetched_certificate(f"https://127.0.0.1:{port}/s.pem")


def test_a_host_with_an_untrusted_certificate_gets_no_request(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with pytest.raises(CertificateUnavailable, match="SSLError"):
        fetched_certificate(host.url)
    assert host.asked == []


def test_a_host_with_another_name_in_its_certificate_gets_no_request(host: Host) -> None:
    with pytest.raises(CertificateUnavailable, match="SSLError"):
        fetched_certificate(host.url.replace("127.0.0.1", "localhost"))
    assert host.asked == []
