"""`make bench`: every module of this package that has a `run` measures something and says it in lines."""

import importlib
import pkgutil
import sys
from pathlib import Path

import benchmarks

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run what was named, or everything."""
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
