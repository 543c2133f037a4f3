"""Files in the bucket, dated as a test wants: the bucket dates a file itself."""

from datetime import UTC, datetime

from moto.s3.models import s3_backends

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_queues


def store_file(world: World, key: str, content: bytes, *, at: datetime | None = None) -> None:
    """Store a file, by the bucket's own date at that time; without one, now by the test's clock."""
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=content)
    for backend in s3_backends["123456789012"].values():
        if world.bucket_name in backend.buckets:
            stored = (at or clock.now()).astimezone(UTC).replace(tzinfo=None, microsecond=0)
            backend.get_object(world.bucket_name, key).last_modified = stored


def take_over(world: World) -> None:
    """Deliver what the bucket said about its files: each upload is taken over."""
    drain_queues(world, "uploads")
