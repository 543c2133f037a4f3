"""The child process of the engine: its socket, its environment and its start."""

import os
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

from infra.local.engine.requests import EngineError
from infra.local.template.account import ACCOUNT, CREDENTIALS, REGION

SERVICES = "dynamodb,sqs,s3,secretsmanager,events,sns,sts"
PROJECT_ROOT = Path(__file__).resolve().parents[3]


@cache
def port_of_this_process() -> int:
    """Return one free port for all engines of this process, so that a client made earlier reaches the next engine too."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def open_listener() -> socket.socket:
    """Return a socket on the port ENGINE_PORT; else on this process's own port, or on another one while a second engine uses that port.

    Raises EngineError if ENGINE_PORT is no port, or taken.
    """
    if given := os.environ.get("ENGINE_PORT"):
        if not (given.isdecimal() and int(given) < 65_536):
            raise EngineError(f"ENGINE_PORT={given} is no port: give a number below 65536")
        try:
            return socket.create_server(("127.0.0.1", int(given)), backlog=512)
        except OSError as error:
            raise EngineError(f"the engine cannot listen on ENGINE_PORT={given}: {error}") from error
    try:
        return socket.create_server(("127.0.0.1", port_of_this_process()), backlog=512)
    except OSError:
        return socket.create_server(("127.0.0.1", 0), backlog=512)


def spawn(directory: Path, listener: int) -> subprocess.Popen[bytes]:
    """Start the child process. It serves on the socket `listener` and logs to `engine.log`."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MINISTACK_"))},
        **CREDENTIALS,
        "PYTHONPATH": str(PROJECT_ROOT),
        "SERVICES": SERVICES,
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        # This port is part of queue addresses. It is fixed, so that a saved queue keeps its address on any port.
        "GATEWAY_PORT": "4566",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(directory / "engine"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(directory / "objects"),
        "LOG_LEVEL": "WARNING",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",
    }
    with (directory / "engine.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "infra.local.engine.process", str(listener)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=directory,
            env=environment,
            pass_fds=[listener],
            start_new_session=True,
        )
