"""Lists the behaviours of docs/features.md that no test marks: `python -m tests.features`."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT / "tests" / "features_open.txt"
_LISTED = re.compile(r"^- \*\*(S\d\.\d+)\*\*", re.MULTILINE)


def listed_ids() -> list[str]:
    """Return the ids of every behaviour, in the order of the list."""
    return _LISTED.findall((ROOT / "docs" / "features.md").read_text())


def tests_by_id() -> dict[str, list[str]]:
    """Return the tests that carry each id in a `feature` mark, read from their source."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.feature"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found.setdefault(argument.value, []).append(str(path.relative_to(ROOT)))
    return found


def main() -> int:
    """Print the behaviours without a test, and the marks that name no behaviour. Return 1 on a failure.

    A failure is an unknown mark, or a behaviour that lost its last test. Only those of `features_open.txt` may have none yet.
    """
    ids, found = listed_ids(), tests_by_id()
    missing = [feature for feature in ids if feature not in found]
    unknown = sorted(set(found) - set(ids))
    open_ids = set(OPEN.read_text().split())
    wrong = [feature for feature in missing if feature not in open_ids]
    closed = sorted(open_ids - set(missing))
    print(f"{len(ids) - len(missing)} of {len(ids)} behaviours have a test.")
    for feature in missing:
        print(f"no test: {feature}")
    for feature in unknown:
        print(f"no such behaviour: {feature} in {', '.join(sorted(set(found[feature])))}")
    for feature in wrong:
        print(f"lost its test: {feature}")
    for feature in closed:
        print(f"has a test now, remove it from {OPEN.name}: {feature}")
    return 1 if wrong or unknown or closed else 0


if __name__ == "__main__":
    sys.exit(main())
