"""The workflow for the forge: it runs commands of the Makefile, without a secret and without a right to write."""

import re
from typing import Any

import pytest
import yaml

from tests.checks.template import ROOT

PATH = ROOT / ".github" / "workflows" / "check.yml"
# YAML 1.1 reads the key `on` as true.
WORKFLOW: dict[Any, Any] = yaml.safe_load(PATH.read_text())
JOBS: dict[str, Any] = WORKFLOW["jobs"]
MAKE = re.compile(r"\bmake ([a-z-]+)")


def runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_command_is_a_target_of_the_makefile():
    named = {target for job in JOBS.values() for line in runs(job) for target in MAKE.findall(line)}
    assert {"check", "torture", "validate", "build"} <= named
    assert named - targets() == set()


def test_a_target_that_does_not_exist_would_be_noticed():
    assert set(MAKE.findall("make chekc")) - targets() == {"chekc"}


def test_every_push_and_pull_request_is_checked_and_every_night_tortured():
    assert {"push", "pull_request", "schedule", "workflow_dispatch"} == set(WORKFLOW[True])
    assert WORKFLOW[True]["push"] is WORKFLOW[True]["pull_request"] is None
    assert "make check" in runs(JOBS["check"])
    assert "make torture" in runs(JOBS["torture"])
    assert "schedule" in JOBS["torture"]["if"]


def test_it_has_no_secret_and_may_only_read():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not [name for name, job in JOBS.items() if "permissions" in job]
    assert "secrets" not in PATH.read_text()
    # Code of a pull request must not run with the rights of the repository.
    assert "pull_request_target" not in WORKFLOW[True]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_uses_actions_of_the_forge_itself_at_a_version(job):
    used = [step["uses"] for step in JOBS[job]["steps"] if "uses" in step]
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", one)] == []
    assert JOBS[job]["timeout-minutes"] <= 350
    checkout = next(step for step in JOBS[job]["steps"] if step.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"] == {"persist-credentials": False}


def test_every_test_that_the_makefile_names_exists():
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    named = re.findall(r"\$\(addprefix ([\w/]+/),([^)]+)\)", makefile)
    paths = [*(folder + one for folder, names in named for one in names.split()), *re.findall(r"\btests/[\w/]+\.py", makefile)]
    assert len(paths) > 10
    assert [one for one in paths if not (ROOT / one).exists()] == []
