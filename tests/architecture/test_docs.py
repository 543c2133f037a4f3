"""The documents name files, rooms, functions and states that exist."""

import re
import tomllib
from pathlib import Path

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID

from contactbook.domain.communications.communication_states import TRANSITIONS as COMMUNICATION
from contactbook.domain.consent.states import TRANSITIONS as CONSENT
from tests.aws_in_process.aws import QUEUES, REGION
from tests.checks.permissions import allows

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "shared" / "contactbook"
DECISIONS = ROOT / "docs" / "decisions"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LAYERS = ("domain", "services", "storage")
FUNCTIONS = {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}
SECTIONS = ["Context", "Options", "Choice", "Consequences", "How to reverse"]

_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_MERMAID = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DECISION = re.compile(r"\d{4}-[a-z0-9-]+\.md")
# A path begins with a folder of the repository or of the layer, or is a file by its ending.
_TOPS = {path.name for base in (ROOT, LAYER) for path in base.iterdir() if path.is_dir()}
_ENDINGS = {".py", ".md", ".yaml", ".toml", ".txt"}
_PLACEHOLDER = re.compile(r"<[a-z]+>")

_MAKE = re.compile(r"(?:`|^)make ([a-z][a-z-]*)", re.MULTILINE)
_MODULE = re.compile(r"\bpython -m ([\w.]+)")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def prose(document: Path) -> str:
    return _FENCE.sub("", document.read_text())


def is_path(code: str) -> bool:
    if not re.fullmatch(r"[\w.<>*/-]+", code):
        return False
    top, separator, _ = code.partition("/")
    return (bool(separator) and top in _TOPS) or Path(code).suffix in _ENDINGS


def exists(path: str) -> bool:
    """True if a file or folder has this path, from the root or from the layer; `<room>` stands for any name."""
    pattern = _PLACEHOLDER.sub("*", path.rstrip("/"))
    return any(next(base.glob(pattern), None) for base in (ROOT, LAYER))


@every_document
def test_every_relative_link_leads_to_a_file(document):
    targets = [target.partition("#")[0] for target in _LINK.findall(prose(document)) if "://" not in target]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []


@every_document
def test_every_path_in_backticks_exists(document):
    assert [code for code in _CODE.findall(prose(document)) if is_path(code) and not exists(code)] == []


@every_document
def test_every_command_exists(document):
    """A target of make, in backticks or at the beginning of a line of a block, and a module that `python -m` runs."""
    text = document.read_text()
    assert [target for target in _MAKE.findall(text) if target not in TARGETS] == []
    modules = [module.replace(".", "/") for module in _MODULE.findall(text)]
    assert [path for path in modules if not exists(f"{path}.py") and not exists(f"{path}/__main__.py")] == []


def test_the_index_of_decisions_names_every_file_once_with_its_title_and_status():
    rows = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+?) \| (.+?) \|$", (DECISIONS / "README.md").read_text(), re.MULTILINE)
    files = sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert [name for _, name, _, _ in rows] == files
    for number, name, title, status in rows:
        text = (DECISIONS / name).read_text()
        assert text.startswith(f"# {number}. {title}\n\n- Status: {status}\n- Date: 20"), name
        assert name.startswith(f"{number}-")


def test_decisions_are_numbered_without_a_gap():
    files = sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert [name[:4] for name in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert [name for name in files if not _DECISION.fullmatch(name)] == []


@pytest.mark.parametrize(
    "path", sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md"), ids=lambda p: p.stem
)
def test_a_decision_has_every_section(path):
    assert re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE) == SECTIONS


def test_every_decision_that_is_named_exists():
    known = {path.name[:4] for path in DECISIONS.glob("*.md")}
    named = {
        (path.relative_to(ROOT).as_posix(), number)
        for base in (ROOT / "shared", ROOT / "functions", ROOT / "infra", ROOT / "tests", ROOT / "docs")
        for path in (*base.rglob("*.py"), *base.rglob("*.md"))
        for number in re.findall(r"\bdecisions? (\d{4})\b", path.read_text())
    }
    named |= {(path.name, number) for path in DOCUMENTS for number in re.findall(r"\bdecisions? (\d{4})\b", path.read_text())}
    assert sorted(found for found in named if found[1] not in known) == []


def drawings() -> list[str]:
    return _MERMAID.findall(ARCHITECTURE)


def test_every_drawing_names_only_rooms_and_functions_that_exist():
    found = [name for block in drawings() for name in re.findall(r"\b(?:domain|services|storage|functions)/\w+", block)]
    assert found
    assert [name for name in found if not ((LAYER / name).is_dir() or (ROOT / name).is_dir())] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_the_drawing_of_a_layer_is_its_contract(layer):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    contract = next(one for one in contracts if one.get("containers") == [f"contactbook.{layer}"])
    block = next(block for block in drawings() if f"subgraph {layer}\n" in block)
    assert re.findall(r'\["([^"]+)"\]', block) == contract["layers"]


def test_the_table_of_nouns_says_which_layers_hold_each_room():
    section = ARCHITECTURE.partition("### Where to find things")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| ")][1:]
    stated = {room: layers.split() for _, room, layers, _ in rows}
    rooms = {path.parent.name for layer in LAYERS for path in (LAYER / layer).glob("*/__init__.py")}
    assert stated == {room: [layer for layer in LAYERS if (LAYER / layer / room).is_dir()] for room in rooms}
    named = {word for *_, functions in rows for word in re.findall(r"\w+_\w+|\bname_days\b|\bmerges\b|\bsweeper\b", functions)}
    assert named <= FUNCTIONS


def test_the_drawing_of_functions_has_every_function():
    block = next(block for block in drawings() if "subgraph jobs" in block)
    assert {name for name in FUNCTIONS if re.search(rf"^\s+{name}$", block, re.MULTILINE)} == FUNCTIONS


def test_an_arrow_between_functions_is_a_queue_that_the_role_may_send_to():
    block = next(block for block in drawings() if "subgraph jobs" in block)
    drawn = {arrow for arrow in re.findall(r"^\s+(\w+) --> (\w+)$", block, re.MULTILINE) if arrow[0] in FUNCTIONS}
    queues = {queue: f"arn:aws:sqs:{REGION}:{DEFAULT_ACCOUNT_ID}:{queue}" for queue in QUEUES}
    granted = {
        (function, queue)
        for function in FUNCTIONS
        for queue, arn in queues.items()
        if queue != function and allows(function, "sqs:SendMessage", arn)
    }
    assert drawn == granted


@pytest.mark.parametrize("transitions", [COMMUNICATION, CONSENT], ids=["communication", "consent"])
def test_the_drawing_of_states_is_the_table_of_transitions(transitions):
    states = {state.value for state in transitions}
    arrows = [
        set(re.findall(r"^\s+(\w+) --> (\w+)", block, re.MULTILINE)) for block in drawings() if block.startswith("stateDiagram")
    ]
    wanted = {(one.value, other.value) for one, others in transitions.items() for other in others if one is not other}
    assert [found for found in arrows if {state for arrow in found for state in arrow} <= states] == [wanted]
