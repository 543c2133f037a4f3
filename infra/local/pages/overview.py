"""The state of the local stack, as its page and its health route show it."""

from collections.abc import Mapping

from infra.local.engine.engine import Engine
from infra.local.functions.clock import Clock
from infra.local.functions.gate import Gate
from infra.local.functions.running import RunningFunction
from infra.local.pages.progress import documents_of, run_progress
from infra.local.sources.schedules import Scheduler
from infra.local.template.json_values import Json
from infra.local.template.resources import TABLE
from infra.local.template.template import Template


def health_of(engine: Engine, template: Template, functions: Mapping[str, RunningFunction]) -> dict[str, Json]:
    """Return whether the stack runs, where its table is, and the import error of each function that has one."""
    failures = {name: one.failure for name, one in functions.items() if one.failure}
    return {
        "status": "degraded" if failures else "ok",
        "engine": engine.process_id,
        "endpoint": engine.url,
        "tables": [table.name for table in template.resources(TABLE)],
        "functions": sorted(functions),
        "failures": failures,
    }


def overview_of(engine: Engine, template: Template, gate: Gate, clock: Clock, scheduler: Scheduler) -> dict[str, Json]:
    """Return the time, queues, streams, running functions, imports, notification runs and schedules."""
    state = engine.state()
    tables = [table.name for table in template.resources(TABLE)]
    imports = [item for table in tables for item in engine.items(table, "import")]
    runs = [item for table in tables for item in engine.items(table, "notification_run")]
    return {
        "now": clock.now().isoformat(),
        "clock_is_real": clock.is_real,
        "queues": {
            name: {"visible": depth.visible, "delayed": depth.delayed, "in_flight": depth.in_flight}
            for name, depth in sorted(state.queues.items())
        },
        "streams": dict(state.streams),
        "running": gate.names(),
        "imports": documents_of(imports),
        "runs": [run_progress(run) for run in documents_of(runs)],
        "schedules": scheduler.names,
    }
