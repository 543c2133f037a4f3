"""A job's message waits while its tenant runs as many of the kind as it may (S8.4)."""

from datetime import timedelta

import pytest

from contactbook import clock
from contactbook.services.base.stores import open_store
from contactbook.services.tenants.shares import job_slot
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.library import keep_file

QUEUE = "reconsent"


@pytest.mark.feature("S8.4")
def test_a_message_of_a_busy_tenant_goes_back_unharmed_and_is_done_when_a_place_is_free(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactbook.api.jobs.config", lambda: type("Config", (), {"tenant_jobs_at_once": 1}))
    keep_file("att_new")
    run = api.post("/v1/consent/require-reconsent", {"form_attachment_id": "att_new"}).body
    now = clock.now()
    job = world.queue_urls[QUEUE].rpartition("/")[2]
    with job_slot(open_store("acme"), job, most=1, now=now, until=now + timedelta(minutes=15)):
        assert deliver(world, QUEUE) == []
        assert api.get(f"/v1/consent/reconsent-runs/{run['run_id']}").body["state"] == "waiting"
    waiting = world.take_messages(QUEUE)
    assert len(waiting) == 1
    assert deliver(world, QUEUE, waiting) == []
    assert api.get(f"/v1/consent/reconsent-runs/{run['run_id']}").body["state"] == "finished"
    # The job left its place: another takes it.
    now = clock.now()
    with job_slot(open_store("acme"), job, most=1, now=now, until=now + timedelta(minutes=15)) as held:
        assert held
