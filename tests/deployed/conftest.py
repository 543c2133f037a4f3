"""The result of `sam build` for this machine, and MiniStack with the stores of the built template."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.local.engine.engine import Engine
from infra.local.engine.stores import make_secrets, make_stores
from infra.local.functions.process import common_environment
from infra.local.template.resources import Function
from infra.local.template.template import Template

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / ".aws-sam" / "this-machine"
DEPLOY = ROOT / ".venv-deploy" / "bin" / "python"
LAMBDA = "3.13"
PLATFORMS = {
    ("Linux", "x86_64"): "x86_64-manylinux_2_28",
    ("Linux", "aarch64"): "aarch64-manylinux_2_28",
    ("Darwin", "arm64"): "aarch64-apple-darwin",
}


@dataclass(frozen=True)
class Invoked:
    """The answer of a built function, the seconds that its import took, and the files it was imported from."""

    answer: Any
    imported_in: float
    places: list[str]


@dataclass(frozen=True)
class Deployment:
    """The built functions, and an engine with the stores of the built template."""

    engine: Engine
    python: str
    functions: dict[str, Function]
    environment: dict[str, str]

    def invoke(self, package: str, event: dict[str, Any]) -> Invoked:
        function = self.functions[package]
        asked = {"roots": _search_path(function), "handler": function.handler, "event": event}
        done = subprocess.run(
            [self.python, "-I", "-S", str(Path(__file__).with_name("invoke.py"))],
            input=json.dumps(asked),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return Invoked(**json.loads(done.stdout.splitlines()[-1]))

    def items(self, kind: str) -> list[dict[str, Any]]:
        return self.engine.items(self.environment["TABLE_NAME"], kind)


@pytest.fixture(scope="session")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    python = _python_of_lambda()
    _build(python)
    with Engine(tmp_path_factory.mktemp("engine"), lambda _: None) as engine:
        path = BUILT / "template.yaml"
        template = Template(path, engine.url, engine.url, make_secrets(engine, Template(path, engine.url, engine.url)))
        make_stores(engine, template)
        functions = {function.handler.partition(".")[0]: function for function in template.functions()}
        environment = {**common_environment(functions.values()), **engine.environment(), "POWERTOOLS_METRICS_DISABLED": "true"}
        yield Deployment(engine, python, functions, environment)


def _search_path(function: Function) -> list[str]:
    # Lambda mounts a layer at /opt and has its folder python/ on the path.
    code, *layers = function.roots
    return [str(code), *(str(layer / "python") for layer in layers)]


def _python_of_lambda() -> str:
    """Return an interpreter of Lambda's version, or else the one that runs the tests. The layer is built for it."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    uv = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "uv" / "python"
    found = [*pyenv.glob(f"{LAMBDA}.*/bin/python"), *uv.glob(f"cpython-{LAMBDA}*/bin/python")]
    for candidate in [*map(str, found), shutil.which(f"python{LAMBDA}")]:
        if candidate and _version_of(candidate) == LAMBDA:
            return candidate
    return sys.executable


def _version_of(python: str) -> str:
    command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _build(python: str) -> None:
    target = PLATFORMS.get((platform.system(), platform.machine()))
    if target is None:
        pytest.skip(f"no layer is known for {platform.system()} on {platform.machine()}")
    if not DEPLOY.exists():
        pytest.skip("aws-sam-cli is not installed: run make test-deployed")
    chosen = {"LAYER_PLATFORM": target, "LAYER_PYTHON": _version_of(python), "SAM_CLI_TELEMETRY": "0"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MAKE", "MFLAGS"))}
    done = subprocess.run(
        [str(DEPLOY), "-m", "samcli", "build", "--build-dir", str(BUILT)],
        cwd=ROOT,
        env={**kept, **chosen},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
