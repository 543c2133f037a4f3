"""Parse what the bucket says through EventBridge when a file was created in it."""

from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter

from contactbook.domain.contacts.messages import UploadMessage


def _said(body: object) -> object:
    """Return the fields of the message that a bucket's event means. A message that waited for its tenant is one already."""
    match body:
        case {"source": "aws.s3", "detail": {"object": {"key": str(key)}}}:
            _, _, tenant_and_rest = key.partition("/tenants/")
            return {"tenant_id": tenant_and_rest.partition("/")[0] or None, "file_key": key}
    return body


# A message that is neither fails to validate, and ends in the dead letters.
UPLOADS_QUEUE: TypeAdapter[UploadMessage] = TypeAdapter(Annotated[UploadMessage, BeforeValidator(_said)])
