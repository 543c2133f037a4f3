"""The preview of a file before it is imported (S6.1)."""

import io
from contextlib import closing
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.fields import cell_reader
from contactbook.domain.imports.preview.models import Preview, PreviewDraft
from contactbook.domain.imports.preview.reading import preview_file
from contactbook.domain.settings.fields import CustomFields
from contactbook.services.imports.requests import require_active_list
from contactbook.services.imports.uploads import content_in_request, open_head
from contactbook.storage.tenant_store import TenantStore


def read_preview(store: TenantStore, draft: PreviewDraft, *, by: Caller, now: datetime) -> Preview:
    """Return what the head of the file holds, and what could become of it. Nothing is stored.

    Raises ValidationFailed for a file that is not there or cannot be read, `preset_mismatch`, and for a list that is not there.
    """
    if draft.list_id is not None:
        require_active_list(store, draft.list_id)
    custom = store.settings.current().custom_fields
    content = content_in_request(draft)
    with closing(io.BytesIO(content) if content is not None else open_head(store, draft, by=by, now=now)) as file:
        return preview_file(draft, file, lambda path: _is_field(path, custom))


def _is_field(path: str, custom: CustomFields) -> bool:
    try:
        cell_reader(path, custom)
    except ValidationFailed:
        return False
    return True
