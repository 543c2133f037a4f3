"""moto's own server as a process, on a port that the system chooses: moto over HTTP, without the guard of `tests/aws_in_process`."""

import importlib.util
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread

_RUNNING_ON = "Running on "
_READY = re.compile(rf"{_RUNNING_ON}http://127\.0\.0\.1:\d+")
_NEEDED = ("flask", "flask_cors")
# So many of its last lines tell why it did not start.
_LINES = 20


def why_not() -> str:
    """Return why the server cannot run here, or an empty text if it can."""
    lacking = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    return f"moto's server needs {' and '.join(lacking)}; make test installs that" if lacking else ""


@contextmanager
def moto_server() -> Iterator[str]:
    """Yield its address while the context lasts. It is ready when it says so."""
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    answers: SimpleQueue[str] = SimpleQueue()
    reader = Thread(target=_read, args=(process, answers), daemon=True)
    with process:
        reader.start()
        try:
            address = answers.get()
            if not _READY.search(address):
                raise RuntimeError(f"moto's server did not start:\n{address}")
            yield address.removeprefix(_RUNNING_ON)
        finally:
            process.terminate()
            # Before the pipe is closed.
            reader.join()


def _read(process: "subprocess.Popen[str]", answers: SimpleQueue[str]) -> None:
    """Answer where the server runs, or what it said before it ended. It writes a line for each request: a full pipe would stop it."""
    assert process.stderr
    said: deque[str] = deque(maxlen=_LINES)
    for line in process.stderr:
        said.append(line)
        if found := _READY.search(line):
            answers.put(found[0])
    answers.put("".join(said))
