import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.local.engine.engine import Engine

_ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"records": []}'


@contextmanager
def _closing_after(answers: int, directory: Path) -> Iterator[Engine]:
    """An engine that closes each connection after its first answer, and answers so often in all."""
    engine = Engine(directory, lambda _: None)

    def serve(listener: socket.socket) -> None:
        for _ in range(answers):
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(_ANSWER)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        engine.port = listener.getsockname()[1]
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        try:
            yield engine
        finally:
            engine.stop()


def test_a_request_is_repeated_on_a_new_connection_when_the_engine_closed_the_idle_one(tmp_path: Path) -> None:
    with _closing_after(3, tmp_path) as engine:
        for _ in range(3):
            assert engine.records("counters", 1) == []


def test_an_engine_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with _closing_after(1, tmp_path) as engine:
        assert engine.records("counters", 1) == []
    with pytest.raises(ConnectionError):
        engine.records("counters", 1)
