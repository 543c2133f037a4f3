"""Generates the clients from the OpenAPI document: `make clients`.

The generators run in environments of their own. What they made is committed, so nobody who uses a client needs them.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from infra.contract.for_clients import for_clients, operations_of
from infra.contract.surface import surface

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "clients"
PYTHON = CLIENTS / "python" / "contactbook_client" / "generated"
TYPESCRIPT = CLIENTS / "typescript" / "src" / "generated"
_BINARIES = ROOT / ".venv-clients" / "bin"
# What the layer by hand does instead.
_UNUSED = ("client.py", "errors.py")


def fingerprint(document: Json) -> str:
    """Return the hash of what clients are generated from, without texts: a better sentence makes no client stale."""
    form = json.dumps(surface(for_clients(document)), sort_keys=True)
    return hashlib.sha256(form.encode()).hexdigest()


def generate(document: Json, language: str) -> None:
    """Generate the client of the language, and keep the fingerprint of the document beside it."""
    made, part = CLIENTS / ".build" / "for-clients.json", for_clients(document)
    made.parent.mkdir(exist_ok=True)
    made.write_text(json.dumps(part))
    target = PYTHON if language == "python" else TYPESCRIPT
    if target.exists():
        shutil.rmtree(target)
    (_python if language == "python" else _typescript)(made, part)
    (target / "fingerprint.txt").write_text(fingerprint(document) + "\n")


def _python(made: Path, document: Json) -> None:
    options = ["--meta", "none", "--overwrite", "--output-path", str(PYTHON)]
    own = ["--custom-template-path", str(PYTHON.parents[1] / "templates"), "--config", str(PYTHON.parents[1] / "generator.yaml")]
    _run(_BINARIES / "openapi-python-client", "generate", "--path", str(made), *options, *own)
    for name in _UNUSED:
        (PYTHON / name).unlink()
    modules = {path.stem: path.parent.name for path in sorted((PYTHON / "api").glob("*/*.py")) if path.stem != "__init__"}
    (PYTHON / "operations.py").write_text(_index(modules))
    config = ["--config", str(PYTHON.parents[1] / "pyproject.toml")]
    _run(_BINARIES / "ruff", "check", "--quiet", "--fix-only", *config, str(PYTHON))
    _run(_BINARIES / "ruff", "format", "--quiet", *config, str(PYTHON))
    if modules.keys() != operations_of(document).keys():
        sys.exit(f"The generator left out {sorted(operations_of(document).keys() - modules.keys())}.")


def _index(modules: dict[str, str]) -> str:
    imports = "\n".join(f"    from .api.{tag}.{name} import {name} as {name}" for name, tag in sorted(modules.items()))
    return f'''"""Every operation of the API by its id. An operation is imported when it is used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
{imports}

_TAGS = {json.dumps(modules, sort_keys=True)}


def __getattr__(name: str) -> Any:
    if name not in _TAGS:
        raise AttributeError(name)
    return getattr(import_module(f".api.{{_TAGS[name]}}.{{name}}", __package__), name)
'''


def _typescript(made: Path, document: Json) -> None:
    TYPESCRIPT.mkdir(parents=True)
    options = [
        "--root-types",
        "--root-types-no-schema-prefix",
        "--default-non-nullable=false",
        "--output",
        str(TYPESCRIPT / "schema.ts"),
    ]
    _run(CLIENTS / "typescript" / "node_modules" / ".bin" / "openapi-typescript", str(made), *options)
    lines = [
        f"  {name}: [{json.dumps(method)}, {json.dumps(path)}],"
        for name, (method, path) in sorted(operations_of(document).items())
    ]
    text = (
        "/** The method and the path of each operation. */\nexport const OPERATIONS = {\n" + "\n".join(lines) + "\n} as const;\n"
    )
    (TYPESCRIPT / "operations.ts").write_text(text)


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(one) for one in command], check=False, capture_output=True, text=True)
    said = done.stdout + done.stderr
    # The generator leaves out what it cannot read, and says so in a warning only.
    if done.returncode or "WARNING" in said or "Unable to" in said:
        sys.exit(f"{Path(command[0]).name} failed:\n{said}")
