"""The TypeScript client of this repository, compiled strictly, against the local stack. `make clients-test` runs it: it needs Node."""

import os
import subprocess

import pytest

from tests.scenarios.conftest import ROOT, Stack

CLIENT = ROOT / "clients" / "typescript"
COMPILER = CLIENT / "node_modules" / ".bin" / "tsc"

pytestmark = [pytest.mark.node, pytest.mark.skipif(not COMPILER.exists(), reason="run make clients-test")]


@pytest.mark.feature("S7.3")
def test_the_typescript_client_does_what_the_python_client_does(stack: Stack) -> None:
    built = subprocess.run([str(COMPILER)], cwd=CLIENT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout
    environment = {**os.environ, "CONTACTBOOK_URL": str(stack.http.base_url)}
    command = ["node", "--test", "--test-reporter=tap", "dist-test/test/client.test.js", "dist-test/test/portal.test.js"]
    done = subprocess.run(command, cwd=CLIENT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "\n# pass 9\n" in done.stdout
