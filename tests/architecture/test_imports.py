"""The layers and rooms of the code, checked with import-linter."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FUNCTIONS = ROOT / "functions"
CONTACTBOOK = ROOT / "shared" / "contactbook"


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_every_import_contract_is_kept():
    # In a process of its own: import-linter configures logging, which disables the loggers that exist.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "shared"), str(FUNCTIONS), str(ROOT)))}
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_only_config_reads_the_environment():
    readers = [path for path in CONTACTBOOK.rglob("*.py") if "os.environ" in path.read_text() or "getenv" in path.read_text()]
    assert [path.name for path in readers] == ["config.py"]


def test_only_one_place_reads_the_clock():
    spellings = ("datetime.now(", "time.time(", "date.today(", "utcnow(")
    readers = [
        path for path in (*CONTACTBOOK.rglob("*.py"), *FUNCTIONS.rglob("*.py")) if any(s in path.read_text() for s in spellings)
    ]
    assert [path.name for path in readers] == ["clock.py"]


def test_only_observability_builds_loggers():
    builders = [
        path.name for path in CONTACTBOOK.rglob("*.py") if "Logger(" in path.read_text() or "getLogger" in path.read_text()
    ]
    assert builders == ["observability.py"]


def test_keys_are_spelled_in_one_module_only():
    spellers = [
        path.relative_to(CONTACTBOOK).as_posix()
        for path in CONTACTBOOK.rglob("*.py")
        if '"TENANT#' in path.read_text() or 'f"TENANT#' in path.read_text()
    ]
    assert spellers == ["storage/base/keys.py"]


def test_init_files_are_empty():
    assert [path for root in (ROOT / "shared", FUNCTIONS) for path in root.rglob("__init__.py") if path.read_text()] == []


def test_functions_import_no_storage_library():
    for path in FUNCTIONS.rglob("*.py"):
        assert not {name for name in _imports(path) if name.startswith(("pynamodb", "boto3", "botocore"))}, path


def test_no_code_catches_every_exception():
    for path in (*CONTACTBOOK.rglob("*.py"), *FUNCTIONS.rglob("*.py")):
        assert "except Exception" not in path.read_text(), path
        assert "except:" not in path.read_text(), path


def test_no_module_has_a_vague_name():
    vague = {"utils", "helpers", "manager", "data", "common", "misc"}
    assert [path for root in (CONTACTBOOK, FUNCTIONS) for path in root.rglob("*.py") if path.stem in vague] == []


def test_nothing_but_the_off_boarding_of_a_tenant_scans_the_table():
    scanning = {path for path in CONTACTBOOK.rglob("*.py") if ".scan(" in path.read_text()}
    assert scanning == {CONTACTBOOK / "storage" / "base" / "whole_table.py"}
    users = {path for path in CONTACTBOOK.rglob("*.py") if "import whole_table" in path.read_text()}
    assert users == {CONTACTBOOK / "storage" / "offboarding" / "items.py"}
