"""The commands that look at work and keys, or mend them."""

import json
from datetime import timedelta

import pytest

from infra.operate.__main__ import main
from infra.operate.key_ring import LEARNED_AFTER
from tests.aws_in_process.aws import ENVIRONMENT, SECRET, World
from tests.builders.communications import kept_as_unknown
from tests.builders.sending import set_up

HISTORY = {"kind": "person", "last_name": "Georgiou"}


@pytest.fixture(autouse=True)
def _stack(monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment of the tests is that of the stack.
    monkeypatch.setattr("infra.operate.__main__.use_environment_of", lambda stack: None)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


class TestRedrive:
    @pytest.fixture
    def dead(self, world: World):
        url = world.client("sqs").create_queue(QueueName="merges-dead-letters")["QueueUrl"]
        yield url
        world.client("sqs").delete_queue(QueueUrl=url)

    def test_dead_messages_go_back_into_the_queue(self, world, dead, capsys):
        bodies = [f'{{"number": {number}}}' for number in range(12)]
        for body in bodies:
            world.client("sqs").send_message(QueueUrl=dead, MessageBody=body)
        assert main(["redrive", "merges", "--dry-run"]) == 0
        assert world.messages("merges") == []
        assert main(["redrive", "merges"]) == 0
        assert sorted(world.messages("merges")) == sorted(bodies)
        assert said(capsys) == "About 12 messages would be moved.\n12 messages were moved.\n"
        assert main(["redrive", "merges"]) == 1

    def test_a_job_without_a_queue_is_refused_with_the_way_out(self, world, capsys):
        assert main(["redrive", "contact-events"]) == 1
        assert "docs/runbook/dead-letters.md#contact-events-dead" in said(capsys)

    def test_a_queue_that_does_not_exist_is_no_success(self, world, capsys):
        assert main(["redrive", "uploads"]) == 2
        assert "AWS does not answer" in said(capsys)


class TestRotatingKeys:
    @pytest.fixture(autouse=True)
    def _ring(self, world: World):
        yield
        world.put_secret(SECRET)

    def ring(self, world):
        return json.loads(world.client("secretsmanager").get_secret_value(SecretId=ENVIRONMENT["SECRET_ID"])["SecretString"])

    def test_a_key_is_added_and_used_a_day_later(self, world, monkeypatch, capsys):
        before = self.ring(world)
        assert main(["rotate-keys", "add", "--dry-run"]) == 0
        assert self.ring(world) == before
        assert main(["rotate-keys", "add"]) == 0
        added = self.ring(world)
        assert {**added, "2": ""} == {**before, "2": ""}
        assert len(added["2"]) == 64
        assert main(["rotate-keys", "use"]) == 1
        assert "Not every function knows key 2 yet" in said(capsys)
        monkeypatch.setattr("infra.operate.key_ring.LEARNED_AFTER", timedelta(0))
        assert main(["rotate-keys", "use"]) == 0
        assert self.ring(world) == {**added, "current": "2"}
        assert timedelta(days=1) <= LEARNED_AFTER

    def test_no_step_is_taken_twice_and_no_key_is_printed(self, world, capsys):
        assert main(["rotate-keys", "use"]) == 1
        assert main(["rotate-keys", "add"]) == 0
        assert main(["rotate-keys", "add"]) == 1
        told = said(capsys)
        assert "Add one first" in told
        assert "Key 2 is there already" in told
        assert not [key for key in self.ring(world).values() if len(key) > 1 and key in told]


class TestVerifyingTheAudit:
    def test_every_history_of_a_tenant_is_checked(self, world, api, capsys):
        api.register()
        for _ in range(2):
            api.post("/v1/contacts", HISTORY)
        assert main(["verify-audit", "acme"]) == 0
        assert said(capsys) == "2 histories with 2 entries were checked; 0 are broken.\n"

    def test_a_changed_entry_is_named(self, world, api, capsys):
        api.register()
        contact_id = api.post("/v1/contacts", HISTORY).body["contact_id"]
        (entry,) = [item for item in world.items(f"TENANT#acme#CONTACT#{contact_id}") if item["kind"]["S"] == "history"]
        key = {name: entry[name] for name in ("pk", "sk")}
        world.client("dynamodb").delete_item(TableName=world.table_name, Key=key)
        assert main(["verify-audit", "acme", "--contact", contact_id]) == 1
        assert f"{contact_id}: BROKEN at " in said(capsys)

    @pytest.mark.parametrize("tenant", ["nobody", "no tenant#"])
    def test_a_tenant_that_does_not_exist_is_said_to_be_missing(self, world, capsys, tenant):
        assert main(["verify-audit", tenant]) == 1
        assert said(capsys) == f"There is no tenant {tenant}.\n"


class TestWorkThatIsOpen:
    @pytest.fixture
    def run_id(self, world, api) -> str:
        api.register()
        set_up()
        contact_id = api.post("/v1/contacts", {**HISTORY, "emails": [{"address": "eleni@example.com"}]}).body["contact_id"]
        template = api.post("/v1/templates", {"name": "Bill", "bodies": {"email": {"subject": "Bill", "text": "Your bill"}}}).body
        kind = api.post("/v1/notification-types", {"name": "Offers", "purpose": "direct_marketing"}).body
        run = {
            "notification_type_id": kind["notification_type_id"],
            "template_id": template["template_id"],
            "channel": "email",
            "origin": "contact_report",
            "audience": {"contact_ids": [contact_id]},
        }
        started = api.post("/v1/notification-runs", run)
        assert started.status == 202, started.text
        return str(started.body["run_id"])

    def test_a_run_that_is_not_finished_is_listed(self, run_id, api, capsys):
        assert main(["open-runs"]) == 0
        assert said(capsys).startswith(f"acme {run_id} ")
        assert main(["open-runs", "--hours", "3"]) == 1
        assert api.post(f"/v1/notification-runs/{run_id}/cancel").status == 200
        assert main(["open-runs", "--tenant", "acme"]) == 1
        assert said(capsys).endswith("0 runs are open.\n")


class TestUnknownCommunications:
    @pytest.fixture
    def unknown(self, world, api) -> str:
        api.register()
        return kept_as_unknown("acme", api.post("/v1/contacts", HISTORY).body["contact_id"])

    def test_they_are_listed_and_resolved_with_a_reason_in_the_audit(self, unknown, api, capsys):
        assert main(["unknown"]) == 0
        assert said(capsys).startswith(f"acme {unknown} email ")
        resolve = ["resolve-unknown", "acme", unknown, "delivered", "--reason", "She answered it."]
        assert main([*resolve, "--dry-run"]) == 0
        assert api.get(f"/v1/communications/{unknown}").body["state"] == "unknown"
        assert main(resolve) == 0
        found = api.get(f"/v1/communications/{unknown}").body
        assert found["state"] == "delivered"
        entries = api.get(f"/v1/contacts/{found['contact_id']}/audit").body["items"]
        (entry,) = [one for one in entries if one["action"] == "communication.resolved"]
        assert entry["actor"] == {"type": "job", "id": "operator"}
        assert main(["unknown", "--tenant", "acme"]) == 1

    def test_what_is_not_unknown_is_left_as_it_is(self, unknown, capsys):
        resolve = ["resolve-unknown", "acme", unknown, "not_delivered", "--reason"]
        assert main([*resolve, ""]) == 1
        assert main([*resolve, "no answer"]) == 0
        assert main([*resolve, "no answer"]) == 1
        assert "only what became of an `unknown` one can be recorded" in said(capsys)
        assert main(["resolve-unknown", "acme", "com_1", "delivered", "--reason", "x", "--dry-run"]) == 1
