"""The Python client of this repository against the local stack, and its retries against answers that are played."""

import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from contactbook_client import (
    Contactbook,
    Merged,
    NotFound,
    Problem,
    RuleBroken,
    Throttled,
    Unauthorized,
    ValidationFailed,
    VersionMismatch,
)
from contactbook_client import operations as op
from contactbook_client.models import (
    AttachmentDraft,
    CategoriesSettingsDraft,
    Channel,
    Contact,
    ContactChanges,
    ContactDraft,
    ContactKind,
    EmailDraft,
    ImportDraft,
    MergeDraft,
    NoteChanges,
    NoteDraft,
    RelationDraft,
)

from tests.scenarios.conftest import Portal, Stack

pytestmark = pytest.mark.feature("S7.3")


@pytest.fixture
def portal(stack: Stack) -> Portal:
    return stack.tenant()


@pytest.fixture
def book(portal: Portal) -> Iterator[Contactbook]:
    with Contactbook(str(portal.http.base_url), lambda: portal.token) as found:
        yield found


def person(name: str = "Georgiou", **said: object) -> ContactDraft:
    return ContactDraft(kind=ContactKind.PERSON, first_name="Eleni", last_name=name, language="el", **said)


def test_a_contact_is_created_read_changed_and_not_overwritten(book: Contactbook) -> None:
    made = book.receive(op.contacts_create(body=person(emails=[EmailDraft(address="eleni@example.com")])))
    assert (made.status, made.etag, made.location) == (201, '"1"', f"/v1/contacts/{made.value.contact_id}")
    read = book.receive(op.contacts_read(made.value.contact_id))
    assert isinstance(read.value, Contact)
    assert read.value.emails[0].address == "eleni@example.com"
    assert read.value.created_at.tzinfo is not None
    assert book.receive_if_changed(op.contacts_read(made.value.contact_id), read.etag or "") is None
    change = op.contacts_change(made.value.contact_id, body=ContactChanges(tags=["gold"]))
    assert book.send(change, if_match=read.etag).tags == ["gold"]
    with pytest.raises(VersionMismatch):
        book.send(change, if_match=read.etag)
    again = book.receive_if_changed(op.contacts_read(made.value.contact_id), read.etag or "")
    assert again is not None
    assert again.etag == '"2"'


def test_a_request_with_a_key_happens_once(book: Contactbook) -> None:
    sent = [book.receive(op.contacts_create(body=person()), idempotency_key="once") for _ in range(2)]
    assert sent[0].value.contact_id == sent[1].value.contact_id
    assert [one.replayed for one in sent] == [False, True]


def test_problems_are_exceptions_with_their_codes(book: Contactbook, portal: Portal) -> None:
    with pytest.raises(ValidationFailed) as refused:
        book.send(op.contacts_create(body=person(emails=[EmailDraft(address="eleni.example.com")])))
    assert [(one.field, one.code) for one in refused.value.errors] == [("/emails/0/address", "invalid_email")]
    with pytest.raises(NotFound):
        book.send(op.contacts_read("con_00000000000000000000000000"))
    with Contactbook(str(portal.http.base_url), "no token") as stranger, pytest.raises(Unauthorized):
        stranger.send(op.me_read())
    survivor, source = (book.send(op.contacts_create(body=person())).contact_id for _ in range(2))
    book.send(op.contacts_merge(survivor, body=MergeDraft(source_ids=[source])))
    with pytest.raises(Merged) as gone:
        book.send(op.contacts_read(source))
    assert gone.value.merged_into == survivor
    with pytest.raises(RuleBroken) as rule:
        book.send(op.contacts_relations_create(survivor, body=RelationDraft(related_contact_id=survivor, relation_type="other")))
    assert rule.value.code == "self_relation"


def test_lists_are_gone_through_page_by_page(book: Contactbook) -> None:
    contact = book.send(op.contacts_create(body=person())).contact_id
    for text in ("one", "two", "three"):
        book.send(op.contacts_notes_create(contact, body=NoteDraft(text=text)))
    assert {note.text for note in book.items(op.contacts_notes_list(contact, limit=1))} == {"one", "two", "three"}
    assert [len(page.items) for page in book.pages(op.contacts_notes_list(contact, limit=2))] == [2, 1]


def test_files_are_uploaded(book: Contactbook, portal: Portal, stack: Stack) -> None:
    contact, content = book.send(op.contacts_create(body=person())).contact_id, b"%PDF-1.4 a file"
    draft = AttachmentDraft(file_name="id.pdf", content_type="application/pdf", size=len(content), classification="passport")
    announced = book.send(op.contacts_attachments_create(contact, body=draft))
    book.upload(announced, content)
    stack.drain()
    stored = book.send(op.contacts_attachments_read(contact, announced.attachment_id))
    assert stored.state == "stored"
    assert portal.http.get(str(stored.download_url)).content == content
    started = book.send(op.imports_start(body=ImportDraft(kind=ContactKind.PERSON, csv="last_name\nIoannou\n")))
    stack.drain()
    assert book.send(op.imports_read(started.import_id)).created == 1


