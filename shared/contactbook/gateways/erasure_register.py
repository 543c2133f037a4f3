"""The erasure register, in a bucket of its own that keeps every version and that no restore of the table touches (S8.7)."""

from contactbook.config import config
from contactbook.domain.erasure.register import RegisterLine, key_of
from contactbook.gateways.files import client, translated


def write(line: RegisterLine) -> None:
    """Save a line. Idempotent. Raises StorageUnavailable."""
    with translated():
        client().put_object(
            Bucket=config().register_bucket_name,
            Key=key_of(line),
            Body=line.model_dump_json(exclude_defaults=True).encode(),
            ContentType="application/json",
        )


def keys_after(after: str) -> list[str]:
    """Return up to a thousand keys in the order of their days, from behind `after` on. One request."""
    with translated():
        answer = client().list_objects_v2(Bucket=config().register_bucket_name, StartAfter=after)
    return [one["Key"] for one in answer.get("Contents", ())]


def read(key: str) -> RegisterLine:
    """Return a line. Raises NotFound."""
    with translated():
        answer = client().get_object(Bucket=config().register_bucket_name, Key=key)
        return RegisterLine.model_validate_json(answer["Body"].read())
