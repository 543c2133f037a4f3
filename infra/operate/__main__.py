"""Commands for whoever runs Contactbook.

`python -m infra.operate show PK [SK]` prints items of the table in clear. `python -m infra.operate free-domain DOMAIN` lets another
tenant group register a domain that nobody holds any more. `python -m infra.operate replay-erasures` erases again in a restored table
whoever was erased before; docs/offboarding.md says what to type.

The table's name comes from TABLE_NAME, credentials and region from the environment, as for every tool of AWS. `--local` asks the
local stack at PORT (3000), while it runs.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import boto3
from botocore.exceptions import BotoCoreError, ClientError

ROOT = Path(__file__).resolve().parent.parent.parent
_TABLE = "contactbook"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 if there is nothing to show or to free, 2 if the table does not answer."""
    parser = argparse.ArgumentParser(prog="python -m infra.operate", description=__doc__)
    parser.add_argument("--local", action="store_true", help="use the table of the local stack that runs at PORT")
    commands = parser.add_subparsers(required=True)
    show = commands.add_parser("show", help="print an item, or every item of a partition, with its documents unpacked")
    show.add_argument("pk")
    show.add_argument("sk", nargs="?")
    free = commands.add_parser("free-domain", help="let another tenant group register a domain that nobody holds any more")
    free.add_argument("domain")
    replay = commands.add_parser("replay-erasures", help="erase again in a restored table whoever was erased before")
    replay.add_argument(
        "--after", default="", metavar="DAY", help="begin at this day (2026-11-30), or behind the key that was printed"
    )
    replay.add_argument("--stack", default=_TABLE, help="the stack whose functions know the bucket and the key material")
    wanted = parser.parse_args(arguments)
    try:
        if wanted.local:
            use_local_stack()
        return _done(wanted)
    except (BotoCoreError, ClientError, URLError) as error:
        table = os.environ.get("TABLE_NAME", _TABLE)
        print(f"The table {table} does not answer: {error}. Set TABLE_NAME and the region, or use --local.", file=sys.stderr)
        return 2


def use_local_stack() -> None:
    """Point the tools of AWS at the local stack. Raises URLError if none runs."""
    with urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '3000')}/_local/health") as answer:
        health = json.load(answer)
    access = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "eu-central-1"}
    os.environ.update(health["environment"] | access)
    os.environ.update({"AWS_ENDPOINT_URL": health["endpoint"], "TABLE_NAME": health["tables"][0]})


def _done(wanted: argparse.Namespace) -> int:
    # The package lies in the layer's folder.
    sys.path.insert(0, str(ROOT / "shared"))
    from infra.operate.domains import free_domain
    from infra.operate.items import in_clear, items_of

    if "after" in wanted:
        from infra.operate.erasures import replay_erasures, use_environment_of

        if not wanted.local:
            use_environment_of(wanted.stack)
        return replay_erasures(wanted.after)
    client, table_name = boto3.client("dynamodb"), os.environ.get("TABLE_NAME", _TABLE)
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
