"""Commands for whoever runs Contactbook: `python -m infra.operate --help`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from urllib.error import URLError

from botocore.exceptions import BotoCoreError, ClientError

from infra.operate.commands import parser
from infra.operate.environment import table_name, use_environment_of, use_local_stack

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 if there is nothing to do or something is wrong, 2 if AWS does not answer."""
    wanted = parser().parse_args(arguments)
    try:
        if wanted.local:
            use_local_stack()
        elif wanted.stack:
            use_environment_of(wanted.stack)
        # The package lies in the layer's folder.
        sys.path.insert(0, str(ROOT / "shared"))
        return _done(wanted)
    except (BotoCoreError, ClientError, URLError) as error:
        print(
            f"AWS does not answer, or has no table {table_name()}: {error}. Set TABLE_NAME and the region, or use --local.",
            file=sys.stderr,
        )
        return 2


def _done(wanted: argparse.Namespace) -> int:
    """Import the command's function, which reads the environment, and call it."""
    from contactbook.domain.base.errors import ContactbookError

    module, _, function = wanted.run.partition(":")
    try:
        status: int = getattr(import_module(f"infra.operate.{module}"), function)(wanted)
    except ContactbookError as error:
        print(error.message, file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
