"""What sam local would run: SAM's own code reads the files of `make sam-env`. It needs no Docker; a container is never started here."""

import json
import subprocess

import pytest

from infra.local.sam import write_files
from tests.deployed.conftest import BUILT, DEPLOY, ROOT, Deployment

pytestmark = pytest.mark.deployed

SCRIPT = """
import json, sys
from pathlib import Path
from samcli.commands.local.lib.local_lambda import LocalLambdaRunner
from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
built = Path(sys.argv[1])
stacks, _ = SamLocalStackProvider.get_stacks(str(built / "local.json"), language_extensions_enabled=True)
runner = LocalLambdaRunner.__new__(LocalLambdaRunner)
runner.env_vars_values = json.loads((built / "env.json").read_text())
runner.aws_region = runner.aws_profile = None
runner.debug_context = None
runner._get_session_creds = lambda: None
runner.get_aws_creds = lambda: {}
found = {}
for function in SamFunctionProvider(stacks).get_all():
    found[function.name] = {
        "variables": runner._make_env_vars(function).resolve(),
        "architecture": function.architecture,
        "layers": [layer.codeuri for layer in function.layers],
        "code": function.codeuri,
        "handler": function.handler,
    }
print(json.dumps(found))
"""


def test_sam_gives_every_function_its_code_its_layer_and_every_variable(deployment: Deployment) -> None:
    stack = {**deployment.environment, "AWS_ENDPOINT_URL_SESV2": "http://127.0.0.1:3000/_local/ses"}
    write_files(BUILT, stack, "host.docker.internal", "x86_64")
    done = subprocess.run([str(DEPLOY), "-c", SCRIPT, str(BUILT)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    wanted = json.loads((BUILT / "env.json").read_text())
    assert set(found) == set(wanted) == {function.logical for function in deployment.functions.values()}
    for name, function in found.items():
        assert wanted[name].items() <= function["variables"].items()
        assert function["architecture"] == "x86_64"
        assert len(function["layers"]) == 1
        assert (BUILT / function["code"]).is_dir()
