"""Files in the bucket are read and written piece by piece."""

from contextlib import suppress

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.gateways import files
from contactbook.gateways.file_writing import FileWriter
from tests.aws_in_process.aws import World


def test_a_file_is_read_from_any_byte(world: World) -> None:
    files.put_file("k", b"0123456789")
    assert files.size_of("k") == 10
    assert files.open_file("k", start=4).read() == b"456789"


def test_a_missing_file_has_no_size_and_cannot_be_opened(world: World) -> None:
    assert files.size_of("k") is None
    with pytest.raises(NotFound):
        files.open_file("k")


def test_a_file_larger_than_one_piece_is_written_in_parts(world: World) -> None:
    content = b"x" * files.PIECE + b"the end"
    with FileWriter("k", "text/plain") as writer:
        writer.write(content)
    assert writer.written == len(content)
    assert files.open_file("k").read() == content


def test_a_failed_writer_leaves_no_file(world: World) -> None:
    with suppress(ZeroDivisionError), FileWriter("k", "text/plain") as writer:
        writer.write(b"x" * files.PIECE)
        1 / 0  # noqa: B018 - the fault inside the block
    assert files.size_of("k") is None
