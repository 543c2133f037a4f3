"""Starts the local stack and prints its addresses: `python -m infra.local [template] [--state directory]`.

It reads from the environment: `PORT` (default 3000), `RESET=1` (delete everything stored), `PORTAL_ORIGINS` (origins of portals on other
machines, separated by commas), `PORTAL_PORT` (the port of the reference portal; the one after `PORT` if it is not set, and a
free one if that is taken) and `ENGINE_PORT` (the port of the engine that plays AWS; a free one if it is not set).
"""

import argparse
import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from infra.local.demo.tenants import TOP_TENANT
from infra.local.engine.child import PROJECT_ROOT
from infra.local.engine.requests import EngineError
from infra.local.engine.state_directory import AlreadyRunningError, is_locked
from infra.local.pages.portal import portal_server
from infra.local.stack.stack import LocalStack
from infra.local.template.intrinsics import TemplateError

DEFAULT_PORT = 3000
PORTS = 65_536


def main() -> int:
    """Run until Ctrl-C or SIGTERM. Return 1 if the stack could not start or ended by itself, else 0."""
    template, state_directory = _arguments()
    try:
        port = _port("PORT", DEFAULT_PORT)
        portal_port = _port("PORTAL_PORT", (port + 1) % PORTS if port else 0)
    except ValueError as error:
        print(error)
        return 1
    if os.environ.get("RESET") == "1" and not is_locked(state_directory):
        shutil.rmtree(state_directory, ignore_errors=True)
    state_directory.mkdir(parents=True, exist_ok=True)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())
    screen = sys.stdout

    def show(text: str) -> None:
        print(text, file=screen, flush=True)

    # The output of the functions is their log. The screen shows only what a person wants to read.
    with (state_directory / "functions.log").open("a", encoding="utf-8", buffering=1) as log:
        sys.stdout = log
        try:
            stack = LocalStack(template, state_directory, port, demo=True, log=_logger(log.write), tell=show)
            with stack, portal_server(portal_port, lambda: stack.url) as portal:
                stack.portal_url = portal.url
                return _run(stack, ended, show)
        except AlreadyRunningError as error:
            show(str(error))
        except OSError as error:
            show(f"the local stack cannot start on 127.0.0.1:{port}: {_cause_and_way_out(error, port)}")
        except (TemplateError, EngineError) as error:
            show(f"the local stack cannot start: {error}")
        finally:
            sys.stdout = screen
    return 1


def _port(name: str, default: int) -> int:
    """Return the port that the environment names, or the default. Raise ValueError if it is no port."""
    given = os.environ.get(name) or str(default)
    if not (given.isdecimal() and int(given) < PORTS):
        raise ValueError(f"{name}={given} is no port: give a number below {PORTS}")
    return int(given)


def _cause_and_way_out(error: OSError, port: int) -> str:
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        return f"{os.strerror(error.errno)}; for another port, PORT={port + 1} make run"
    return error.strerror or str(error)


def _arguments() -> tuple[Path, Path]:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description="Runs the template's functions on this machine.")
    parser.add_argument("template", nargs="?", type=Path, default=PROJECT_ROOT / "template.yaml")
    parser.add_argument("--state", type=Path, default=PROJECT_ROOT / ".local", help="where everything is kept")
    arguments = parser.parse_args()
    return arguments.template, arguments.state


def _run(stack: LocalStack, ended: threading.Event, show: Callable[[str], object]) -> int:
    show(greeting(stack))
    before, not_run = stack.gateway.successes, stack.not_run()
    while not ended.wait(1.0):
        # A newcomer first sees that it works.
        if not_run and stack.gateway.successes > before:
            show(f"  It works. Not run on this machine: {', '.join(not_run)}\n")
            not_run = []
        if not stack.is_alive:
            show("the engine ended by itself: see its engine.log")
            return 1
    show("\nstopping …")
    return 0


def greeting(stack: LocalStack) -> str:
    """Return the text for a newcomer: the addresses, a token, and commands to try."""
    token = stack.token(tenant_id=TOP_TENANT, user_id="demo-admin")["access_token"]
    caller = '-H "Authorization: Bearer $TOKEN"'
    person = '{"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "source": "api"}'
    lines = [
        "",
        f"  API            {stack.url}/v1",
        f"  documentation  {stack.url}/v1/docs",
        f"  portal         {stack.portal_url}",
        f"  the demo in six steps, and the outbox: {stack.url}/_local",
        "",
        f"  A token for the tenant {TOP_TENANT}, with every scope of a tenant, valid for 30 days:",
        "",
        f"TOKEN={token}",
        "",
        "  and three lines to try:",
        "",
        f"curl -s {stack.url}/v1/contacts {caller} -H 'Content-Type: application/json' -d '{person}'",
        f"curl -s '{stack.url}/v1/contacts?q=eleni' {caller}",
        f"curl -s {stack.url}/_local/outbox",
        "",
    ]
    return "\n".join([*lines, f"  Ctrl-C stops it; the data stays in {_shown(stack.directory)} (RESET=1 clears it).", ""])


def _shown(directory: Path) -> str:
    """Return the directory as somebody in the project's folder names it."""
    is_ours = directory.is_relative_to(PROJECT_ROOT)
    return f"{directory.relative_to(PROJECT_ROOT)}/" if is_ours else str(directory)


def _logger(write: Callable[[str], object]) -> Callable[[str], None]:
    """Return a function that writes a text to the log file, and its first line to the screen."""

    def log(text: str) -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        write(f"{moment} {text}\n")
        print(f"{moment} {text.splitlines()[0]}", file=sys.stderr)

    return log


if __name__ == "__main__":
    sys.exit(main())
