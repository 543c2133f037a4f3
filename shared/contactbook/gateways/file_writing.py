"""A writer of files in the S3 bucket that works piece by piece: it holds at most one piece in memory."""

from typing import TYPE_CHECKING, Self

from contactbook.config import config
from contactbook.gateways.files import PIECE, client, put_file, translated

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef


class FileWriter:
    """A writer of one object in parts. The object exists after the `with` block, or not at all if the block fails."""

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
            self._upload(bytes(self._buffer[:PIECE]))
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

    def _upload(self, part: bytes) -> None:
        bucket, key = config().bucket_name, self._key
        with translated():
            if self._upload_id is None:
                begun = client().create_multipart_upload(Bucket=bucket, Key=key, ContentType=self._content_type)
                self._upload_id = begun["UploadId"]
            number = len(self._parts) + 1
            sent = client().upload_part(Bucket=bucket, Key=key, UploadId=self._upload_id, PartNumber=number, Body=part)
            self._parts.append({"ETag": sent["ETag"], "PartNumber": number})

    def _complete(self) -> None:
        if self._buffer:
            self._upload(bytes(self._buffer))
        with translated():
            client().complete_multipart_upload(
                Bucket=config().bucket_name,
                Key=self._key,
                UploadId=self._upload_id or "",
                MultipartUpload={"Parts": self._parts},
            )

    def _abort(self) -> None:
        # A lifecycle rule of the bucket removes the parts of a crashed worker after a day.
        if self._upload_id is not None:
            with translated():
                client().abort_multipart_upload(Bucket=config().bucket_name, Key=self._key, UploadId=self._upload_id)
