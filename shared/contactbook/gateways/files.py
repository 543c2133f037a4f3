"""Files in the bucket: addresses at which a portal uploads and downloads, and reading and writing large ones piece by piece.

Nothing here holds more of a file in memory than one piece.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.base.errors import NotFound, StorageUnavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

# One piece: more than the 5 MB that S3 asks of every part but the last.
PIECE = 8 * 1024 * 1024
# Seconds for which an address works.
UPLOAD_SECONDS = 3600
DOWNLOAD_SECONDS = 900
_ABSENT = {"404", "NoSuchKey", "NotFound"}


@cache
def _client() -> "S3Client":
    # A signature of version 4 is the only one that a bucket encrypted with a key of ours takes.
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))


def upload_url(key: str, *, content_type: str, size: int | None = None) -> str:
    """An address to PUT the file to, for an hour; with `size` it takes a file of just so many bytes."""
    params: dict[str, object] = {"Bucket": config().bucket_name, "Key": key, "ContentType": content_type}
    if size is not None:
        params["ContentLength"] = size
    return _client().generate_presigned_url("put_object", Params=params, ExpiresIn=UPLOAD_SECONDS)


def download_url(key: str, *, file_name: str, content_type: str) -> str:
    """An address to GET the file from, for a quarter of an hour; a browser saves it under this name and never shows it."""
    params = {
        "Bucket": config().bucket_name,
        "Key": key,
        "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}",
        "ResponseContentType": content_type,
    }
    return _client().generate_presigned_url("get_object", Params=params, ExpiresIn=DOWNLOAD_SECONDS)


def size_of(key: str) -> int | None:
    """How many bytes the file has; None where there is none."""
    with _translated():
        try:
            return _client().head_object(Bucket=config().bucket_name, Key=key)["ContentLength"]
        except ClientError as error:
            # Without the right to list the bucket, S3 answers 403 for a file that does not exist.
            if error.response["Error"]["Code"] in _ABSENT | {"403", "AccessDenied"}:
                return None
            raise


def put_file(key: str, content: bytes, *, content_type: str = "application/octet-stream") -> None:
    """Write a small file whole; writing it again changes nothing."""
    with _translated():
        _client().put_object(Bucket=config().bucket_name, Key=key, Body=content, ContentType=content_type)


def remove_file(key: str) -> None:
    """Delete a file; one that is not there stays so."""
    with _translated():
        _client().delete_object(Bucket=config().bucket_name, Key=key)


def open_file(key: str, *, start: int = 0) -> io.BufferedReader:
    """The file from this byte on, read piece by piece. Raises NotFound where there is none."""
    size = size_of(key)
    if size is None:
        raise NotFound("There is no such file.")
    return io.BufferedReader(_Reader(key, start, size), buffer_size=64 * 1024)


class _Reader(io.RawIOBase):
    """Reads one object by ranges, so that a broken connection costs one piece."""

    def __init__(self, key: str, start: int, size: int) -> None:
        self._key = key
        self._place = start
        self._size = size
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        if not self._piece and self._place < self._size:
            self._fetch()
        count = min(len(buffer), len(self._piece))
        buffer[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def _fetch(self) -> None:
        end = min(self._place + PIECE, self._size) - 1
        with _translated():
            answer = _client().get_object(Bucket=config().bucket_name, Key=self._key, Range=f"bytes={self._place}-{end}")
            self._piece = memoryview(answer["Body"].read())
        self._place = end + 1


class FileWriter:
    """Writes one object in parts as it grows; it exists from the end of the `with` block on, and not at all where that fails."""

    def __init__(self, key: str, content_type: str) -> None:
        self._key = key
        self._content_type = content_type
        self._buffer = bytearray()
        self._upload_id: str | None = None
        self._parts: list[CompletedPartTypeDef] = []
        self.written = 0

    def write(self, content: bytes) -> None:
        """Add these bytes."""
        self._buffer += content
        self.written += len(content)
        while len(self._buffer) >= PIECE:
            self._send(bytes(self._buffer[:PIECE]))
            del self._buffer[:PIECE]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is not None:
            self._abort()
        elif self._upload_id is None:
            put_file(self._key, bytes(self._buffer), content_type=self._content_type)
        else:
            self._complete()

    def _send(self, part: bytes) -> None:
        bucket, key = config().bucket_name, self._key
        with _translated():
            if self._upload_id is None:
                begun = _client().create_multipart_upload(Bucket=bucket, Key=key, ContentType=self._content_type)
                self._upload_id = begun["UploadId"]
            number = len(self._parts) + 1
            sent = _client().upload_part(Bucket=bucket, Key=key, UploadId=self._upload_id, PartNumber=number, Body=part)
            self._parts.append({"ETag": sent["ETag"], "PartNumber": number})

    def _complete(self) -> None:
        if self._buffer:
            self._send(bytes(self._buffer))
        with _translated():
            _client().complete_multipart_upload(
                Bucket=config().bucket_name,
                Key=self._key,
                UploadId=self._upload_id or "",
                MultipartUpload={"Parts": self._parts},
            )

    def _abort(self) -> None:
        # What is left of a worker that died goes by the bucket's own rule, after a day.
        if self._upload_id is not None:
            with _translated():
                _client().abort_multipart_upload(Bucket=config().bucket_name, Key=self._key, UploadId=self._upload_id)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if error.response["Error"]["Code"] in _ABSENT or status == HTTPStatus.NOT_FOUND:
            raise NotFound("There is no such file.") from error
        raise StorageUnavailable("The file store did not answer.") from error
    except BotoCoreError as error:
        raise StorageUnavailable("The file store did not answer.") from error
