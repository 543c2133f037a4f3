"""What `make mutants` breaks exists, and what it counts is what mutmut prints."""

from pathlib import Path
from unittest.mock import patch

import pytest

from infra.mutants.__main__ import ends_in, main, share_of
from infra.mutants.areas import AREAS, NOT_IN_THE_COPY
from infra.mutants.work import _OWN_PATHS, ROOT, _settings


@pytest.mark.parametrize("name", AREAS)
def test_an_area_names_modules_and_tests_that_exist(name: str) -> None:
    area = AREAS[name]
    assert [one for one in area.modules if not list((ROOT / "shared").glob(one))] == []
    assert [one for one in area.tests if not (ROOT / one).exists()] == []
    assert "src/contactbook/domain" in _settings(area) or "src/contactbook/storage" in _settings(area)


def test_the_tests_find_the_code_where_the_copy_expects_it() -> None:
    assert _OWN_PATHS in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_tests_that_are_left_out_exist() -> None:
    for one in NOT_IN_THE_COPY:
        path, _, name = one.partition("::")
        assert (f"def {name}(" if name else "import") in (ROOT / path).read_text("utf-8")


def test_an_area_of_which_nothing_was_tried_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"run": "failed to collect stats", "results": ""}
    with (
        patch("infra.mutants.__main__.prepare", lambda *_: tmp_path),
        patch("infra.mutants.__main__._mutmut", lambda _, command, *__: told[command]),
    ):
        assert main(["domain"]) == 1
    assert "failed to collect stats" in capsys.readouterr().out


def test_what_no_test_noticed_or_reached_counts_as_missed() -> None:
    printed = """
    contactbook.domain.a.x_one__mutmut_1: killed
    contactbook.domain.a.x_one__mutmut_2: survived
    contactbook.domain.a.x_one__mutmut_3: no tests
    contactbook.domain.a.x_one__mutmut_4: timeout
    contactbook.domain.a.x_one__mutmut_5: not checked
"""
    ends = ends_in(printed)
    assert len(ends) == 5
    assert share_of(ends) == (2, 4)


def test_an_area_that_does_not_exist_is_refused_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["consnt"])
    assert "there is no area consnt; there are consent, decisions" in capsys.readouterr().err
