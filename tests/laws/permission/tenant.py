"""The tenants in which the histories happen: lists, types and a template, made once, and what is stored of their contacts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.library import keep_file
from tests.builders.sending import notification_type, set_up, store, template
from tests.laws.permission.words import AFFILIATE, DIRECT

# The addresses, each with its writings. Contacts share them.
ADDRESSES = (
    ("ann@example.com", "Ann@Example.com", "ANN@EXAMPLE.COM"),
    ("ann@bücher.example", "ann@xn--bcher-kva.example", "Ann@BÜCHER.example"),
    ("bob@example.com", "bob@EXAMPLE.com", "BOB@example.com"),
    ("family@example.com", "Family@example.com", "family@example.COM"),
)
# One that SES cannot take.
UNSENDABLE = "ελένη@example.com"
# The mobile numbers, a landline that no text reaches, and a premium number.
MOBILES = ("+35799111111", "+35799222222", "+35799333333")
LANDLINE, PREMIUM = "+35722123456", "+35790012345"
# The top account, and its children.
TOP, CHILDREN = "acme", ("north", "south")
SENDER = "ACME"
SOFT_BOUNCES = 2
# Each type: its purpose, the scopes that stop it whoever said no, and those that stop it only if the person said no itself.
TYPES: dict[str, tuple[dict[str, Any], tuple[str, ...], bool]] = {
    "direct": ({"purpose": "direct_marketing"}, (DIRECT,), True),
    "direct careless": ({"purpose": "direct_marketing", "apply_direct_marketing_preference": False}, (DIRECT,), False),
    "affiliate": ({"purpose": "affiliate_marketing"}, (AFFILIATE,), True),
    "affiliate careless": (
        {"purpose": "affiliate_marketing", "apply_affiliate_marketing_preference": False},
        (AFFILIATE,),
        False,
    ),
    "care": ({"purpose": "customer_care", "apply_direct_marketing_preference": True}, (DIRECT,), True),
    "bill": ({"purpose": "financial"}, (), False),
}
MARKETING = frozenset({"direct", "direct careless", "affiliate", "affiliate careless"})


@dataclass
class Tenant:
    """The ids of what every history uses."""

    lists: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    template_id: str = ""
    form_id: str = ""

    def type_of(self, type_id: str) -> str:
        return next(name for name, found in self.types.items() if found == type_id)


def made(world: World, unique: dict[str, Any]) -> Tenant:
    """Make the tenant, and keep the state to which each history returns."""
    api = Api()
    api.register()
    operator = Api(tenant_id="operations", scopes=("platform:admin",))
    assert operator.patch(f"/v1/tenants/{TOP}", {"sms_sender_ids": [SENDER]}).status == 200
    for child in CHILDREN:
        Api(tenant_id=child).register(parent_id=TOP)
    set_up()
    senders = api.get("/v1/settings/senders").body
    assert api.put("/v1/settings/senders", senders | {"soft_bounce_limit": SOFT_BOUNCES}).status == 200
    synced = {"enabled": True, "tags": ["shared"], "copy_to_top_account": True}
    assert api.put("/v1/tenant-group/sync-settings", synced).status == 200
    lists = [str(api.post("/v1/lists", {"name": name, "public": True}).body["list_id"]) for name in ("News", "Offers")]
    types = {name: notification_type(api, **body) for name, (body, _, _) in TYPES.items()}
    assert api.put("/v1/settings/uniqueness", unique).status == 200
    found = Tenant(lists, types, template(api), keep_file("att_form"))
    drain_queues(world, "uniqueness_build")
    world.take_stream_records()
    return found


def stored_contacts(world: World, tenant_id: str = TOP) -> dict[str, dict[str, Any]]:
    """Return each contact that is neither deleted nor merged away, as it is stored."""
    return {one["contact_id"]: one for one in world.documents("contact", tenant_id)}


def one_form(address: str) -> str:
    """Return the form in which the machine compares addresses: it asks nothing of the product."""
    return address.lower().replace("xn--bcher-kva", "bücher")


def addresses_of(contact: dict[str, Any]) -> list[str]:
    """Return the contact's emails in the form in which they are compared."""
    return [one_form(one["address"]) for one in contact.get("emails", ())]


def consent_of(contact: dict[str, Any]) -> str:
    return str(contact.get("consent", {}).get("state", "pending"))


def numbers_of(contact: dict[str, Any]) -> list[str]:
    return [one["number"] for one in contact.get("phones", ())]


def stored_accounts(world: World) -> dict[str, dict[str, Any]]:
    """Return each account of the top account's contacts, as it is stored."""
    return {one["account_id"]: one for one in world.documents("account", TOP)}


def account_addresses(account: dict[str, Any]) -> list[str]:
    """Return the email and the phone that the account has of its own."""
    own = account.get("contact_information", {})
    return [*([one_form(own["email"])] if own.get("email") else []), *([own["phone"]] if own.get("phone") else [])]


def reached_at(contact: dict[str, Any]) -> list[str]:
    """Return the addresses and numbers."""
    return [*addresses_of(contact), *numbers_of(contact)]


def sent(world: World) -> dict[str, dict[str, Any]]:
    """Return each communication that the provider accepted, by its id."""
    accepted = {"sent", "delivered", "bounced", "complained"}
    return {one["communication_id"]: one for one in world.documents("communication", TOP) if one.get("state") in accepted}


def moment(text: str) -> datetime:
    """Return the time that an answer tells."""
    return datetime.fromisoformat(text)


def contact_on(api: Api, address: str, topic: str | None = None) -> str:
    """Create a contact with this address that takes direct marketing, on this list. Return the id."""
    body = {
        "kind": "person",
        "first_name": "Ann",
        "emails": [{"address": address}],
        "list_ids": [topic] if topic else [],
        "preferences": {"direct_marketing": True},
    }
    answer = api.post("/v1/contacts", body)
    assert answer.status in {201, 409}, answer.text
    if answer.status == 409:
        # An address that refuses takes no yes of a user.
        answer = api.post("/v1/contacts", body | {"preferences": {}})
    return str(answer.body["contact_id"])


def allowed(api: Api, contact_id: str) -> dict[str, bool]:
    """Return what the contact permits, by scope."""
    items = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    return {one["scope"]: one["allowed"] for one in items}


def leave(contact_id: str, address: str) -> None:
    """Leave every list, and say yes to marketing, on the page that a mail to this address leads to."""
    _post(contact_id, address, "", {"form": "preferences", "direct_marketing": "on"})


def click(contact_id: str, address: str) -> None:
    """Click once on what ends the mails to this address."""
    _post(contact_id, address, "/one-click", {"List-Unsubscribe": "One-Click"})


def _post(contact_id: str, address: str, below: str, form: dict[str, str]) -> None:
    from contactbook import clock
    from contactbook.domain.links.links import LinkPurpose
    from contactbook.services.links.links import link_url

    url = link_url(store(), contact_id, LinkPurpose.PREFERENCES, now=clock.now(), sent_to=address)
    kind = "application/x-www-form-urlencoded"
    answer = Api(anonymous=True).call("POST", f"{urlsplit(url).path}{below}", raw=urlencode(form), content_type=kind)
    assert answer.status == 200, answer.text
