"""What `make sam-env` writes for sam local: every variable of every function, and a template that declares them."""

import json
from pathlib import Path

import pytest

from infra.local.functions.process import common_environment
from infra.local.sam import PROCESSORS, local_template, main, variables_for, write_files
from infra.local.template.template import Template
from tests.checks.template import FUNCTIONS, GLOBALS, ROOT

TEMPLATE = ROOT / "template.yaml"
ENGINE = "http://127.0.0.1:4566"


@pytest.fixture
def stack() -> dict[str, str]:
    """Return the variables that the health route of a running stack tells."""
    described = Template(TEMPLATE, ENGINE, "http://127.0.0.1:3000", {"KeyMaterial": "keys", "RefusalKeyMaterial": "refusals"})
    ours = {"AWS_ENDPOINT_URL": ENGINE, "AWS_CONFIG_FILE": "/dev/null", "NO_PROXY": "127.0.0.1"}
    return common_environment(described.functions()) | ours


@pytest.fixture
def written(tmp_path: Path, stack: dict[str, str]) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE.read_text())
    for folder in ("functions", "shared"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    write_files(tmp_path, stack, "host.docker.internal", "x86_64")
    return tmp_path


def test_every_function_has_every_variable_of_the_template(written):
    environments = json.loads((written / "env.json").read_text())
    assert set(environments) == set(FUNCTIONS)
    for variables in environments.values():
        assert set(GLOBALS["Environment"]["Variables"]) <= set(variables)
        assert all(isinstance(value, str) for value in variables.values())


def test_a_container_finds_the_engine_under_the_given_host(written):
    variables = json.loads((written / "env.json").read_text())["ContactsApiFunction"]
    assert variables["AWS_ENDPOINT_URL"] == "http://host.docker.internal:4566"
    assert variables["MERGES_QUEUE_URL"].startswith("http://host.docker.internal:4566/")
    assert variables["TABLE_NAME"] == "contactbook-local-ContactsTable"
    assert not {"AWS_CONFIG_FILE", "NO_PROXY"} & set(variables)


def test_the_template_declares_each_variable_because_sam_passes_no_other(written):
    local = json.loads((written / "local.json").read_text())
    declared = local["Globals"]["Function"]["Environment"]["Variables"]
    environments = json.loads((written / "env.json").read_text())
    assert all(set(variables) <= set(declared) for variables in environments.values())


def test_the_template_is_for_this_machine_and_has_nothing_that_does_not_run(written):
    local = json.loads((written / "local.json").read_text())
    assert local["Globals"]["Function"]["Architectures"] == ["x86_64"]
    assert local["Resources"]["SharedLayer"]["Properties"]["CompatibleArchitectures"] == ["x86_64"]
    assert not [name for name, one in local["Resources"].items() if one["Type"] == "AWS::CloudFormation::Stack"]
    assert {name for name, one in local["Resources"].items() if one["Type"] == "AWS::Serverless::Function"} == set(FUNCTIONS)


def test_variables_of_the_template_keep_their_values_there():
    local = local_template(TEMPLATE.read_text(), {"TABLE_NAME": "other", "AWS_ENDPOINT_URL": ENGINE}, "arm64")
    declared = local["Globals"]["Function"]["Environment"]["Variables"]
    assert declared["AWS_ENDPOINT_URL"] == ENGINE
    assert declared["TABLE_NAME"] != "other"


def test_without_a_running_stack_it_says_the_way_out(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "1")
    assert main([]) == 1
    assert "Start one with make run in another terminal" in capsys.readouterr().err


def test_every_processor_is_one_that_lambda_has():
    assert {name for name, _ in PROCESSORS.values()} == {"x86_64", "arm64"}


def test_only_addresses_of_this_machine_are_changed(stack):
    assert variables_for(stack, "127.0.0.1") == {
        name: value for name, value in stack.items() if name in variables_for(stack, "x")
    }
