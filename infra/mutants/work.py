"""The folder in which rules are broken: a copy of the project, laid out as mutmut expects it."""

import shutil
import subprocess
from pathlib import Path

from infra.mutants.areas import NOT_IN_THE_COPY, Area

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".mutants"
_HERE = "not torture and not engines and not deployed and not node"
# What tests read beside the code.
_READ = ("benchmarks", "functions", "infra", "docs", "events", "template.yaml", "requirements.txt")
_OWN_PATHS = 'pythonpath = ["shared", "functions", "clients/python", "."]'
_PATHS = 'pythonpath = ["src", "functions", "."]'


def prepare(name: str, area: Area) -> Path:
    """Copy what git knows of the project into a folder of the area, and return it. What was found there before is deleted."""
    work = FOLDER / name
    shutil.rmtree(work, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            # mutmut takes the name of a module from its path, and knows `src` as a folder of packages.
            target = work / (path.replace("shared/", "src/", 1) if path.startswith("shared/") else path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, target)
    settings = (work / "pyproject.toml").read_text("utf-8")
    if _OWN_PATHS not in settings:
        raise ValueError("pyproject.toml has other paths for the tests")
    (work / "pyproject.toml").write_text(settings.replace(_OWN_PATHS, _PATHS) + _settings(area), "utf-8")
    return work


def _settings(area: Area) -> str:
    modules = [f"src/{one}" for one in area.modules]
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "-m", _HERE, *(f"--deselect={one}" for one in NOT_IN_THE_COPY)]
    return f"""
[tool.mutmut]
source_paths = ["src/contactbook"]
only_mutate = {modules}
also_copy = {list(_READ)}
pytest_add_cli_args = {options}
pytest_add_cli_args_test_selection = {list(area.tests)}
track_dependencies = false
use_git_change_detection = false
""".replace("'", '"')
