"""What a mutant changes, read from the file in which mutmut keeps every changed function beside the one that it was."""

import ast
import difflib
from functools import cache
from pathlib import Path

_ORIGINAL = "__mutmut_orig"


def change_of(work: Path, mutant: str) -> str:
    """Return the lines that the mutant removes and adds. mutmut tells them as well, by reading the whole file anew for each."""
    module, _, name = mutant.rpartition(".")
    found = _functions(work / "mutants" / "src" / f"{module.replace('.', '/')}.py")
    before, after = (_lines(found[one]) for one in (name.rpartition("__mutmut_")[0] + _ORIGINAL, name))
    compared = difflib.unified_diff(before, after, n=0, lineterm="")
    return "\n".join(line for line in compared if line.startswith(("-", "+")) and line[1:2] not in ("-", "+"))


@cache
def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


def _lines(function: ast.FunctionDef) -> list[str]:
    """Return the lines of the body, without the docstring: mutmut keeps it in the first one only."""
    body = [one for one in function.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    return "\n".join([ast.unparse(function.args), *map(ast.unparse, body)]).split("\n")
