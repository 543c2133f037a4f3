"""Where a command works: in the local stack, or as a function of a deployed stack."""

import json
import os
from urllib.request import urlopen

import boto3

TABLE = "contactbook"
"""The name of the table if TABLE_NAME is not set."""


def use_local_stack() -> None:
    """Point the tools of AWS at the local stack. TABLE_NAME may name another table there. Raises URLError if none runs."""
    with urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '3000')}/_local/health") as answer:
        health = json.load(answer)
    access = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "eu-central-1"}
    table = os.environ.get("TABLE_NAME", health["tables"][0])
    os.environ.update(health["environment"] | access | {"AWS_ENDPOINT_URL": health["endpoint"], "TABLE_NAME": table})


def use_environment_of(stack: str) -> None:
    """Take the environment of a function of the stack. What is set already stays, such as the name of a restored table."""
    found = boto3.client("lambda").get_function_configuration(FunctionName=f"{stack}-offboarding")
    for name, value in found["Environment"]["Variables"].items():
        os.environ.setdefault(name, value)


def table_name() -> str:
    """Return the name of the table that the command works on."""
    return os.environ.get("TABLE_NAME", TABLE)
