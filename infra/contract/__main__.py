"""The OpenAPI document for clients, without a running stack.

python -m infra.contract document > openapi.json     print it
python -m infra.contract breaks                      say what breaks clients of the released one
python -m infra.contract release                     keep it as the released one (docs/api-versions.md)
python -m infra.contract clients python typescript   generate these clients
"""

import json
import sys

from infra.contract.breaking import breaking_changes
from infra.contract.generate import generate
from infra.contract.surface import keep_as_released, released, surface
from infra.importable import make_importable

_COMMANDS = ("document", "breaks", "release", "clients")


def main(command: str, *languages: str) -> int:
    """Run the command. Return the exit code."""
    if command not in _COMMANDS:
        print(f"There is no command {command}. The commands are {', '.join(_COMMANDS)}.", file=sys.stderr)
        return 2
    make_importable()
    from docs_api.document import openapi_json

    text = openapi_json()
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
    sys.exit(main(*(sys.argv[1:] or ["document"])))
