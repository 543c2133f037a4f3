"""The guide through the demo: six steps, each with something to click on the page of the stack and requests to send.

The page shows them and can send them. A test sends each with curl, as it stands here.
"""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from infra.local.demo.tenants import TOP_TENANT
from infra.local.template.json_values import Json


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a step, with the token of the top tenant unless it is to the stack itself."""

    method: str
    path: str
    body: dict[str, Any] | None = None

    def curl(self, url: str) -> str:
        """Return the request as a line of a shell that has the token in `TOKEN`."""
        words = ["curl -s", *([] if self.method == "GET" else [f"-X {self.method}"]), shlex.quote(url + self.path)]
        if not self.path.startswith("/_local"):
            words.append('-H "Authorization: Bearer $TOKEN"')
        if self.body is not None:
            words.append(f"-H 'Content-Type: application/json' -d {shlex.quote(json.dumps(self.body, ensure_ascii=False))}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide: what there is to see, what to click, and what to send."""

    title: str
    see: str
    click: str
    calls: tuple[Call, ...]


def guide_of(url: str, ids: Mapping[str, str]) -> dict[str, Json]:
    """Return the guide as its page reads it: the line that gets a token, and the steps. Without ids there are no steps."""
    asked = shlex.quote(json.dumps({"tenant_id": TOP_TENANT, "user_id": "me"}))
    cut = shlex.quote(r's/.*"access_token": *"\([^"]*\)".*/\1/')
    token = f"TOKEN=$(curl -s {url}/_local/token -H 'Content-Type: application/json' -d {asked} | sed {cut})"
    return {"tenant_id": TOP_TENANT, "token": token, "steps": [_as_json(step, url) for step in steps_of(ids)] if ids else []}


def steps_of(ids: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the six steps for a demo with these ids."""
    maria, layla = f"/v1/contacts/{ids['maria']}", f"/v1/contacts/{ids['layla']}"
    run = f"/v1/notification-runs/{ids['run']}"
    message = {"notification_type_id": ids["type"], "template_id": ids["template"], "channel": "email"}
    return (
        Step(
            "Find a customer in any alphabet",
            "Latin letters find Μαρία Παπαδοπούλου, Arabic ones ليلى حداد. Maria is related to a company and to her husband. Each of her "
            "accounts has addresses of its own: the rent goes to another email than her letters. Opportunities stand in their stages.",
            "Imports, on the right: the residents came from a file, and one of its twelve rows was refused.",
            (
                Call("GET", "/v1/contacts?q=papadopoulou"),
                Call("GET", f"/v1/contacts?q={quote('ليلى')}"),
                Call("GET", f"{maria}/relations"),
                Call("GET", f"{maria}/contact-information?level=account&account_id={ids['account of maria']}"),
                Call("GET", "/v1/opportunities?sort=stage"),
                Call("GET", f"/v1/imports/{ids['import']}/errors"),
            ),
        ),
        Step(
            "One person in two communities",
            "Eleni Georgiou lives in Demo North and asked about a room in Demo South. The sync found her, says which community comes first "
            "and why, and copied her to the top account with tags.",
            "TenantSync, under Schedules: it runs again, and changes nothing, because nothing has changed.",
            (Call("GET", "/v1/tenant-group/shared-contacts"), Call("GET", "/v1/contacts?tag=multi")),
        ),
        Step(
            "Why somebody was contacted, or not",
            "A campaign went to the list Newsletter: seven got it. One had said no to marketing, one has no email, and the email of one bounced.",
            "A row of the outbox: the email as it was sent, with its links.",
            (Call("GET", run), Call("GET", f"{run}/decisions?limit=100")),
        ),
        Step(
            "Let a KYC profile expire",
            "Profiles wait for verification, are verified, refuted or expired. The ID card of أحمد الخطيب ends on "
            f"{ids['card_ends_on']}, and with it his profile. Move the clock there, run the job, and go back.",
            "KycExpiry, under Schedules, after you have set the clock.",
            (
                Call("GET", "/v1/kyc/expiring?within_days=1"),
                Call("PUT", "/_local/clock", {"now": f"{ids['card_ends_on']}T12:00:00Z"}),
                Call("POST", "/_local/schedules/KycExpiry/fire"),
                Call("POST", "/_local/drain"),
                Call("GET", "/v1/kyc/profiles"),
                Call("DELETE", "/_local/clock"),
            ),
        ),
        Step(
            "Undo a merge",
            "Anna Petrou and Άννα Πέτρου were taken for one person, because they have one phone. They are two, and each gets back what was hers.",
            "Events: a merge that is undone is told to other systems.",
            (
                Call("GET", "/v1/contacts?q=petrou"),
                Call("POST", f"/v1/merges/{ids['merge']}/undo"),
                Call("GET", "/v1/contacts?q=petrou"),
            ),
        ),
        Step(
            "Say no, and see it stand",
            "Layla does not want marketing any more. The next message to her is skipped, her permissions name the no that decides, and her "
            "audit shows it in a chain that can be checked.",
            "The unsubscribe link of an email in the outbox: the same from the person's side, in six languages.",
            (
                Call("PUT", f"{layla}/preferences", {"direct_marketing": False}),
                Call("POST", f"{layla}/communications", message),
                Call("POST", "/_local/drain"),
                Call("GET", f"{layla}/communications"),
                Call("GET", f"{layla}/permissions"),
                Call("GET", f"{layla}/audit"),
                Call("GET", f"{layla}/audit/verify"),
            ),
        ),
    )


def _as_json(step: Step, url: str) -> dict[str, Json]:
    calls = [{"method": one.method, "path": one.path, "body": one.body, "curl": one.curl(url)} for one in step.calls]
    return {"title": step.title, "see": step.see, "click": step.click, "calls": calls}
