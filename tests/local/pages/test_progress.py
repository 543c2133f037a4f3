"""What the page of the stack shows of imports, runs and text messages."""

import base64

import pytest

from contactbook.domain.sending import sms_segments
from contactbook.storage.base.documents import packed
from infra.local.pages.outbox import Sent
from infra.local.pages.progress import SEGMENTS_MODULE, documents_of, run_progress


def test_documents_are_read_packed_and_in_clear() -> None:
    items = [
        {"document": {"S": '{"import_id": "imp_1"}'}},
        {"document": {"B": base64.b64encode(packed('{"import_id": "imp_2"}')).decode()}},
        {"kind": {"S": "import"}},
    ]
    assert documents_of(items) == [{"import_id": "imp_1"}, {"import_id": "imp_2"}]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "run"),
        ({"dry_run": True}, "dry run"),
        ({"paused_until": "2026-11-27T10:00:00Z"}, "paused"),
        ({"cancelled_at": "x"}, "cancelled"),
    ],
)
def test_a_run_says_what_became_of_it(fields: dict[str, object], state: str) -> None:
    assert run_progress({"run_id": "run_1", "channel": "sms", **fields})["state"] == state


def test_a_text_message_says_in_how_many_parts_it_is_sent() -> None:
    assert sms_segments.__name__ == SEGMENTS_MODULE
    sent = Sent("sms", "+35799123456", "ACME", None, None, "Γειά" * 40, {}, None, "m-1", "2026-11-27T10:00:00Z")
    assert sent.as_json()["sms"] == {"encoding": "ucs_2", "units": 160, "parts": 3}
    email = Sent("email", "a@example.com", "b@example.com", "Hi", None, "Hi", {}, None, "m-2", "2026-11-27T10:00:00Z")
    assert email.as_json()["sms"] is None
