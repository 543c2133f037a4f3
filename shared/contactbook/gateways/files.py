"""Files in the S3 bucket: signed URLs for upload and download, and readers that work piece by piece.

A reader holds at most one piece of a file in memory. `file_writing.py` has the writer.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.base.errors import NotFound, StorageUnavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Bytes of one piece. S3 needs at least 5 MB for every part but the last.
PIECE = 8 * 1024 * 1024
# Seconds for which a signed URL is valid.
UPLOAD_SECONDS = 3600
DOWNLOAD_SECONDS = 900
_ABSENT = {"404", "NoSuchKey", "NoSuchUpload", "NotFound"}


@cache
def client() -> "S3Client":
    """Return the client of S3, for the modules beside this one."""
    # A bucket that is encrypted with a KMS key of its own accepts only signature version 4.
    return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))


def upload_url(key: str, *, content_type: str, size: int | None = None) -> str:
    """Return a URL to PUT the file to, valid for an hour. With `size`, it accepts only a file of that many bytes."""
    params: dict[str, object] = {"Bucket": config().bucket_name, "Key": key, "ContentType": content_type}
    if size is not None:
        params["ContentLength"] = size
    return client().generate_presigned_url("put_object", Params=params, ExpiresIn=UPLOAD_SECONDS)


def download_url(key: str, *, file_name: str, content_type: str) -> str:
    """Return a URL to GET the file from, valid for 15 minutes. Browsers save the file under this name and never display it."""
    params = {
        "Bucket": config().bucket_name,
        "Key": key,
        "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}",
        "ResponseContentType": content_type,
    }
    return client().generate_presigned_url("get_object", Params=params, ExpiresIn=DOWNLOAD_SECONDS)


@dataclass(frozen=True)
class Content:
    """What lies under a key now: its size in bytes, a mark that another content has not, and when it was stored.

    The time is the bucket's own date, which has seconds only.
    """

    size: int
    mark: str
    stored_at: datetime


def size_of(key: str) -> int | None:
    """Return the size of the file in bytes, or None if there is no file."""
    found = content_of(key)
    return found.size if found else None


def content_of(key: str) -> Content | None:
    """Return what lies under the key, or None if there is no file. One request."""
    with translated():
        try:
            found = client().head_object(Bucket=config().bucket_name, Key=key)
            return Content(found["ContentLength"], found["ETag"].strip('"'), found["LastModified"])
        except ClientError as error:
            # Without the permission to list the bucket, S3 responds with 403 for a file that does not exist.
            if error.response["Error"]["Code"] in _ABSENT | {"403", "AccessDenied"}:
                return None
            raise


def put_file(key: str, content: bytes, *, content_type: str = "application/octet-stream") -> None:
    """Write a small file in one call. Idempotent."""
    with translated():
        client().put_object(Bucket=config().bucket_name, Key=key, Body=content, ContentType=content_type)


def copy_file(source: str, target: str, content: Content, *, content_type: str) -> bool:
    """Copy exactly this content, and nothing that was PUT since; return False if it is not there any more. Idempotent."""
    bucket = config().bucket_name
    with translated():
        try:
            client().copy_object(
                Bucket=bucket,
                Key=target,
                CopySource={"Bucket": bucket, "Key": source},
                CopySourceIfMatch=content.mark,
                ContentType=content_type,
                MetadataDirective="REPLACE",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT | {"PreconditionFailed"}:
                return False
            raise
    return True


@dataclass(frozen=True)
class ListedFile:
    """A file in a list, and when it was written."""

    key: str
    written_at: datetime


def page_of_files(prefix: str, *, limit: int = 1000, after: str | None = None) -> tuple[list[ListedFile], str | None]:
    """Return a page of the files whose keys begin so, in the order of their keys, and where the next page begins. One request."""
    with translated():
        answer = client().list_objects_v2(Bucket=config().bucket_name, Prefix=prefix, MaxKeys=limit, StartAfter=after or "")
    found = [ListedFile(one["Key"], one["LastModified"]) for one in answer.get("Contents", [])]
    return found, found[-1].key if answer.get("IsTruncated") and found else None


def remove_file(key: str) -> None:
    """Delete a file, if it exists."""
    with translated():
        client().delete_object(Bucket=config().bucket_name, Key=key)


def open_file(key: str, *, start: int = 0, piece: int = PIECE) -> io.BufferedReader:
    """Open the file for reading by pieces of this many bytes, from byte `start`. Raises NotFound if there is no file."""
    size = size_of(key)
    if size is None:
        raise NotFound("There is no such file.")
    return io.BufferedReader(_Reader(key, start, size, piece), buffer_size=64 * 1024)


class _Reader(io.RawIOBase):
    """A reader of one object by ranges; a broken connection loses only one piece."""

    def __init__(self, key: str, start: int, size: int, most: int) -> None:
        self._key = key
        self._position = start
        self._size = size
        self._most = most
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.tell(), io.SEEK_END: self._size}[whence]
        self._position, self._piece = max(begin + offset, 0), memoryview(b"")
        return self._position

    def tell(self) -> int:
        return self._position - len(self._piece)

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed names the buffer otherwise
        if not self._piece and self._position < self._size:
            self._fetch()
        count = min(len(buffer), len(self._piece))
        buffer[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def _fetch(self) -> None:
        end = min(self._position + self._most, self._size) - 1
        with translated():
            answer = client().get_object(Bucket=config().bucket_name, Key=self._key, Range=f"bytes={self._position}-{end}")
            self._piece = memoryview(answer["Body"].read())
        self._position = end + 1


@contextmanager
def translated() -> Iterator[None]:
    """Raise NotFound for a file or upload that is not there, and StorageUnavailable for every other error of S3."""
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if error.response["Error"]["Code"] in _ABSENT or status == HTTPStatus.NOT_FOUND:
            raise NotFound("There is no such file.") from error
        raise StorageUnavailable("The file store did not respond.") from error
    except BotoCoreError as error:
        raise StorageUnavailable("The file store did not respond.") from error
