"""Runs the benchmarks: `make bench`. Each module of this package with a `run` function measures one thing and returns lines of text."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import benchmarks

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the benchmarks that the command line names, or all of them. Return the exit code, 1 if one is past its budget."""
    sys.path[:0] = [str(ROOT / "shared"), str(ROOT / "functions")]
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    chosen = [name for name in sorted(sys.argv[1:] or found) if hasattr(importlib.import_module(f"benchmarks.{name}"), "run")]
    if len(chosen) > 1:
        # What one benchmark plays of AWS, and the clients that it made, must not reach the next one.
        ends = [subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode for name in chosen]  # noqa: S603 - this module
        return max(ends)
    for name in chosen:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name}: {(module.__doc__ or '').splitlines()[0]}")
        for line in module.run():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
