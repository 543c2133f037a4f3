"""A gradual deployment, as AWS gets it: only where it is asked for, of the four functions behind the API, with their alarms (S8.5)."""

import json
import subprocess
from typing import Any

import pytest

from tests.checks.runbook import alarms
from tests.deployed.conftest import DEPLOY, ROOT

pytestmark = [pytest.mark.deployed, pytest.mark.feature("S8.5")]
GRADUAL = {"ContactsApiFunction", "NotificationsApiFunction", "SettingsApiFunction", "LinksApiFunction"}


def resources(kind: str, *parameters: str) -> dict[str, Any]:
    if not DEPLOY.exists():
        pytest.skip("aws-sam-cli is not installed: run make test-deployed")
    command = [str(DEPLOY), "-m", "infra.checks.transform", "template.yaml", *parameters]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name: one for name, one in json.loads(done.stdout)["Resources"].items() if one["Type"] == kind}


def test_without_it_no_deployment_waits():
    assert resources("AWS::CodeDeploy::DeploymentGroup") == {}


def test_each_function_behind_the_api_is_taken_back_by_alarms_that_exist():
    groups = resources("AWS::CodeDeploy::DeploymentGroup", "GradualDeployment=true")
    assert {name.removesuffix("DeploymentGroup") for name in groups} == GRADUAL
    for group in groups.values():
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["Properties"]["AutoRollbackConfiguration"]["Events"]
        named = [
            one["Name"]["Fn::Sub"].removeprefix("${AWS::StackName}-")
            for one in group["Properties"]["AlarmConfiguration"]["Alarms"]
        ]
        assert len(named) == 2
        assert set(named) <= set(alarms())
