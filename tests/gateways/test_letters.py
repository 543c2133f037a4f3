"""Letters: one PDF and one manifest for each batch, with Greek letters, without any fetch."""

import json

import pytest

from contactbook.domain.sending.deliveries import OutcomeKind
from contactbook.gateways.letters import Letter, pdf_of, print_letters
from tests.aws_in_process.aws import World
from tests.faults.faults import Fault, Injection, Moment
from tests.faults.injecting import inject


def letter(number: int = 1, html: str = "<p>Αγαπητή Ελένη</p>") -> Letter:
    return Letter(communication_id=f"com_{number}", to=("Ελένη Γεωργίου", "Λήδρας 1", "1011 Λευκωσία"), html=html, text="Αγαπητή")


def test_a_batch_is_one_pdf_and_one_manifest(world: World) -> None:
    outcome = print_letters("acme", "run_1/bat_1", [letter(1), letter(2)])
    assert (outcome.kind, outcome.message_id) == (OutcomeKind.ACCEPTED, "run_1/bat_1")
    s3 = world.client("s3")
    keys = sorted(found["Key"] for found in s3.list_objects_v2(Bucket=world.bucket_name)["Contents"])
    assert keys == ["print/acme/run_1/bat_1.json", "print/acme/run_1/bat_1.pdf"]
    manifest = json.loads(s3.get_object(Bucket=world.bucket_name, Key=keys[0])["Body"].read())
    assert [(one["communication_id"], one["file"]) for one in manifest["letters"]] == [("com_1", keys[1]), ("com_2", keys[1])]


def test_each_letter_begins_on_its_own_page() -> None:
    assert pdf_of([letter(number) for number in range(3)]).count(b"/Type /Page\n") == 3


@pytest.mark.parametrize(
    "html",
    ["<pre>κώδικας</pre>", "<code>κώδικας</code>", "<font face='Nothing'>a</font>", "<table><tr><td>α</table>", "<p>α</p", ""],
)
def test_html_that_cannot_be_rendered_is_printed_as_text(html: str) -> None:
    assert pdf_of([letter(html=html)]).startswith(b"%PDF")


@pytest.mark.parametrize(
    "source", ["https://example.com/a.png", "/etc/hostname", "file:///etc/hostname", "data:image/png;base64,AA=="]
)
def test_a_picture_is_never_fetched(source: str) -> None:
    assert pdf_of([letter(html=f"<p>α</p><img src='{source}'>")]).startswith(b"%PDF")


def test_a_failed_pdf_writes_no_manifest_and_a_lost_response_is_unknown(world: World) -> None:
    with inject(Injection(0, Fault.TIMED_OUT, Moment.BEFORE)):
        assert print_letters("acme", "bat_1", [letter()]).kind is OutcomeKind.UNKNOWN
    assert "Contents" not in world.client("s3").list_objects_v2(Bucket=world.bucket_name)
