"""The tenant in which the histories happen: lists, types and a template, made once, and what is stored of its contacts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contactbook.domain.base.comparable import comparable_address
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import communications, document, notification_type, set_up, template
from tests.laws.permission.words import AFFILIATE, DIRECT

# The addresses, each with its writings. Contacts share them.
ADDRESSES = (
    ("ann@example.com", "Ann@Example.com", "ANN@EXAMPLE.COM"),
    ("ann@bücher.example", "ann@xn--bcher-kva.example", "Ann@BÜCHER.example"),
    ("bob@example.com", "bob@EXAMPLE.com", "BOB@example.com"),
    ("family@example.com", "Family@example.com", "family@example.COM"),
)
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

    def type_of(self, type_id: str) -> str:
        return next(name for name, found in self.types.items() if found == type_id)


def made(world: World, unique: dict[str, Any]) -> Tenant:
    """Make the tenant, and keep the state to which each history returns."""
    api = Api()
    set_up()
    lists = [str(api.post("/v1/lists", {"name": name, "public": True}).body["list_id"]) for name in ("News", "Offers")]
    types = {name: notification_type(api, **body) for name, (body, _, _) in TYPES.items()}
    assert api.put("/v1/settings/uniqueness", unique).status == 200
    found = Tenant(lists, types, template(api))
    world.take_stream_records()
    world.keep()
    return found


def stored_contacts(world: World) -> dict[str, dict[str, Any]]:
    """Return each contact that is neither deleted nor merged away, as it is stored."""
    found = [document(item) for item in world.items() if item["kind"]["S"] == "contact"]
    return {one["contact_id"]: one for one in found}


def addresses_of(contact: dict[str, Any]) -> list[str]:
    """Return the contact's emails in the form in which they are compared."""
    return [comparable_address(one["address"]) for one in contact.get("emails", ())]


def sent(world: World) -> dict[str, dict[str, Any]]:
    """Return each communication that the provider accepted, by its id."""
    accepted = {"sent", "delivered", "bounced", "complained"}
    return {one["communication_id"]: one for one in communications(world) if one.get("state") in accepted}


def moment(text: str) -> datetime:
    """Return the time that an answer tells."""
    return datetime.fromisoformat(text)
