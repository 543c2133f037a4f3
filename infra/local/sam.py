"""Prepares `sam local` for the running local stack: `python -m infra.local.sam [--host host.docker.internal]`.

It asks the stack at PORT for its variables and writes two files beside what `sam build` made for this machine's processor:

- `env.json`: every variable of every function;
- `local.json`: the built template for this machine. SAM passes only variables that the template declares, so it also declares those
  that send the functions to the local stack. Nested stacks run nothing and are left out.

docs/sam-local.md says how to use them.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from infra.local.engine.child import PROJECT_ROOT
from infra.local.template.intrinsics import load_yaml
from infra.local.template.template import Template

BUILT = PROJECT_ROOT / ".aws-sam" / "local"
DEPLOY = PROJECT_ROOT / ".venv-deploy" / "bin" / "python"
LOOPBACK = "127.0.0.1"
# Lambda's name of each processor, and the platform of wheels for Linux on it.
PROCESSORS = {
    "x86_64": ("x86_64", "x86_64-manylinux_2_28"),
    "amd64": ("x86_64", "x86_64-manylinux_2_28"),
    "aarch64": ("arm64", "aarch64-manylinux_2_28"),
    "arm64": ("arm64", "aarch64-manylinux_2_28"),
}
# Variables of this machine's own processes, which mean nothing in a container.
_NOT_INSIDE = {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "NO_PROXY"}


def main(arguments: list[str] | None = None) -> int:
    """Build, and write both files. Return 1 if no stack runs, the processor is unknown or the build fails."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.local.sam", description="Prepares sam local for the running local stack."
    )
    parser.add_argument(
        "--host", default=LOOPBACK, help="where a container finds this machine (127.0.0.1 with --docker-network host)"
    )
    wanted = parser.parse_args(arguments)
    port = os.environ.get("PORT") or "3000"
    try:
        with urlopen(f"http://{LOOPBACK}:{port}/_local/health") as answer:
            health = json.load(answer)
    except URLError:
        print(
            f"No local stack runs at port {port}. Start one with make run in another terminal, or name its PORT.", file=sys.stderr
        )
        return 1
    processor = PROCESSORS.get(platform.machine().lower())
    if processor is None:
        print(f"Lambda runs on x86_64 and arm64, and this machine is {platform.machine()}.", file=sys.stderr)
        return 1
    if not _build(processor[1]):
        return 1
    write_files(BUILT, health["environment"], wanted.host, processor[0])
    print(f"Written: {_short(BUILT / 'env.json')} and {_short(BUILT / 'local.json')}. docs/sam-local.md says what to type.")
    return 0


def write_files(built: Path, stack: Mapping[str, str], host: str, processor: str) -> None:
    """Write `env.json` and `local.json` beside the built template, for containers that find this machine under `host`."""
    variables = variables_for(stack, host)
    template = Template(built / "template.yaml", "", "")
    environments = {function.logical: variables for function in template.functions()}
    (built / "env.json").write_text(json.dumps(environments, indent=2), encoding="utf-8")
    local = local_template((built / "template.yaml").read_text(encoding="utf-8"), variables, processor)
    (built / "local.json").write_text(json.dumps(local, indent=2), encoding="utf-8")


def variables_for(stack: Mapping[str, str], host: str) -> dict[str, str]:
    """Return the stack's variables as a container needs them."""
    return {name: value.replace(LOOPBACK, host) for name, value in stack.items() if name not in _NOT_INSIDE}


def local_template(built: str, variables: Mapping[str, str], processor: str) -> dict[str, Any]:
    """Return the built template for this processor, in which every variable is declared."""
    template = load_yaml(built)
    common = template["Globals"]["Function"]
    declared = common["Environment"]["Variables"]
    declared |= {name: value for name, value in variables.items() if name not in declared}
    common["Architectures"] = [processor]
    resources = template["Resources"]
    for name in [name for name, one in resources.items() if one["Type"] == "AWS::CloudFormation::Stack"]:
        del resources[name]
    for one in resources.values():
        if one["Type"] == "AWS::Serverless::LayerVersion":
            one["Properties"]["CompatibleArchitectures"] = [processor]
            one.get("Metadata", {}).pop("BuildArchitecture", None)
    return template


def _build(wheels: str) -> bool:
    environment = {**os.environ, "LAYER_PLATFORM": wheels, "SAM_CLI_TELEMETRY": "0"}
    for name in ("MAKELEVEL", "MAKEFLAGS"):
        environment.pop(name, None)
    command = [str(DEPLOY), "-m", "samcli", "build", "--build-dir", str(BUILT)]
    return subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=False).returncode == 0


def _short(path: Path) -> str:
    return str(path.relative_to(PROJECT_ROOT))


if __name__ == "__main__":
    sys.exit(main())
