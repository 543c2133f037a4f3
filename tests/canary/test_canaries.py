"""After an anonymization, a deletion and an undo nothing of a person is left, in no store and in no encoding (S2.141)."""

from typing import Any

import pytest

from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.canary.planting import planted
from tests.checks.residue import hits


@pytest.fixture
def work(world: Any) -> Any:
    """Run these messages, the queue's messages and the stream until nothing is left."""
    return lambda *bodies: drain_queue_and_stream(world, "anonymization", *bodies)


@pytest.mark.feature("S2.141")
def test_nothing_is_left_after_an_anonymization(api, world, work, caplog, capsys):
    left = planted(api, world)
    work()
    assert len(left.values) >= 40
    assert set(left.values) - {hit.partition(" as ")[0] for hit in hits(world, left.values)} == set()
    done = api.post(f"/v1/contacts/{left.contact_id}/anonymize")
    assert (done.status, done.body["state"]) == (200, "anonymized"), done.text
    work()
    assert hits(world, left.values, logs=caplog.text + "".join(capsys.readouterr())) == []
    certificate = api.get(f"/v1/contacts/{left.contact_id}/erasure-certificate").body
    assert certificate["expiring"] == {"imports/": 7, "exports/": 7, "print/": 7, "uploads/": 1}
    assert (certificate["erased"]["note"], certificate["redacted"]["account"]) == (1, 1)
    assert [one for one in left.values if api.get("/v1/contacts", q=one).body["items"]] == []


@pytest.mark.feature("S2.141", "S2.19")
def test_nothing_is_left_after_a_deletion(api, world, work, caplog, capsys):
    left = planted(api, world, with_account=False)
    work()
    assert api.delete(f"/v1/contacts/{left.contact_id}").status == 204
    work()
    assert hits(world, left.values, logs=caplog.text + "".join(capsys.readouterr())) == []
