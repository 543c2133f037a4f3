"""Two stacks side by side, as AWS gets their templates (see tests/architecture/template/test_names.py)."""

import json
import subprocess

import pytest

from infra.checks.names import claimed_twice
from tests.deployed.conftest import DEPLOY, ROOT

pytestmark = pytest.mark.deployed


@pytest.mark.parametrize("template", ["template.yaml", "infra/dashboard.yaml"])
def test_no_name_would_be_claimed_by_two_stacks(template):
    if not DEPLOY.exists():
        pytest.skip("aws-sam-cli is not installed: run make test-deployed")
    command = [str(DEPLOY), "-m", "infra.checks.transform", template]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert claimed_twice(json.loads(done.stdout)) == []
