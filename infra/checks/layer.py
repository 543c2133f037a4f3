"""Checks the layer that `sam build` made: `python -m infra.checks.layer`."""

import sys
from pathlib import Path

BUILT = Path(".aws-sam/build/SharedLayer")
# Lambda's limit for a function with its layers is 250 MB unzipped. This limit is lower, so that there is time to react.
LARGEST = 200_000_000
AARCH64 = 183
# Development tools, and what libraries ask for and nobody needs (`requirements-left-out.in`).
UNWANTED = ("ministack", "moto", "pytest", "hypothesis", "httpx", "PIL", "requests")


def main() -> int:
    """Print what is wrong with the layer. Return 0 if it can be deployed, else 1."""
    site = BUILT / "python"
    if not site.is_dir():
        print(f"{site} is missing: run make build")
        return 1
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    compiled = sum(path.suffix == ".pyc" for path in files)
    problems = [f"{path} is not built for arm64" for path in files if ".so" in path.suffixes and _machine(path) != AARCH64]
    problems += [
        f"{path} was compiled by another Python" for path in files if path.suffix == ".pyc" and "cpython-313" not in path.name
    ]
    problems += [f"{name} is in the layer" for name in UNWANTED if (site / name).exists()]
    problems += [f"{name} is missing" for name in ("contactbook", "boto3", "pydantic_core") if not (site / name).is_dir()]
    if size > LARGEST:
        problems.append(f"the layer is larger than {LARGEST / 1e6:.0f} MB")
    print(f"Layer: {size / 1e6:.0f} MB unzipped of 250, {compiled} modules compiled")
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def _machine(library: Path) -> int:
    """Return the processor type of an ELF file (its field e_machine)."""
    with library.open("rb") as file:
        return int.from_bytes(file.read(20)[18:20], "little")


if __name__ == "__main__":
    sys.exit(main())
