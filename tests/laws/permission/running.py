"""Steps in which jobs walk over everything: the stream, on time, late and again; rebuilds, re-consent, erasures that are due."""

from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.sending import sweep
from tests.checks.template import reaches_stream_function
from tests.laws.permission.history import History


def stream(history: History) -> None:
    follow(history)
    history.words.reached = history.now
    history.moved = set()


def follow(history: History) -> None:
    """Pass the stream to its function until no change is left, and keep what it brought."""
    while batch := [record for record in history.world.take_stream_records() if reaches_stream_function(record)]:
        history.batches.append(batch)
        drain_stream(history.world, batch)


def stream_again(history: History) -> None:
    """The stream brings an old batch again, or everything from its beginning. It tells nothing new."""
    if not history.batches:
        return
    whole = history.random.random() < 0.2
    for batch in history.batches if whole else [history.random.choice(history.batches)]:
        drain_stream(history.world, batch)


def rebuild(history: History) -> None:
    """Derive again what is derived from the contacts."""
    stream(history)
    assert history.api.post("/v1/settings/derived-rebuilds", {}).status == 202
    drain_queues(history.world, "derived_rebuild")
    stream(history)


def reconsent(history: History) -> None:
    """Ask everybody for its consent again. That is no yes of anybody."""
    answer = history.api.post("/v1/consent/require-reconsent", {"form_attachment_id": history.tenant.form_id})
    assert answer.status == 202, answer.text
    drain_queues(history.world, "reconsent")


def look_after(history: History) -> None:
    """The sweeper looks after what was left, and what is due is erased."""
    sweep(history.world)
    assert history.api.post("/v1/anonymization-runs", {}).status == 202
    drain_queues(history.world, "anonymization")
