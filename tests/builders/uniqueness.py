"""Tenants under a uniqueness rule, the job that builds its claims, and the rule that claims and contacts must match."""

import json
from collections import Counter
from typing import Any

from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimHolder, holder_of
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream

SSN = {"person": [["identifiers.social_security_number"]]}


def person(number: str | None = None, **fields: Any) -> dict[str, Any]:
    said = {"identifiers": {"social_security_number": number}} if number else {}
    return {"kind": "person", "last_name": "Georgiou", **said, **fields}


def put_rule(api: Api, **rule: Any) -> None:
    assert api.put("/v1/settings/uniqueness", rule).status == 200


def finish_build(world: World) -> None:
    """Run the background build until its queue is empty."""
    drain_stream(world)
    drain_queues(world, "uniqueness_build")


def stored_contacts(world: World) -> list[Contact]:
    kinds = [item for item in world.items() if item["kind"] == {"S": "contact"}]
    return [Contact.model_validate_json(item["document"]["S"]) for item in kinds]


def stored_claims(world: World) -> dict[str, str]:
    """Return the contact of every claim, by the claim's name."""
    return {name: holder.contact_id for name, holder in stored_holders(world).items()}


def stored_holders(world: World) -> dict[str, ClaimHolder]:
    """Return the holder of every claim, by the claim's name."""
    claims = [item for item in world.items() if item["kind"] == {"S": "claim"}]
    return {item["pk"]["S"].partition("#UNIQUE#")[2]: ClaimHolder.model_validate_json(item["document"]["S"]) for item in claims}


def assert_claims_and_contacts_are_one_to_one(world: World) -> None:
    """Check that the claims that contacts list are exactly the stored claims, each with one contact."""
    held = Counter((name, contact.contact_id) for contact in stored_contacts(world) for name in contact.claims)
    assert held == Counter(stored_claims(world).items())
    holders = {contact.contact_id: holder_of(contact) for contact in stored_contacts(world)}
    assert [holder for holder in stored_holders(world).values() if holder != holders[holder.contact_id]] == []


def documents(world: World, kind: str) -> list[dict[str, Any]]:
    return [json.loads(item["document"]["S"]) for item in world.items() if item["kind"] == {"S": kind}]