def test_a_section_is_saved_by_its_type(book: Contactbook) -> None:
    book.send(op.settings_save("categories", body=CategoriesSettingsDraft(categories=["customer"])))
    assert book.send(op.settings_read("categories")).to_dict()["categories"] == ["customer"]


def played(*answers: httpx.Response | Exception) -> tuple[Contactbook, list[httpx.Request], list[float]]:
    """A client whose requests get these answers, what it sent, and how long it waited."""
    rest: Iterator[httpx.Response | Exception] = iter(answers)
    sent: list[httpx.Request] = []
    waits: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        found = next(rest)
        if isinstance(found, Exception):
            raise found
        return found

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Contactbook("http://x/", "secret", http=http, retries=2, wait=waits.append), sent, waits


NOTE = {
    "version": 1,
    "text": "A",
    "note_id": "nte_1",
    "contact_id": "con_1",
    "created_at": "2026-03-02T09:00:00.000Z",
    "created_by": {"type": "user", "id": "user-1"},
    "updated_at": "2026-03-02T09:00:00.000Z",
    "updated_by": {"type": "user", "id": "user-1"},
    "of_a_later_version": True,
}
WRITE = op.contacts_notes_create("con_1", body=NoteDraft(text="A"))


def test_a_lost_post_is_repeated_with_its_key() -> None:
    busy = httpx.Response(503, headers={"Retry-After": "2"}, json={"code": "storage_unavailable"})
    book, sent, waits = played(httpx.ReadTimeout("lost"), busy, httpx.Response(201, json=NOTE))
    assert book.send(WRITE).note_id == "nte_1"
    assert len({one.headers["Idempotency-Key"] for one in sent}) == 1
    assert json.loads(sent[0].content) == {"text": "A"}
    assert waits[1] >= 2


@pytest.mark.parametrize("lost", [lambda: httpx.ReadTimeout("lost"), lambda: httpx.Response(503, json={})])
def test_a_lost_change_is_not_repeated_but_a_refused_one_is(lost: Callable[[], httpx.Response | Exception]) -> None:
    change = op.contacts_notes_change("con_1", "nte_1", body=NoteChanges(text="B"))
    book, sent, _ = played(lost(), httpx.Response(200, json=NOTE))
    with pytest.raises((httpx.ReadTimeout, Problem)):
        book.send(change)
    assert len(sent) == 1
    book, sent, _ = played(httpx.Response(429, json={"code": "tenant_busy"}), httpx.Response(200, json=NOTE))
    assert book.send(change).text == "A"
    assert len(sent) == 2


def test_a_first_request_that_still_runs_is_waited_for() -> None:
    running = httpx.Response(
        409, headers={"Content-Type": "application/problem+json"}, content=b'{"code": "request_in_progress"}'
    )
    book, sent, _ = played(running, httpx.Response(201, headers={"Idempotency-Replayed": "true"}, json=NOTE))
    assert book.receive(WRITE).replayed
    assert len(sent) == 2
    other = httpx.Response(409, headers={"Content-Type": "application/problem+json"}, content=b'{"code": "too_many_notes"}')
    book, sent, _ = played(other)
    with pytest.raises(RuleBroken):
        book.send(WRITE)
    assert len(sent) == 1


def test_a_busy_tenant_ends_as_a_problem() -> None:
    book, sent, _ = played(*(httpx.Response(429, json={"message": "Too Many Requests"}) for _ in range(3)))
    with pytest.raises(Throttled, match="Too Many Requests"):
        book.send(op.me_read())
    assert len(sent) == 3


def test_a_long_wait_is_told_whole_and_waited_for_in_part() -> None:
    later = [httpx.Response(429, headers={"Retry-After": "90"}, json={"code": "tenant_busy"}) for _ in range(3)]
    book, _, waits = played(*later)
    with pytest.raises(Throttled) as told:
        book.send(op.me_read())
    assert told.value.retry_after == 90
    assert max(waits) == 20


def test_the_token_is_not_sent_to_the_address_of_a_file() -> None:
    book, sent, _ = played(httpx.Response(200))
    book.upload(_Announced(), b"A")
    assert "Authorization" not in sent[0].headers
    assert sent[0].method == "PUT"


def test_what_is_there_already_is_not_uploaded() -> None:
    book, sent, _ = played()
    announced = _Announced()
    announced.upload_url = None
    with pytest.raises(ValueError, match="no upload_url"):
        book.upload(announced, b"A")
    assert sent == []


class _Announced:
    upload_url: str | None = "http://files/x"


def test_values_of_a_later_version_are_taken_as_they_are() -> None:
    assert Channel("whatsapp") == "whatsapp"
    assert Channel("email") is Channel.EMAIL
    with pytest.raises(ValueError, match="3"):
        Channel(3)
