"""Runs the benchmarks: `make bench`. Each module of this package with a `run` function measures one thing and returns lines of text."""

import importlib
import pkgutil
import sys
from pathlib import Path

import benchmarks

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run the benchmarks that the command line names, or all of them."""
    sys.path[:0] = [str(ROOT / "shared"), str(ROOT / "functions")]
    chosen = sys.argv[1:]
    for found in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
        if found.startswith("_") or (chosen and found not in chosen):
            continue
        module = importlib.import_module(f"benchmarks.{found}")
        if hasattr(module, "run"):
            print(f"{found}: {(module.__doc__ or '').splitlines()[0]}")
            for line in module.run():
                print(f"  {line}")


if __name__ == "__main__":
    main()
