"""Large files that a job writes part by part, and goes on with after it died; and every file under a prefix.

What is uploaded is known by its upload id and the numbers of its parts. A part that is sent again replaces the one before.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from contactbook.config import config
from contactbook.gateways.files import client, page_of_files, translated

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, ObjectIdentifierTypeDef

# Files that one request deletes.
_AT_ONCE = 1000


def begin(key: str, *, content_type: str) -> str:
    """Begin a file; return the id of its upload. The file exists once it is completed, and a day later the parts are gone."""
    with translated():
        begun = client().create_multipart_upload(Bucket=config().bucket_name, Key=key, ContentType=content_type)
    return begun["UploadId"]


def put_part(key: str, upload_id: str, number: int, content: bytes) -> None:
    """Send a part, counted from 1; all but the last have 5 MB or more. Raises NotFound if the upload is gone."""
    with translated():
        client().upload_part(Bucket=config().bucket_name, Key=key, UploadId=upload_id, PartNumber=number, Body=content)


def complete(key: str, upload_id: str, parts: int) -> None:
    """Make the file of its first so many parts. Raises NotFound if the upload is gone, as after it was completed."""
    with translated():
        pages = client().get_paginator("list_parts").paginate(Bucket=config().bucket_name, Key=key, UploadId=upload_id)
        sent: list[CompletedPartTypeDef] = [
            {"ETag": part["ETag"], "PartNumber": part["PartNumber"]} for page in pages for part in page.get("Parts", ())
        ]
        wanted = [part for part in sent if part["PartNumber"] <= parts]
        client().complete_multipart_upload(
            Bucket=config().bucket_name, Key=key, UploadId=upload_id, MultipartUpload={"Parts": wanted}
        )


def remove_some_under(prefix: str) -> int:
    """Delete up to a thousand files under a prefix; return how many. Two requests."""
    found = [one.key for one in page_of_files(prefix)[0]]
    remove_files(found)
    return len(found)


def remove_files(keys: Sequence[str]) -> None:
    """Delete these files, as far as they exist: one request for a thousand."""
    for start in range(0, len(keys), _AT_ONCE):
        named: list[ObjectIdentifierTypeDef] = [{"Key": key} for key in keys[start : start + _AT_ONCE]]
        with translated():
            answer = client().delete_objects(Bucket=config().bucket_name, Delete={"Objects": named, "Quiet": True})
            if failed := answer.get("Errors"):
                raise ClientError({"Error": {"Code": failed[0].get("Code", ""), "Message": ""}}, "DeleteObjects")


def abort_uploads_under(prefix: str) -> None:
    """End every upload of a file under a prefix that was begun and never completed."""
    with translated():
        for upload in _uploads_under(prefix):
            client().abort_multipart_upload(Bucket=config().bucket_name, Key=upload[0], UploadId=upload[1])


def _uploads_under(prefix: str) -> Iterator[tuple[str, str]]:
    pages = client().get_paginator("list_multipart_uploads").paginate(Bucket=config().bucket_name, Prefix=prefix)
    for page in pages:
        for upload in page.get("Uploads", ()):
            yield upload["Key"], upload["UploadId"]
