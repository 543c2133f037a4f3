"""Attachments: of contacts, and of the tenant's library."""

from contactbook.domain.attachments import Attachment
from contactbook.storage.children import ChildRepository, ConfiguredRepository
from contactbook.storage.keys import TenantKeys


class AttachmentRepository(ChildRepository[Attachment]):
    """The attachments of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ATTACHMENT", Attachment)


class LibraryRepository(ConfiguredRepository[Attachment]):
    """The forms and files that a tenant keeps for itself."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ATTACHMENT", Attachment)
