"""A contact that left a value of its own wherever a contact can: in its fields, its records, its messages, its files, on lists.

`planted` and then `hits` of `tests/checks/residue.py` tell what an erasure has forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from contactbook import clock
from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import invoke
from tests.builders.feedback import bounced, tell
from tests.builders.sending import set_up
from tests.builders.uploads import take_over
from tests.canary.canaries import NICKNAME, Canaries, Json, body_of

AT = "/v1/contacts/{contact_id}"
# Parts of a path: only who has an account has them.
_OF_A_CUSTOMER = frozenset({"accounts", "kyc"})
_PROFILES = [
    {"profile": "basic", "level": 1, "requires_verification": False},
    {"profile": "full", "level": 2, "requires_verification": True, "expires_after_days": 365},
]
# Ids of records that a body names, beside those in its path.
_NAMED = {
    f"POST {AT}/communications": ("notification_type_id",),
    f"POST {AT}/relations": ("related_contact_id",),
}
# What a body says otherwise than the example, so that it is accepted after those before it.
_INSTEAD: dict[str, Json] = {
    # Its accounts are made after it, and only for a customer.
    "POST /v1/contacts": {"accounts": [], "kyc_profile": None},
    f"POST {AT}/addresses": {"type": "business", "primary": False},
    f"POST {AT}/accounts": {"kyc_profile": None},
    f"POST {AT}/communications": {"template_id": None},
    f"POST {AT}/kyc/change": {"profile": "basic"},
}
# Bodies that are about something else, or that a test sends by itself, with the reason.
NOT_PLANTED = {
    "POST /v1/contacts/{contact_id}/merge": "a test of merges does it",
    "POST /v1/contacts/{contact_id}/merge/preview": "changes nothing",
    "POST /v1/contacts/{contact_id}/kyc/assign": "a customer holds a profile already",
    "POST /v1/contacts/{contact_id}/kyc/refute": "gives a reason, as a change does",
    "POST /v1/contacts/{contact_id}/kyc/verify": "gives a reason, as a change does",
    "PUT /v1/contacts/{contact_id}/preferences": "its evidence is the same as of a consent, which is planted",
}


@dataclass
class Planted:
    """The contact, and every value that it left somewhere."""

    contact_id: str
    canaries: Canaries

    @property
    def values(self) -> list[str]:
        """What must not be found any more."""
        return self.canaries.values


def bodies_about_a_contact() -> Iterator[Operation]:
    """Every operation below a contact that takes a body."""
    for one in operations():
        if one.path.startswith(AT) and one.body and one.method != "DELETE" and str(one) not in NOT_PLANTED:
            yield one


def planted(api: Api, world: World, *, with_account: bool = True) -> Planted:
    """Make a contact that left something wherever a contact can. The stream has not run yet."""
    set_up(api.tenant_id)
    ids = _configure(api)
    canaries = Canaries()
    created = next(one for one in operations() if str(one) == "POST /v1/contacts")
    for place, one in enumerate([created, *bodies_about_a_contact()]):
        if not with_account and _OF_A_CUSTOMER & set(one.path.split("/")):
            continue
        known = len(canaries.values)
        body = body_of(one, canaries)
        if len(canaries.values) == known and str(one) not in _NAMED:
            continue
        body |= {name: ids[name] for name in _NAMED.get(str(one), ())} | _INSTEAD.get(str(one), {})
        body |= {"list_ids": [ids["list_id"]]} if "list_ids" in body and one is not created else {}
        keyed = Api(tenant_id=api.tenant_id, headers={"idempotency_key": f"planted-{place}"})
        answer = keyed.call(one.method, one.at(**ids), body)
        assert answer.status < HTTPStatus.MULTIPLE_CHOICES, (str(one), body, answer.text)
        ids |= {name: value for name, value in (answer.body or {}).items() if name.endswith("_id") and isinstance(value, str)}
    left = Planted(ids["contact_id"], canaries)
    _leave_elsewhere(api, world, left)
    return left


def _configure(api: Api) -> dict[str, str]:
    """Configure what the bodies name; return the ids that they need."""
    settings = [
        api.put(
            "/v1/settings/custom_fields", {place: [{"name": NICKNAME, "label": "Nickname"}] for place in ("fields", "account")}
        ),
        api.put("/v1/settings/uniqueness", {"person": [["emails.address"], ["identifiers.social_security_number"]]}),
    ]
    settings.append(api.put("/v1/settings/kyc", {"profiles": _PROFILES}))
    assert {answer.status for answer in settings} == {HTTPStatus.OK}, [answer.text for answer in settings]
    care = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    other = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"]
    topic = api.post("/v1/lists", {"name": "Recipes", "public": True}).body["list_id"]
    return {"notification_type_id": care, "related_contact_id": other, "list_id": topic}


def _leave_elsewhere(api: Api, world: World, left: Planted) -> None:
    """Files, messages, answers, suppression lists with present and former addresses, and a former address that bounced."""
    at = f"/v1/contacts/{left.contact_id}"
    (file,) = api.get(f"{at}/attachments").body["items"]
    content = left.canaries.word().encode()
    announced = api.post(
        f"{at}/attachments", {"file_name": left.canaries.word(), "content_type": "text/plain", "size": len(content)}
    ).body
    upload(world, announced["upload_url"], content)
    take_over(world)
    assert api.get(f"{at}/attachments/{announced['attachment_id']}").body["state"] == "stored", file
    _send(world)
    _bounce(api, world, left)
    suppressed = api.post("/v1/suppression-lists", {"name": "Asked on the phone"}).body["suppression_list_id"]
    entries = [{"phone": one} for one in left.canaries.phones] + [{"email": one} for one in left.canaries.emails]
    answers = [
        api.post(f"/v1/suppression-lists/{suppressed}/entries", {"entries": entries}),
        api.get(f"/v1/suppression-lists/{suppressed}/entries"),
        api.post(f"{at}/links", {"purpose": "preferences"}),
        api.get(f"{at}/audit"),
        api.get("/v1/contacts", q=left.values[0]),
        api.get(f"{at}/export", format="zip"),
        api.post(f"{at}/export/email", {}),
    ]
    assert all(one.status < HTTPStatus.MULTIPLE_CHOICES for one in answers), [one.text for one in answers]
    _send(world)


def _bounce(api: Api, world: World, left: Planted) -> None:
    """Let the contact's address bounce, which it then leaves."""
    at = f"/v1/contacts/{left.contact_id}"
    sent = next(one for one in world.documents("communication") if one["state"] == "sent")
    tell(bounced(sent, clock.now(), kind="Permanent", status="5.1.1"))
    assert api.patch(at, {"emails": [{"address": left.canaries.email()}]}).status == HTTPStatus.OK


def upload(world: World, url: str, content: bytes) -> None:
    """PUT a file to an upload address."""
    key = unquote(urlsplit(url).path).removeprefix(f"/{world.bucket_name}/")
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=content)


def _send(world: World) -> None:
    """What was queued is sent, so that what was really said lies in the table."""
    records = world.take_messages("notification_sender")
    assert invoke("notification_sender", records) == []
