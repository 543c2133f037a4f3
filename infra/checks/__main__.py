"""Checks the templates as they are written and as AWS transforms them: `python -m infra.checks <python with checkov>`.

Run it in the environment that has aws-sam-cli. Checkov has conflicting pins and needs an environment of its own.
"""

import json
import subprocess
import sys
from pathlib import Path

from infra.checks.names import claimed_twice
from infra.checks.transform import transform

MAIN = Path("template.yaml")
NESTED = [Path("infra/alarms.yaml"), Path("infra/dashboard.yaml")]
TRANSFORMED = Path(".aws-sam/transformed")


def main(checkov: str) -> int:
    """Run every check and return the number of failed ones."""
    TRANSFORMED.mkdir(parents=True, exist_ok=True)
    failed = int(_fails("sam validate --lint", MAIN, [sys.executable, "-m", "samcli", "validate", "--lint"]))
    for template in [MAIN, *NESTED]:
        transformed = TRANSFORMED / f"{template.stem}.json"
        deployed = transform(template)
        transformed.write_text(json.dumps(deployed, indent=2), encoding="utf-8")
        failed += _fails("cfn-lint", template, [str(Path(sys.executable).with_name("cfn-lint")), str(template)])
        # Checkov does not read the loops of the language extensions. It gets such a template in its expanded form only.
        if "Fn::ForEach" not in template.read_text(encoding="utf-8"):
            # The expanded form of the others has lost its `Fn::Sub`; tests/architecture reads their names as they are written.
            failed += _told("names of two stacks", template, claimed_twice(deployed))
            failed += _fails("checkov", template, [checkov, "-m", "checkov.main", "-f", str(template)])
        failed += _fails("checkov", transformed, [checkov, "-m", "checkov.main", "-f", str(transformed)])
    return failed


def _fails(check: str, path: Path, command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return _told(check, path, [done.stdout, done.stderr] if done.returncode != 0 else [])


def _told(check: str, path: Path, wrong: list[str]) -> bool:
    print(f"{'FAILED' if wrong else 'ok    '} {check} {path}")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
