"""When the demo is made: once in a new state directory, and again when the stack is reset to it."""

import http.client
import json
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from infra.local.demo.caller import StepFailedError
from infra.local.demo.guide import guide_of
from infra.local.demo.story import tell_story
from infra.local.demo.tenants import seed_tenants
from infra.local.template.json_values import Json


class Seeding:
    """Makes the demo, and remembers in the state directory that it did and which ids the guide names."""

    def __init__(self, directory: Path, log: Callable[[str], None], tell: Callable[[str], object], *, wanted: bool) -> None:
        """`tell` shows a line of progress. A demo that is not wanted is never made."""
        self._wanted = wanted
        self._done, self._begun = directory / "seeded", directory / "seeding"
        self._log, self._tell = log, tell
        # The stack answers while the demo is made, also who asks for a reset.
        self._one_at_a_time = threading.Lock()

    def make_once(self, url: str, now: Callable[[], datetime], empty: Callable[[], None]) -> None:
        """Make the demo if the directory has none. Call `empty` before if an earlier start was cut short while it made it."""
        with self._one_at_a_time:
            if not self._wanted or self._done.exists():
                return
            if self._begun.exists():
                empty()
            self._begun.touch()
            self._tell("Making the demo: two communities, their residents, a campaign (some seconds, the first time only) ...")
            self._make(url, now, with_content=True)

    def make_again(self, url: str, now: Callable[[], datetime], empty: Callable[[], None], *, with_content: bool) -> None:
        """Call `empty`, then make the demo's tenants if a demo is wanted, and with `with_content` their records."""
        with self._one_at_a_time:
            empty()
            if self._wanted:
                self._make(url, now, with_content=with_content)

    def _make(self, url: str, now: Callable[[], datetime], *, with_content: bool) -> None:
        """Make the demo on empty stores. A refused step ends it and is logged."""
        ids: dict[str, str] = {}
        try:
            seed_tenants(url)
            ids = tell_story(url, now()) if with_content else {}
        except (StepFailedError, OSError, http.client.HTTPException) as error:
            self._log(f"the demo is incomplete, and RESET=1 makes it again: {error}")
        self._done.write_text(json.dumps(ids), encoding="utf-8")
        self._begun.unlink(missing_ok=True)

    def guide(self, url: str) -> dict[str, Json]:
        """Return the guide through the demo's records. Without them it has no steps."""
        told = self._done.read_text(encoding="utf-8") if self._wanted and self._done.exists() else ""
        return guide_of(url, json.loads(told) if told else {})
