"""The local stack gets along with what `make run` installs, in the versions that the tests run with."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
PIN = re.compile(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text()))


def test_the_stack_runs_with_the_versions_of_the_layer_and_of_the_tests() -> None:
    layer, run, tested = pins("requirements.txt"), pins("requirements-run.txt"), pins("requirements-dev.txt")
    assert layer.items() <= run.items() <= tested.items()
    assert len(run) < len(tested) / 2


def test_the_stack_imports_nothing_that_make_run_does_not_install() -> None:
    paths = [path for top in ("infra/local", "functions", "shared/contactbook") for path in (ROOT / top).rglob("*.py")]
    # Only mypy reads the stubs of boto3.
    imported = {name for path in paths for name in IMPORT.findall(path.read_text()) if not name.startswith("mypy_boto3")}
    distributions = packages_distributions()
    needed = {name: {one.lower().replace("_", "-") for one in distributions[name]} for name in imported if name in distributions}
    installed = pins("requirements-run.txt").keys()
    assert {name: one for name, one in needed.items() if not one & installed} == {}
    assert {"boto3", "ministack", "yaml", "jwt"} <= needed.keys()
