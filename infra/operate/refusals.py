"""Carrying the nos into a restored table that people said after it was copied (S8.7)."""

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import ClientError

from contactbook.storage.base.documents import unpacked
from infra.operate.environment import table_name

_KIND = "refusal"
_PAGE = 50


def carry(wanted: argparse.Namespace) -> int:
    """Copy every refusal of an address that is newer in the other table, and mark whoever has the address. May be repeated.

    What a user recorded for a contact without evidence stands on the contact, which the copy has as it was. Such nos are listed.
    """
    client, target = boto3.client("dynamodb"), table_name()
    tenants: Counter[str] = Counter()
    for item in _refusals_in(client, wanted.table):
        tenant_id = item["pk"]["S"].split("#")[1]
        is_newer = _is_newer(client, target, item) if wanted.dry_run else _copy(client, target, item)
        tenants[tenant_id] += is_newer
        if is_newer:
            _list_recorded(tenant_id, item)
    for tenant_id in () if wanted.dry_run else tenants:
        _mark(tenant_id)
    print(
        f"{tenants.total()} refusals {'would be' if wanted.dry_run else 'were'} carried into {target}, of {len(tenants)} tenants."
    )
    return 0


def _refusals_in(client: Any, table: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - boto3 has no type for a client
    pages = client.get_paginator("scan").paginate(
        TableName=table,
        FilterExpression="kind = :kind",
        ExpressionAttributeValues={":kind": {"S": _KIND}},
        ConsistentRead=True,
    )
    for page in pages:
        yield from page["Items"]


def _is_newer(client: Any, target: str, item: dict[str, Any]) -> bool:  # noqa: ANN401 - as above
    key = {name: item[name] for name in ("pk", "sk")}
    stored = client.get_item(TableName=target, Key=key, ConsistentRead=True).get("Item")
    return stored is None or int(stored["version"]["N"]) < int(item["version"]["N"])


def _copy(client: Any, target: str, item: dict[str, Any]) -> bool:  # noqa: ANN401 - as above
    """Return True if the item was missing or older there."""
    try:
        client.put_item(
            TableName=target,
            Item=item,
            ConditionExpression="attribute_not_exists(pk) OR #version < :version",
            ExpressionAttributeNames={"#version": "version"},
            ExpressionAttributeValues={":version": item["version"]},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


def _list_recorded(tenant_id: str, item: dict[str, Any]) -> None:
    """Print the nos that a user recorded for a contact, which somebody has to record again."""
    from contactbook.domain.refusals.refusals import Refusal

    refusal = Refusal.model_validate_json(unpacked(TypeDeserializer().deserialize(item["document"]).value))
    for event in refusal.events:
        if event.is_of_users and event.contact_id:
            print(
                f"Record again: {tenant_id} {event.contact_id} said no to {', '.join(event.scopes)} at {event.at:%Y-%m-%d %H:%M} UTC."
            )


def _mark(tenant_id: str) -> None:
    """Look up the addresses of every contact again: one that was settled is not looked up when a message is sent."""
    from contactbook import clock
    from contactbook.domain.base.paging import pages
    from contactbook.services.base.stores import open_store
    from contactbook.services.refusals.following import settle

    store = open_store(tenant_id)
    for contacts, _ in pages(lambda after: store.contacts.page_by_name(limit=_PAGE, after=after)):
        settle(store, contacts, clock.now())
