"""Collects printed letters from the buckets."""

import json
import threading
from collections.abc import Callable
from datetime import datetime

from botocore.exceptions import ClientError

from infra.local.engine.engine import Engine
from infra.local.pages.outbox import Outbox, Sent

LETTERS_PREFIX = "print/"


class LetterBox:
    """Puts the letters of a bucket's `print/*.json` manifests into the outbox, each one once."""

    def __init__(self, engine: Engine, buckets: list[str], outbox: Outbox, now: Callable[[], datetime]) -> None:
        self._client = engine.client("s3")
        self._buckets = buckets
        self._outbox = outbox
        self._now = now
        self._seen: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def collect(self) -> None:
        """Read the manifests that have not been read yet."""
        with self._lock:
            for bucket in self._buckets:
                self._collect_from(bucket)

    def forget(self) -> None:
        """Forget which manifests were read, after the buckets were emptied."""
        self._seen.clear()

    def _collect_from(self, bucket: str) -> None:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=LETTERS_PREFIX)
        for found in (one for page in pages for one in page.get("Contents", [])):
            mark = (found["Key"], found["ETag"])
            if found["Key"].endswith(".json") and mark not in self._seen:
                self._seen.add(mark)
                self._read(bucket, found["Key"])

    def _read(self, bucket: str, key: str) -> None:
        try:
            manifest = json.loads(self._client.get_object(Bucket=bucket, Key=key)["Body"].read())
            letters = list(manifest["letters"])
        except (ValueError, KeyError, TypeError, ClientError):
            return
        for number, letter in enumerate(letters):
            message_id = f"{key}#{number}"
            if self._outbox.find(message_id) is None:
                moment = self._now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
                texts = {name: letter.get(name) for name in ("to", "subject", "html", "text", "communication_id", "file")}
                self._outbox.add(Sent(channel="print", sender=None, headers={}, message_id=message_id, sent_at=moment, **texts))
