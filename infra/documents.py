"""Makes the files of the documentation for `docs_api`: `python -m infra.documents <folder>`. The build calls it."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the files into the folder. Nothing of AWS is asked."""
    sys.path[:0] = [str(ROOT / "shared"), str(ROOT / "functions")]
    from contactbook.config import Config

    # Functions read their environment when they are imported. No value of it gets into the documentation.
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
    for name in Config.model_fields:
        os.environ.setdefault(name.upper(), "WARNING" if name == "log_level" else "1")
    from docs_api.making import files

    for name, content in files().items():
        (Path(sys.argv[1]) / name).write_bytes(content)


if __name__ == "__main__":
    main()
