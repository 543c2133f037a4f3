"""Makes the files of the documentation for `docs_api`: `python -m infra.documents <folder>`. The build calls it."""

import sys
from pathlib import Path

from infra.importable import make_importable


def main() -> None:
    """Write the files into the folder."""
    make_importable()
    from docs_api.making import files

    for name, content in files().items():
        (Path(sys.argv[1]) / name).write_bytes(content)


if __name__ == "__main__":
    main()
