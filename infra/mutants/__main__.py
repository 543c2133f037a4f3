"""Break the rules of an area and tell which changes no test noticed: `python -m infra.mutants --help`."""

import argparse
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from infra.mutants.areas import AREAS
from infra.mutants.changes import change_of
from infra.mutants.work import ROOT, prepare

# mutmut has an environment of its own, and runs the tests in this one: its packages come last.
_TOOL = ROOT / ".venv-mutants"
_CODE = "import sys; sys.path.append(sys.argv.pop(1)); from mutmut.__main__ import cli; cli()"
_RESULT = re.compile(r"^\s+(contactbook\.\S+): (.+)$", re.MULTILINE)
_NOTICED = frozenset({"killed", "timeout", "segfault", "suspicious"})
# Not run yet, or of code that cannot be run.
_WITHOUT_AN_END = frozenset({"not checked", "skipped", "check was interrupted by user"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 if fewer changes are noticed than an area asks for."""
    wanted = _wanted(arguments)
    few = [name for name in wanted.areas or AREAS if not _is_enough(name, wanted)]
    return 1 if few else 0


def _wanted(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.mutants", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(AREAS)}; all if it is left out")
    parser.add_argument("--only", nargs="+", default=[], help="only these, such as 'contactbook.domain.consent.states*'")
    parser.add_argument("--tests", nargs="+", help="only these tests, for a quick look")
    parser.add_argument("--sample", type=int, default=0, help="only so many of the changes, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="what the sample is drawn from (1)")
    parser.add_argument("--at-once", type=int, default=2, help="how many run at once (2)")
    wanted = parser.parse_args(arguments)
    if unknown := [one for one in wanted.areas if one not in AREAS]:
        parser.error(f"there is no area {unknown[0]}; there are {', '.join(AREAS)}")
    return wanted


def _is_enough(name: str, wanted: argparse.Namespace) -> bool:
    area = AREAS[name] if wanted.tests is None else replace(AREAS[name], tests=tuple(wanted.tests))
    work = prepare(name, area)
    print(f"Breaking {name}; this takes minutes ...", flush=True)
    only = _drawn(work, wanted) if wanted.sample else wanted.only
    told = _mutmut(work, "run", "--max-children", str(wanted.at_once), *only)
    ends = ends_in(_mutmut(work, "results", "--all", "true"))
    noticed, counted = share_of(ends)
    for mutant, end in ends.items():
        if end not in _NOTICED | _WITHOUT_AN_END:
            print(f"\n{end}: {mutant}\n{change_of(work, mutant)}")
    if not counted:
        print(f"{name}: no change was tried. This is what mutmut told:\n{told[-2000:]}")
        return False
    percent = 100 * noticed / counted
    print(f"{name}: {noticed} of {counted} changes were noticed, {percent:.1f} %; {area.least} % are asked for.")
    return percent >= area.least


def _drawn(work: Path, wanted: argparse.Namespace) -> list[str]:
    """Return the names of a sample. mutmut makes every change before it finds that none has the name that is asked for."""
    _mutmut(work, "run", "--max-children", str(wanted.at_once), "no.such.change")
    names = sorted(ends_in(_mutmut(work, "results", "--all", "true")))
    return random.Random(wanted.seed).sample(names, min(wanted.sample, len(names)))


def ends_in(results: str) -> dict[str, str]:
    """Return what became of each mutant, from what `mutmut results` prints."""
    return dict(_RESULT.findall(results))


def share_of(ends: dict[str, str]) -> tuple[int, int]:
    """Return how many changes were noticed, and of how many. One that no test reaches was not noticed."""
    found = Counter(ends.values())
    return sum(found[one] for one in _NOTICED), sum(found.values()) - sum(found[one] for one in _WITHOUT_AN_END)


def _mutmut(work: Path, *command: str) -> str:
    (packages,) = _TOOL.glob("lib/python*/site-packages")
    asked = [sys.executable, "-c", _CODE, str(packages), *command]
    done = subprocess.run(asked, cwd=work, check=False, capture_output=True, text=True)
    if done.returncode and command[0] != "run":
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
