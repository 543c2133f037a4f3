"""After an anonymization, a deletion and an undo nothing of a person is left, in no store and in no encoding (S2.141)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.erasure.census import CENSUS, OnErasure
from contactbook.domain.imports.fields import template_paths
from contactbook.services.erasure import trace_removal
from contactbook.services.erasure.deletion import erase_deleted
from contactbook.storage.erasure.traces import TraceRepository
from tests.api.operations import operations
from tests.aws_in_process.jobs import drain_queue_and_stream, drain_stream
from tests.builders import imports
from tests.builders.sending import at, store
from tests.canary.canaries import NICKNAME, Canaries, body_of, flattened
from tests.canary.planting import planted
from tests.checks.residue import hits

# Breaks the erasure.
Broken = Callable[[pytest.MonkeyPatch], None]


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


@pytest.mark.feature("S2.141", "S2.20")
def test_nothing_is_left_after_an_imports_undo(api, world, work, caplog, capsys):
    canaries = Canaries()
    person = flattened(body_of(next(one for one in operations() if str(one) == "POST /v1/contacts"), canaries))
    api.put("/v1/settings/custom_fields", {"fields": [{"name": NICKNAME, "label": "Nickname"}]})
    paths = template_paths(ContactKind.PERSON, store().settings.fresh().custom_fields)
    row = {path: person[path] for path in paths if path in person} | {"tags": person["tags.0"]}
    title = row.pop("title")
    csv = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    run = imports.imported(world, api, csv, columns={}, constants={"title": title})
    assert run["created"] == 1, api.get(f"/v1/imports/{run['import_id']}/errors").text
    work()
    assert api.post(f"/v1/imports/{run['import_id']}/undo").status == 202
    imports.work(world)
    work()
    left = [value for value in canaries.values if any(value in one for one in (*row.values(), title))]
    assert len(left) >= 20
    logs = caplog.text + "".join(capsys.readouterr())
    # The file itself lives for a week.
    assert hits(world, left, logs=logs, but=("imports/",)) == []
    with at(clock.now() + timedelta(days=8)):
        work({"job": "anonymization", "tenant_id": "acme"})
    assert hits(world, left) == []


def _forgets_kind(kind: str) -> Broken:
    return lambda patch: patch.setitem(CENSUS, kind, CENSUS[kind].model_copy(update={"erasure": OnErasure.KEPT}))


# Erasures that each forget one thing. A file that one of them removes is not there for the next: the export comes first.
BROKEN: dict[str, Broken] = {
    "person_export": _forgets_kind("person_export"),
    "attachment": _forgets_kind("attachment"),
    "communication": _forgets_kind("communication"),
    "request_pointer": _forgets_kind("request_pointer"),
    "values of the audit": lambda patch: patch.setattr(TraceRepository, "erase_values", lambda *_: 0),
    "former addresses": lambda patch: patch.setattr(trace_removal, "erase_addresses", lambda *_: None),
}


@pytest.mark.feature("S2.141")
def test_the_scan_finds_whatever_a_broken_erasure_forgets(api, world):
    left = planted(api, world, with_account=False)
    drain_stream(world)
    assert api.delete(f"/v1/contacts/{left.contact_id}").status == 204
    drain_stream(world)
    world.keep()
    found = {}
    for name, breaks in BROKEN.items():
        world.restore()
        with pytest.MonkeyPatch.context() as patch:
            breaks(patch)
            erase_deleted(store(), left.contact_id, now=clock.now(), has_time=lambda: True)
        found[name] = hits(world, left.values)
    assert [name for name, places in found.items() if not places] == []
