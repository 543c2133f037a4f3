"""Where the files of an off-boarding lie in the bucket, and every place where a tenant has files."""

from contactbook.domain.offboarding.offboarding import Offboarding

_DOCUMENTS, HANDOVERS = "attachments/tenants/{}/", "handover/{}/"
# Every file of a tenant lies under one of these.
OF_TENANT = (_DOCUMENTS, "uploads/tenants/{}/", "exports/{}/", "imports/{}/", "print/{}/", HANDOVERS)


def folder_of(found: Offboarding) -> str:
    """Return the prefix of everything that is made for this hand-over. One that was called off left its files under another."""
    return f"handover/{found.tenant_id}/{found.requested_at:%Y%m%dT%H%M%S%f}/"


def piece_key(found: Offboarding, noun: str, number: int) -> str:
    """Return the key of one piece of a file of lines."""
    return f"{pieces_of(found, noun)}{number:08}"


def pieces_of(found: Offboarding, noun: str) -> str:
    """Return what the keys of the pieces of a file begin with."""
    return f"{folder_of(found)}pieces/{noun}/"


def directory_key(found: Offboarding, part: int) -> str:
    """Return the key of the directory's entries that were completed in a part of the ZIP."""
    return f"{folder_of(found)}directory/{part:08}"


def archive_key(found: Offboarding) -> str:
    """Return the key of the ZIP."""
    return f"{folder_of(found)}{found.tenant_id}.zip"


def documents_of(tenant_id: str) -> str:
    """Return what the keys of the tenant's documents begin with."""
    return _DOCUMENTS.format(tenant_id)
