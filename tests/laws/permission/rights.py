"""Steps of users who may less: without a scope, they change nothing."""

from tests.aws_in_process.http import Api
from tests.laws.permission.history import History
from tests.laws.permission.words import AFFILIATE, DIRECT

READING = ("contacts:read", "communications:send")


def without_scopes(history: History) -> None:
    """A user who may only read and send tries what needs more."""
    contact_id, path = history.one(), f"/v1/contacts/{history.one()}"
    user = Api(user_id="user-2", scopes=READING)
    tries = [
        ("PUT", f"{path}/preferences", {DIRECT: True, AFFILIATE: True}),
        ("PUT", f"{path}/consent", {"state": "accepted"}),
        ("PUT", f"{path}/lists", {"list_ids": history.tenant.lists}),
        ("POST", f"{path}/merge", {"source_ids": [contact_id]}),
        ("DELETE", path, None),
        ("PUT", "/v1/settings/preferences", {"apply_off_passes_over": "everything"}),
        ("PATCH", f"/v1/notification-types/{history.tenant.types['direct']}", {"apply_direct_marketing_preference": False}),
    ]
    for method, where, body in [tries[-1], history.random.choice(tries)]:
        answer = user.call(method, where, body)
        assert answer.status in {403, 404}, f"{method} {where} by a user without the scope: {answer.status} {answer.text}"


def make_careless_type(history: History) -> None:
    """Who may only send makes a type that passes the Apply switch: refused, for it would reach who said no."""
    purpose = history.random.choice(["customer_care", "direct_marketing", "financial"])
    body = {"name": "Careless", "purpose": purpose, "apply_direct_marketing_preference": False}
    answer = Api(user_id="user-2", scopes=READING).post("/v1/notification-types", body)
    assert answer.status == 403, f"a {purpose} type made with communications:send alone: {answer.status}"


def in_another_portal(history: History) -> None:
    """A person speaks for somebody else: nothing is heard."""
    own, other = history.one(), history.one()
    if own != other:
        answer = Api(contact_id=own).put(f"/v1/contacts/{other}/preferences", {DIRECT: True})
        assert answer.status in {403, 404}, answer.text
