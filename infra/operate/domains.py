"""Freeing the domain of a sender, so that another tenant group can register it."""

import argparse
import sys
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer

from contactbook.domain.senders.domains import comparable_domain
from contactbook.domain.senders.identities import DomainClaim
from contactbook.storage.base.documents import unpacked
from contactbook.storage.base.shared_keys import sending_domain
from infra.operate.environment import table_name


def free(wanted: argparse.Namespace) -> int:
    """Free a domain, and say what stands against it. Return 1 if something does."""
    obstacle = free_domain(boto3.client("dynamodb"), table_name(), wanted.domain, dry_run=wanted.dry_run)
    done = "The domain can be freed." if wanted.dry_run else "The domain is free."
    print(obstacle or done, file=sys.stderr if obstacle else sys.stdout)
    return 1 if obstacle else 0


def free_domain(client: Any, table: str, domain: str, *, dry_run: bool) -> str | None:  # noqa: ANN401 - boto3 has no type for a client
    """Delete the claim on a domain that nobody holds. Return what stands against it, or None."""
    known = comparable_domain(domain)
    if known is None:
        return "This is no domain of a sender."
    key = {"pk": {"S": sending_domain(known).pk}, "sk": {"S": sending_domain(known).sk}}
    item = client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    if item is None:
        return "Nobody has claimed this domain."
    document = TypeDeserializer().deserialize(item["document"])
    claim = DomainClaim.model_validate_json(unpacked(document.value))
    if claim.holders:
        return f"These tenants have the domain: {', '.join(claim.holders)}. They delete it first."
    if dry_run:
        return None
    client.delete_item(
        TableName=table,
        Key=key,
        # Somebody may have registered it meanwhile.
        ConditionExpression="#version = :version",
        ExpressionAttributeNames={"#version": "version"},
        ExpressionAttributeValues={":version": item["version"]},
    )
    return None
