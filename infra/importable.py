"""Makes the functions importable outside Lambda, for what is read from their code: the OpenAPI document, the files of the documentation."""

import os
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def make_importable() -> None:
    """Put the code on the path, and set what its modules read from the environment when they are imported. AWS is not called."""
    sys.path[:0] = [str(_ROOT / "shared"), str(_ROOT / "functions")]
    from contactbook.config import Config

    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
    # No value gets into what is read.
    for name, field in Config.model_fields.items():
        os.environ.setdefault(name.upper(), "1" if field.annotation in (int, bool) else "WARNING")
