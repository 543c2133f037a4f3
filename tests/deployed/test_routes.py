"""The routes that AWS gets, after SAM has transformed template.yaml."""

import json
import subprocess

import pytest

from tests.checks.preflight import paths, paths_without_open_options, refused_preflights, transformed_routes
from tests.deployed.conftest import DEPLOY, ROOT

pytestmark = pytest.mark.deployed


@pytest.mark.feature("S7.1")
def test_no_preflight_meets_the_authorizer():
    if not DEPLOY.exists():
        pytest.skip("aws-sam-cli is not installed: run make test-deployed")
    command = [str(DEPLOY), "-m", "infra.checks.transform", "template.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    routes = transformed_routes(json.loads(done.stdout))
    assert refused_preflights(routes, paths()) == []
    assert paths_without_open_options(routes) == []
    assert "$default" not in {route.path for route in routes}
