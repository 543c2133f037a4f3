"""Commands for whoever runs Contactbook.

`python -m infra.operate show PK [SK]` prints items of the table in clear. `python -m infra.operate free-domain DOMAIN` lets another
tenant group register a domain that nobody holds any more.

The table's name comes from TABLE_NAME, credentials and region from the environment, as for every tool of AWS.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import boto3

from infra.operate.domains import free_domain
from infra.operate.items import in_clear, items_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 if there is nothing to show or to free."""
    parser = argparse.ArgumentParser(prog="python -m infra.operate", description=__doc__)
    commands = parser.add_subparsers(required=True)
    show = commands.add_parser("show", help="print an item, or every item of a partition, with its documents unpacked")
    show.add_argument("pk")
    show.add_argument("sk", nargs="?")
    free = commands.add_parser("free-domain", help="let another tenant group register a domain that nobody holds any more")
    free.add_argument("domain")
    wanted = parser.parse_args(arguments)
    client, table_name = boto3.client("dynamodb"), os.environ.get("TABLE_NAME", "contactbook")
    if "domain" in wanted:
        obstacle = free_domain(client, table_name, wanted.domain)
        print(obstacle or "The domain is free.", file=sys.stderr if obstacle else sys.stdout)
        return 1 if obstacle else 0
    found = items_of(client, table_name, wanted.pk, wanted.sk)
    for item in found:
        print(in_clear(item))
    if not found:
        print("There is no such item.", file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
