"""The demo is made once, begins anew after an interruption, and tells a refusal."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local.demo import seeding
from infra.local.demo.caller import StepFailedError

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
IDS = dict.fromkeys(("maria", "layla", "run", "type", "template", "account of maria", "import", "merge", "card_ends_on"), "con_1")


class Made:
    """What a seeding did."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, directory: Path) -> None:
        self.done: list[str] = []
        self.told: list[str] = []
        self.refusal: BaseException | None = None
        self.directory = directory
        monkeypatch.setattr(seeding, "seed_tenants", lambda _: self.done.append("tenants"))
        monkeypatch.setattr(seeding, "tell_story", lambda _url, _now: self._story())

    def _story(self) -> dict[str, str]:
        if self.refusal:
            raise self.refusal
        self.done.append("story")
        return IDS

    def empty(self) -> None:
        self.done.append("emptied")

    def once(self, *, wanted: bool = True) -> seeding.Seeding:
        one = seeding.Seeding(self.directory, self.told.append, lambda _: None, wanted=wanted)
        one.make_once("http://127.0.0.1:1", lambda: NOW, self.empty)
        return one


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Made:
    return Made(monkeypatch, tmp_path)


def test_a_demo_is_made_once_and_its_guide_is_kept(made: Made) -> None:
    made.once()
    again = made.once()
    assert made.done == ["tenants", "story"]
    assert json.dumps(again.guide("http://127.0.0.1:1")).count('"title"') == 6


def test_a_demo_that_was_cut_short_begins_on_empty_stores(made: Made) -> None:
    made.refusal = KeyboardInterrupt()  # it ends the process, as a kill does
    with pytest.raises(KeyboardInterrupt):
        made.once()
    made.refusal = None
    made.once()
    assert made.done == ["tenants", "emptied", "tenants", "story"]


@pytest.mark.parametrize("refusal", [StepFailedError("POST /v1/lists answered 500"), ConnectionRefusedError("nobody there")])
def test_a_refused_step_is_told_with_the_way_out_and_empties_nothing_later(made: Made, refusal: Exception) -> None:
    made.refusal = refusal
    made.once()
    again = made.once()
    assert made.done == ["tenants"]
    assert made.told == [f"the demo is incomplete, and RESET=1 makes it again: {refusal}"]
    assert again.guide("http://127.0.0.1:1")["steps"] == []


def test_a_state_directory_of_an_older_version_has_no_guide(made: Made) -> None:
    (made.directory / "seeded").touch()
    assert made.once().guide("http://127.0.0.1:1")["steps"] == []
    assert made.done == []


def test_a_stack_without_a_demo_never_makes_one(made: Made) -> None:
    one = made.once(wanted=False)
    one.make_again("http://127.0.0.1:1", lambda: NOW, made.empty, with_content=True)
    assert (made.done, one.guide("http://127.0.0.1:1")["steps"]) == (["emptied"], [])


def test_a_reset_waits_for_the_demo_that_is_being_made(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made.once()
    waits: list[bool] = []

    def told(_url: str, _now: datetime) -> dict[str, str]:
        waits.append(one._one_at_a_time.locked())
        return IDS

    monkeypatch.setattr(seeding, "tell_story", told)
    one.make_again("http://127.0.0.1:1", lambda: NOW, made.empty, with_content=True)
    assert waits == [True]
    assert made.done == ["tenants", "story", "emptied", "tenants"]
