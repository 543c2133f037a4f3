"""Letters: one PDF and one manifest for each batch, with Greek letters, without any fetch."""

import json
import os
import subprocess
import sys

import pytest

from contactbook.domain.base.versions import with_fields
from contactbook.domain.sending.deliveries import OutcomeKind
from contactbook.gateways.letters import Letter, pdf_of, print_letters
from tests.aws_in_process.aws import World
from tests.checks.pdf import text_of_pdf
from tests.faults.faults import Fault, Injection, Moment
from tests.faults.injecting import inject

SCRIPTS = ("Αγαπητή ἀρχή", "Дорогая Елена", "שלום עולם", "مرحبا بالعالم", "北京市朝阳区", "東京都のさくら", "서울특별시", "İğdır")


def letter(number: int = 1, html: str = "<p>Αγαπητή Ελένη</p>") -> Letter:
    return Letter(communication_id=f"com_{number}", to=("Ελένη Γεωργίου", "Λήδρας 1", "1011 Λευκωσία"), html=html, text="Αγαπητή")


def test_a_batch_is_one_pdf_and_one_manifest(world: World) -> None:
    outcomes = print_letters("acme", "run_1/bat_1", [letter(1), letter(2)])
    assert {(one.kind, one.message_id) for one in outcomes} == {(OutcomeKind.ACCEPTED, "run_1/bat_1")}
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
        assert [one.kind for one in print_letters("acme", "bat_1", [letter()])] == [OutcomeKind.UNKNOWN]
    assert "Contents" not in world.client("s3").list_objects_v2(Bucket=world.bucket_name)


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize("form", ["<p>{}</p>", "<p>1 <b>{}</b> 2</p>", "<table><tr><td>{}</td></tr></table>"])
def test_every_kept_script_is_printed_in_its_order(form: str) -> None:
    letters = [
        Letter(communication_id=words, to=(words, "1011 Nicosia"), subject=words, html=form.format(words), text=words)
        for words in SCRIPTS
    ]
    printed = text_of_pdf(pdf_of(letters))
    assert {words: printed.count(words) for words in SCRIPTS} == dict.fromkeys(SCRIPTS, 3)


@pytest.mark.feature("S2.126")
def test_a_letter_with_a_character_that_no_font_has_is_refused_and_holds_up_no_other(world: World) -> None:
    unknown = with_fields(letter(2), text="தமிழ்", html="<p>தமிழ்</p>")
    outcomes = print_letters("acme", "bat_1", [letter(1), unknown, letter(3)])
    assert [(one.kind, one.reason) for one in outcomes] == [
        (OutcomeKind.ACCEPTED, None),
        (OutcomeKind.REFUSED, "unprintable"),
        (OutcomeKind.ACCEPTED, None),
    ]
    manifest = world.client("s3").get_object(Bucket=world.bucket_name, Key="print/acme/bat_1.json")["Body"].read()
    assert [one["communication_id"] for one in json.loads(manifest)["letters"]] == ["com_1", "com_3"]


def test_a_batch_of_letters_that_cannot_be_set_writes_no_file(world: World) -> None:
    outcomes = print_letters("acme", "bat_1", [with_fields(letter(), to=("😀",))])
    assert [one.reason for one in outcomes] == ["unprintable"]
    assert "Contents" not in world.client("s3").list_objects_v2(Bucket=world.bucket_name)


def test_letters_need_no_pillow_and_load_the_large_font_only_for_who_needs_it() -> None:
    code = """
import sys
sys.modules["PIL"] = None
from contactbook.gateways import letters, typesetting
assert not {"fpdf", "fontTools", "uharfbuzz"} & set(sys.modules)
opened = []
inner = typesetting._characters_of.__wrapped__
typesetting._characters_of = lambda font: opened.append(font) or inner(font)
one = letters.Letter(communication_id="com_1", to=("\u0391",), html="<p>\u0391</p>", text="\u0391")
assert letters.pdf_of([one]).startswith(b"%PDF")
assert set(opened) == {"DejaVuSans.ttf"}, opened
"""
    layer = {**os.environ, "PYTHONPATH": "shared"}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=layer)
