"""The stack as its own process, `python -m infra.local`: stopped, killed, and started again."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.engine.child import PROJECT_ROOT
from infra.local.engine.state_directory import AlreadyRunningError
from infra.local.stack.stack import LocalStack
from tests.local.conftest import CLOCK, SAMPLE

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Return a function that starts the sample's stack in a process. Processes still running at the end are killed."""
    processes: list[subprocess.Popen[str]] = []

    def start(**environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.local", str(SAMPLE), "--state", str(tmp_path / "state")],
            cwd=PROJECT_ROOT,
            env={**os.environ, "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def _greeting(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def _token(greeting: str) -> dict[str, str]:
    token = next(line.removeprefix("TOKEN=") for line in greeting.splitlines() if line.startswith("TOKEN="))
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_addresses_and_stops_cleanly(start: Start, port: int, number: int, tmp_path: Path) -> None:
    process = start()
    greeting = _greeting(process)
    url = f"http://127.0.0.1:{port}"

    assert f"{url}/v1/docs" in greeting
    assert f"{url}/_local\n" in greeting
    assert greeting.count("\ncurl -s ") == 3
    assert f"the data stays in {tmp_path / 'state'} " in greeting
    assert "Not run" not in greeting
    assert httpx.get(f"{url}/v1/anything", headers=_token(greeting)).status_code == 200
    assert process.stdout is not None
    told = next(line for line in process.stdout if line.strip())
    assert told.startswith("  It works. Not run on this machine: AWS::CloudWatch::Alarm (1)")

    process.send_signal(number)
    assert process.wait(20) == 0


def test_a_second_start_reports_where_the_first_is_and_ends(start: Start, port: int) -> None:
    _greeting(start())

    second = start()
    output, _ = second.communicate(timeout=20)

    assert second.returncode == 1
    assert output.startswith(f"a local stack is already running at http://127.0.0.1:{port} (process ")
    assert len(output.splitlines()) == 1


def test_a_start_on_a_taken_port_reports_it_and_ends(start: Start, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        process = start()
        output, _ = process.communicate(timeout=20)

    assert process.returncode == 1
    assert len(output.splitlines()) == 1
    assert f"127.0.0.1:{port}: Address already in use; for another port, PORT={port + 1} make run" in output


@pytest.mark.parametrize("given", ["http", "-1", "65536", "3000.5"])
def test_what_is_no_port_is_refused(start: Start, given: str) -> None:
    output, _ = start(PORT=given).communicate(timeout=20)
    assert output == f"PORT={given} is no port: give a number below 65536\n"


def test_an_unreadable_template_is_reported(tmp_path: Path) -> None:
    broken = tmp_path / "template.yaml"
    broken.write_text("Resources: [")
    command = [sys.executable, "-m", "infra.local", str(broken), "--state", str(tmp_path / "state")]

    ended = subprocess.run(
        command, cwd=PROJECT_ROOT, env={**os.environ, "PORT": "0"}, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert ended.stdout.startswith("the local stack cannot start: ")


def test_the_data_survives_a_restart_and_a_reset_clears_it(start: Start, port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    first = start()
    headers = _token(_greeting(first))
    httpx.post(f"{url}/v1/write", json=["kept"], headers=headers)
    httpx.post(f"{url}/v1/mail", json={"to": "a@example.com", "subject": "kept"}, headers=headers)
    httpx.post(f"{url}/_local/drain", timeout=30)
    first.terminate()
    first.wait(20)

    second = start()
    _greeting(second)
    assert httpx.post(f"{url}/v1/state", headers=headers).json()["notes"] == {"saw INSERT kept": 1}
    assert [one["subject"] for one in httpx.get(f"{url}/_local/outbox").json()["items"]] == ["kept"]
    second.terminate()
    second.wait(20)

    fresh = _token(_greeting(start(RESET="1")))
    assert httpx.post(f"{url}/v1/state", headers=fresh).json()["notes"] == {}
    assert httpx.get(f"{url}/_local/outbox").json() == {"items": []}
    assert httpx.post(f"{url}/v1/state", headers=headers).status_code == 401


def test_work_interrupted_by_a_stop_goes_on_after_the_next_start(start: Start, port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    first = start()
    headers = _token(_greeting(first))
    chain = [{"do": "continue", "what": f"chain{number}", "left": 40} for number in range(12)]
    httpx.post(f"{url}/v1/send", json=chain, headers=headers)
    first.terminate()
    first.wait(30)

    _greeting(start())
    assert httpx.post(f"{url}/_local/drain", timeout=60).json()["drained"]
    noted = httpx.post(f"{url}/v1/state", headers=headers).json()["notes"]

    assert {name for name, times in noted.items() if times >= 41} == {f"received chain{number}" for number in range(12)}


def test_the_engine_ends_with_the_stack_even_when_that_is_killed(start: Start, port: int, tmp_path: Path) -> None:
    process = start()
    _greeting(process)
    engine = int(httpx.get(f"http://127.0.0.1:{port}/_local/health").json()["engine"])

    process.kill()
    process.wait()

    _wait_until_gone(engine)
    assert "already running" not in _greeting(start())


def test_one_state_directory_serves_one_stack(tmp_path: Path) -> None:
    with LocalStack(SAMPLE, tmp_path, clock_module=CLOCK, log=lambda _: None), pytest.raises(AlreadyRunningError):
        LocalStack(SAMPLE, tmp_path, clock_module=CLOCK, log=lambda _: None).start()


def test_a_stopped_stack_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    before = (dict(os.environ), list(sys.path), set(sys.modules))

    with LocalStack(SAMPLE, tmp_path, clock_module=CLOCK, log=lambda _: None):
        assert os.environ["TABLE_NAME"] == "contactbook-local-Table"

    assert (dict(os.environ), list(sys.path)) == before[:2]
    assert not {name for name in set(sys.modules) - before[2] if name.partition(".")[0].startswith("sample")}


def _wait_until_gone(process: int) -> None:
    """Wait until this process has ended. It may be making its last save."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{process}/stat").exists() and Path(f"/proc/{process}/stat").read_text().split()[2] == "Z":
            return
        _pause()
    raise AssertionError("the engine still runs")


def _pause() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)
