"""Checks the templates as they are written and as AWS transforms them: `python -m infra.checks <python with checkov>`.

Run it in the environment that has aws-sam-cli. Checkov has conflicting pins and needs an environment of its own.
"""

import json
import subprocess
import sys
from pathlib import Path

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
        transformed.write_text(json.dumps(transform(template), indent=2), encoding="utf-8")
        failed += _fails("cfn-lint", template, [str(Path(sys.executable).with_name("cfn-lint")), str(template)])
        # Checkov does not read the loops of the language extensions. It gets such a template in its expanded form only.
        if "Fn::ForEach" not in template.read_text(encoding="utf-8"):
            failed += _fails("checkov", template, [checkov, "-m", "checkov.main", "-f", str(template)])
        failed += _fails("checkov", transformed, [checkov, "-m", "checkov.main", "-f", str(transformed)])
    return failed


def _fails(check: str, path: Path, command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {check} {path}")
    if done.returncode != 0:
        print(done.stdout, done.stderr, sep="\n")
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
