"""The first request after a restore, in a process that does nothing else: `cold_start` runs it."""

import json
import time
from typing import Any
from unittest.mock import patch

from botocore.httpsession import URLLib3Session

from benchmarks.recorded_calls import RecordedCalls
from benchmarks.requests import PERSON, Context, event_of


def seconds() -> float:
    """Prepare contacts_api as before a snapshot, and return the seconds of CPU of the first create, with its reading of the keys."""
    from contactbook.api.snapshots import prepare
    from contacts_api.app import app, handler

    prepare(app)
    calls = RecordedCalls()
    context: Any = Context()
    event = event_of("POST", "/v1/contacts", PERSON)
    with patch.object(URLLib3Session, "send", lambda _, sent: calls.answer(sent)):
        begun = time.process_time()
        answered = handler(event, context)
        taken = time.process_time() - begun
    if answered["statusCode"] != 201:
        raise SystemExit(json.dumps(answered))
    return taken
