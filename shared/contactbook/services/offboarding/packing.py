"""The second half of a hand-over: the pieces and the documents become one ZIP, which is sent part by part.

The bytes of the ZIP depend on what was read and on nothing else. So a worker that died between sending a part and saving is repeated,
and sends the same part again.
"""

from datetime import datetime

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version
from contactbook.domain.offboarding.offboarding import HandOver, Offboarding, Packing, Progress, Step, handed_over
from contactbook.gateways import file_parts, files
from contactbook.services.offboarding.archiving import Archiving
from contactbook.services.offboarding.places import archive_key, directory_key
from contactbook.storage.offboarding import records

# Bytes of the ZIP that make a part. S3 takes 10,000 parts.
PART_BYTES = 16 * 1024 * 1024


def pack(found: Offboarding, *, now: datetime, has_time: TimeLeft) -> tuple[Offboarding, Work]:
    """Go on with the ZIP until it is complete or the time ends. Once it is, the tenant's data waits. Raises ConcurrentUpdate."""
    if found.packing is None:
        upload_id = file_parts.begin(archive_key(found), content_type="application/zip")
        found = _saved(found, Packing(upload_id=upload_id), now)
    archiving = Archiving(found)
    try:
        while archiving.step():
            if len(archiving.content) >= PART_BYTES:
                found = _send(found, archiving, now)
            if not has_time():
                return found, Work.LEFT
        last = archiving.last_part()
        size = archiving.packing.length + len(last)
        # A worker may have completed it and died before it could say so.
        if files.size_of(archive_key(found)) != size:
            _complete(found, archiving.packing, last)
    except NotFound:
        # The upload is gone: S3 gives it up after a day. It begins again.
        return _saved(found, None, now), Work.LEFT
    after = handed_over(found, HandOver(key=archive_key(found), size=size, completed_at=now), now)
    records.save(after, replacing=found.version)
    return after, Work.DONE


def _send(before: Offboarding, archiving: Archiving, now: datetime) -> Offboarding:
    """Send what is ready as the next part, with the part of the directory that belongs to it, and save."""
    packing = archiving.packing
    number = packing.parts + 1
    files.put_file(directory_key(before, number), bytes(archiving.directory))
    file_parts.put_part(archive_key(before), packing.upload_id, number, bytes(archiving.content))
    return _saved(before, archiving.sent(), now)


def _complete(found: Offboarding, packing: Packing, last: bytes) -> None:
    """Raises NotFound if the upload is gone."""
    file_parts.put_part(archive_key(found), packing.upload_id, packing.parts + 1, last)
    file_parts.complete(archive_key(found), packing.upload_id, packing.parts + 1)


def _saved(before: Offboarding, packing: Packing | None, now: datetime) -> Offboarding:
    done = packing.entries if packing else 0
    progress = Progress(step=Step.PACKING, done=done, total=max(done, Archiving.entries_of(before)))
    after = next_version(before, packing=packing, progress=progress, updated_at=now)
    records.save(after, replacing=before.version)
    return after
