"""The OpenAPI document for clients, without a running stack.

python -m infra.contract document > openapi.json     print it
python -m infra.contract breaks                      say what breaks clients of the released one
python -m infra.contract release                     keep it as the released one (docs/api-versions.md)
python -m infra.contract clients python typescript   generate these clients
"""

import json
import os
import sys
from pathlib import Path

from infra.contract.breaking import breaking_changes
from infra.contract.generate import generate
from infra.contract.surface import keep_as_released, released, surface

ROOT = Path(__file__).parents[2]


def document_text() -> str:
    """Return the document. The applications read an environment when they are imported, of which the document has nothing."""
    from contactbook.config import Config

    for name, field in Config.model_fields.items():
        os.environ.setdefault(name.upper(), "1" if field.annotation in (int, bool) else "INFO")
    from docs_api.document import openapi_json

    return openapi_json()


def main(command: str, *languages: str) -> int:
    """Run the command. Return the exit code."""
    text = document_text()
    if command == "document":
        print(text)
        return 0
    document = json.loads(text)
    if command == "clients":
        for language in languages:
            generate(document, language)
        return 0
    if command == "release":
        keep_as_released(document)
        return 0
    found = breaking_changes(released(), surface(document))
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "shared"), str(ROOT / "functions")]
    sys.exit(main(*(sys.argv[1:] or ["document"])))
