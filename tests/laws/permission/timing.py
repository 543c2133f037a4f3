"""Steps with the tenant's policies of when and how often marketing leaves: they put off and skip, and give no permission."""

from datetime import timedelta
from typing import Any

from tests.builders.sending import sweep
from tests.laws.permission.history import History
from tests.laws.permission.policies import Policy
from tests.laws.permission.sending import send_all

_ALL = ("email", "sms", "print")


def set_policy(history: History) -> None:
    """Set quiet hours that are now, or a cap, or both; or neither."""
    chance, before = history.random, history.policy
    found = Policy(sent=before.sent)
    body: dict[str, Any] = {"quiet_hours": None, "marketing_cap": None}
    if chance.random() < 0.6:
        begin, end = (f"{history.now + timedelta(hours=one):%H:00}" for one in (-1, chance.choice([4, 8])))
        found.quiet, found.channels = (begin, end), frozenset(chance.choice([("email",), ("email", "sms"), _ALL]))
        body["quiet_hours"] = {"from": begin, "to": end, "channels": sorted(found.channels)}
    if chance.random() < 0.3:
        found.most, found.days, found.since = chance.choice([1, 2, 3]), chance.choice([1, 2]), history.now
        body["marketing_cap"] = {"most": found.most, "days": found.days}
    answer = history.api.put("/v1/settings/contact_policy", body)
    assert answer.status == 200, answer.text
    history.policy = found


def wait(history: History) -> None:
    """Hours pass, and what was put off leaves: it is decided again."""
    history.now += timedelta(hours=history.random.choice([1, 6, 10]))
    sweep(history.world)
    send_all(history)
    if history.policy.is_open(history.now):
        left = [one for one in history.world.documents("communication") if _is_due(one, history)]
        assert not left, f"{left[0]['communication_id']} was put off, and has not left"


def move(history: History) -> None:
    """A user lets a waiting message leave at another time: later, or at once."""
    waiting = [one for one in history.world.documents("communication") if one.get("state", "queued") == "queued"]
    if waiting:
        found = history.random.choice(sorted(waiting, key=lambda one: str(one["communication_id"])))
        leaves_at = history.random.choice([None, (history.now + timedelta(hours=2)).isoformat()])
        answer = history.api.patch(f"/v1/communications/{found['communication_id']}", {"scheduled_for": leaves_at})
        assert answer.status in {200, 404, 409, 422}, answer.text


def _is_due(communication: dict[str, Any], history: History) -> bool:
    until = communication.get("put_off_until")
    return communication.get("state", "queued") == "queued" and until is not None and until <= f"{history.now:%Y-%m-%dT%H:%M:%SZ}"
