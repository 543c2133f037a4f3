"""Making the files of the documentation. The same code makes the same bytes."""

import gzip
from functools import cache

from docs_api.document import openapi_json
from docs_api.files import OPENAPI, PAGE
from docs_api.page import swagger_page


@cache
def files() -> dict[str, bytes]:
    """Return each file by its name. The applications are imported at the first call."""
    texts = {OPENAPI: openapi_json(), PAGE: swagger_page()}
    return {name: gzip.compress(text.encode(), mtime=0) for name, text in texts.items()}
