"""The commands of `python -m infra.operate` on the running local stack: `--local`."""

import json
import os
import subprocess
import sys

from tests.scenarios.conftest import ROOT

# One process, because each imports the whole product.
SCRIPT = """
import json, sys
from infra.operate.__main__ import main
for command in json.loads(sys.argv[1]):
    sys.stdout.flush()
    status = main(["--local", *command])
    print(f"<{command[0]} {status}>", flush=True)
"""


def test_each_command_works_on_the_local_stack(stack):
    portal = stack.tenant()
    contact = portal.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
    stack.drain()
    tenant, item = portal.tenant_id, f"TENANT#{portal.tenant_id}#CONTACT#{contact['contact_id']}"
    commands = [
        ["show", item, "PROFILE"],
        ["redrive", "merges", "--dry-run"],
        ["redrive", "merges"],
        ["open-runs", "--tenant", tenant],
        ["unknown", "--tenant", tenant],
        ["resolve-unknown", tenant, "com_1", "delivered", "--reason", "She answered.", "--dry-run"],
        ["rotate-keys", "add", "--dry-run"],
        ["verify-audit", tenant],
        ["free-domain", "nobody.example"],
        ["replay-erasures", "--dry-run"],
        ["prepare-restored", "contactbook-local-ContactsTable"],
        ["carry-refusals", "contactbook-local-ContactsTable", "--dry-run"],
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POWERTOOLS_"))}
    kept = {name: value for name, value in environment.items() if not name.endswith(("_URL", "_NAME", "SECRET_ID"))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(commands)],
        cwd=ROOT,
        env={**kept, "PORT": str(stack.http.base_url.port)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    statuses = [line for line in done.stdout.splitlines() if line.startswith("<")]
    assert statuses == [
        "<show 0>",
        "<redrive 1>",
        "<redrive 1>",
        "<open-runs 1>",
        "<unknown 1>",
        "<resolve-unknown 1>",
        "<rotate-keys 0>",
        "<verify-audit 0>",
        "<free-domain 1>",
        "<replay-erasures 0>",
        "<prepare-restored 1>",
        "<carry-refusals 0>",
    ], done.stdout + done.stderr
    assert "1 histories with 1 entries were checked; 0 are broken." in done.stdout
    assert '"last_name": "Georgiou"' in done.stdout
