"""What a restored table lacks: its stream, its expiry, its own backups and its protection (S8.7)."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3

from infra.operate.environment import table_name

_INDEXES = {"gsi1", "gsi2", "gsi3"}
_EXPIRY = "expires_at"
# DynamoDB changes a table in seconds to minutes.
_POLL_SECONDS = 2.0


def prepare(wanted: argparse.Namespace) -> int:
    """Make a restored table ready for the stack. Return 1 if it is no restored table of Contactbook. May be repeated."""
    client = boto3.client("dynamodb")
    obstacle = _obstacle(client, wanted.table)
    if obstacle:
        print(obstacle, file=sys.stderr)
        return 1
    for text, change in _missing(client, wanted.table):
        print(f"{'would turn on' if wanted.dry_run else 'turned on'}: {text}")
        if not wanted.dry_run:
            change()
            _wait(client, wanted.table)
    if not wanted.dry_run:
        described = client.describe_table(TableName=wanted.table)["Table"]
        print(f"RestoredTableArn={described['TableArn']}")
        print(f"RestoredTableStreamArn={described['LatestStreamArn']}")
    return 0


def _obstacle(client: Any, table: str) -> str | None:  # noqa: ANN401 - boto3 has no type for a client
    """Return why the table cannot be used, or None."""
    described = client.describe_table(TableName=table)["Table"]
    if table == table_name():
        return f"{table} is the table that the stack uses. Name the restored copy."
    if described["TableStatus"] != "ACTIVE":
        return f"{table} is {described['TableStatus']}. Wait until it is ACTIVE, and try again."
    lacking = _INDEXES - {index["IndexName"] for index in described.get("GlobalSecondaryIndexes", [])}
    if lacking:
        return f"{table} has no index {', '.join(sorted(lacking))}. Restore the table with all its indexes."
    used = client.describe_table(TableName=table_name())["Table"]
    keys = [one.get("SSEDescription", {}).get("KMSMasterKeyArn") for one in (described, used)]
    if keys[0] != keys[1]:
        return f"{table} is encrypted with {keys[0]}, which the functions may not use. Give it {keys[1]} with update-table."
    return None


def _missing(client: Any, table: str) -> Iterator[tuple[str, Callable[[], object]]]:  # noqa: ANN401 - as above
    """Yield what the table lacks, with the call that turns it on."""
    described = client.describe_table(TableName=table)["Table"]
    if not described.get("StreamSpecification", {}).get("StreamEnabled"):
        stream = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
        yield "the stream", lambda: client.update_table(TableName=table, StreamSpecification=stream)
    if not described.get("DeletionProtectionEnabled"):
        yield "protection from deletion", lambda: client.update_table(TableName=table, DeletionProtectionEnabled=True)
    if client.describe_time_to_live(TableName=table)["TimeToLiveDescription"].get("TimeToLiveStatus") != "ENABLED":
        expiry = {"Enabled": True, "AttributeName": _EXPIRY}
        yield "expiry of items", lambda: client.update_time_to_live(TableName=table, TimeToLiveSpecification=expiry)
    backups = client.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    if backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus") != "ENABLED":
        recovery = {"PointInTimeRecoveryEnabled": True}
        yield (
            "continuous backups",
            lambda: client.update_continuous_backups(TableName=table, PointInTimeRecoverySpecification=recovery),
        )


def _wait(client: Any, table: str) -> None:  # noqa: ANN401 - as above
    while client.describe_table(TableName=table)["Table"]["TableStatus"] != "ACTIVE":
        time.sleep(_POLL_SECONDS)
