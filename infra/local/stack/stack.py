"""The local stack: everything that a template describes, running in one process beside the engine's.

with LocalStack(Path("template.yaml"), Path(".local")) as stack:
    httpx.get(stack.url + "/v1/contacts", headers=stack.authorization("demo"))
"""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from infra.local.engine.engine import Engine
from infra.local.engine.state_directory import held
from infra.local.engine.stores import make_secrets, make_stores
from infra.local.gateway.authorizer import LIFETIME, Authorizer
from infra.local.gateway.http_messages import Request, Response
from infra.local.gateway.http_server import HttpServer
from infra.local.gateway.routes import Gateway, issuer_of, template_routes
from infra.local.pages import control
from infra.local.pages.mail import SES_PATH, SMS_PATH, LetterBox, MailPlayer, feedback_event
from infra.local.pages.outbox import Outbox
from infra.local.pages.overview import health_of, overview_of
from infra.local.pages.sns_signing import SnsSigner
from infra.local.sources.dispatcher import Dispatcher
from infra.local.sources.gate import Gate
from infra.local.sources.queues import QueueWorker
from infra.local.sources.schedules import Scheduler, template_schedules
from infra.local.sources.sources import queue_sources, stream_sources, topic_functions
from infra.local.sources.streams import StreamWorker
from infra.local.stack import demo
from infra.local.stack.clock import Clock
from infra.local.stack.functions import (
    RunningFunction,
    common_environment,
    forget_caches,
    one_client_at_a_time,
    own_modules,
    process_environment,
)
from infra.local.stack.json_values import Json
from infra.local.stack.replaced import CLOCK_MODULE, replaced_certificates, replaced_clock
from infra.local.stack.template import BUCKET, Template

RESET_WITHIN = 30.0
STOP_WITHIN = 20.0


class LocalStack:
    """A running stack. `port` 0 takes a free one; `demo` seeds the demo's tenants when the state directory is new.

    Only one can run in a process at a time, for the functions find their stores through the process's environment.
    """

    def __init__(
        self,
        template: Path | str,
        state_directory: Path | str,
        port: int = 0,
        *,
        demo: bool = False,
        log: Callable[[str], None] | None = None,
        clock_module: str = CLOCK_MODULE,
    ) -> None:
        self.template_path = Path(template).resolve()
        self.directory = Path(state_directory).resolve()
        self.clock = Clock()
        self._signer = SnsSigner()
        self._port = port
        self._demo = demo
        self._log = log or (lambda text: print(text, file=sys.stderr))
        self._clock_module = clock_module
        self._ending = False
        self._gate = Gate()
        self._running = ExitStack()

    def start(self) -> Self:
        """Start everything; returns when requests are answered. OSError when the port is taken."""
        self._ending = False
        with ExitStack() as starting:
            starting.enter_context(held(self.directory))
            self._server = HttpServer(self._port, self._answer)
            starting.callback(self._server.stop)
            self.url = self._server.url
            self._engine = starting.enter_context(Engine(self.directory, self._note_change))
            self._read_template()
            starting.enter_context(own_modules(self._roots))
            starting.enter_context(process_environment(self._environment()))
            starting.enter_context(one_client_at_a_time())
            self._load_functions()
            starting.enter_context(replaced_clock(self._clock_module, self.clock.now))
            starting.enter_context(replaced_certificates(self._signer.certificate))
            starting.callback(self._wind_up)
            self._dispatcher.start(self._queue_workers(), self._stream_workers())
            self._server.start()
            self._seed_once()
            self._running = starting.pop_all()
        return self

    def stop(self) -> None:
        """Stop everything; the state is saved."""
        self._running.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def is_alive(self) -> bool:
        """Whether the engine still runs."""
        return self._engine.is_alive

    def not_run(self) -> list[str]:
        """What of the template has no part here, and the functions that cannot be imported."""
        kinds = [f"{kind} ({count})" for kind, count in self._template.not_played().items()]
        return kinds + [f"{name}: {one.failure}" for name, one in self._functions.items() if one.failure]

    def token(self, **claims: Json) -> dict[str, Json]:
        """A token as `POST /_local/token` answers it; without `scope` it has every scope, without `tenant_id` it is for `demo`."""
        scope = claims.get("scope", control.SCOPES)
        signed = {
            "sub": claims.get("user_id", "local-user"),
            "tenant_id": claims.get("tenant_id", demo.TOP_TENANT),
            "groups": claims.get("groups", []),
            "scope": scope if isinstance(scope, str) else " ".join(scope),
            "super_user": claims.get("super_user", False),
            "contact_id": claims.get("contact_id"),
            "privacy_clearance": claims.get("privacy_clearance"),
        }
        present = {name: value for name, value in signed.items() if value is not None}
        token = self._authorizer.sign(present, issuer_of(self._routes))
        return {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME}

    def authorization(self, tenant_id: str = demo.TOP_TENANT, **claims: Json) -> dict[str, str]:
        """The header for a caller of a tenant."""
        return {"authorization": f"Bearer {self.token(tenant_id=tenant_id, **claims)['access_token']}"}

    def reset(self, *, with_content: bool = False) -> None:
        """Empty every store while no function runs and set the clock back; TimeoutError when a function keeps on.

        A stack of the demo then has the demo's tenants again, and with `with_content` their contacts too.
        """
        with self._gate.closed(RESET_WITHIN):
            self._engine.empty()
            self._outbox.clear()
            self._letters.forget()
            self.clock.reset()
            forget_caches(self._roots)
        if self._demo:
            self._report(demo.seed(self.url) if with_content else demo.seed_tenants(self.url))

    def drain(self, within: float = control.DRAIN_WITHIN) -> dict[str, Json]:
        """Wait until no message waits, no stream record is unread and no function runs."""
        return self._dispatcher.drain(within)

    def sent(self, channel: str | None = None) -> list[dict[str, Json]]:
        """The outbox, newest first."""
        self._letters.collect()
        return [one.as_json() for one in self._outbox.page(channel)]

    def set_clock(self, instant: datetime | None) -> str:
        """Move the stack's clock, or back to real time with None; returns what it shows."""
        # A letter is dated when it is found: those written before belong to the time before.
        self._letters.collect()
        if instant is None:
            self.clock.reset()
        else:
            self.clock.set(instant)
        return self.clock.now().astimezone(UTC).isoformat()

    def fire(self, name: str) -> dict[str, str] | None:
        """Fire a schedule of the template; None when it has none of that name."""
        return self._scheduler.fire(name) if self._scheduler.knows(name) else None

    def feed_back(self, message_id: str, kind: str) -> bool:
        """Give the feedback function what SES would tell of an email; False when none was sent under that id."""
        sent = self._outbox.find(message_id)
        if sent is None or sent.channel != "email":
            return False
        moment = self.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        for topic, function in topic_functions(self._template).items():
            self._functions[function].invoke(feedback_event(sent, kind, topic, moment, self._signer))
        return True

    def health(self) -> dict[str, Json]:
        """Whether the stack runs, and every function's failure to be imported, if any."""
        return health_of(self._engine, self._functions)

    def overview(self) -> dict[str, Json]:
        """What the page shows."""
        return overview_of(self._engine, self._template, self._gate, self.clock, self._scheduler)

    def _answer(self, request: Request) -> Response:
        try:
            if request.path.startswith((SES_PATH, SMS_PATH)):
                return self._mail.answer(request)
            if self._ending:
                return Response.problem(503, "stopping", "the local stack is stopping", request.path)
            if request.path == control.PREFIX or request.path.startswith(f"{control.PREFIX}/"):
                return self._control.answer(request)
            return self._gateway.answer(request)
        except Exception:  # noqa: BLE001 - the last resort: a fault of the stack must not look like a broken connection
            self._log(f"the local stack failed on {request.method} {request.path}\n{traceback.format_exc()}")
            return Response.problem(500, "local_stack_failed", "the log of the local stack says why", request.path)

    def _note_change(self, kinds: str) -> None:
        dispatcher = getattr(self, "_dispatcher", None)
        if dispatcher is not None:
            dispatcher.note(kinds)

    def _read_template(self) -> None:
        bare = Template(self.template_path, self._engine.url, self.url)
        secrets = make_secrets(self._engine, bare)
        self._template = Template(self.template_path, self._engine.url, self.url, secrets)
        make_stores(self._engine, self._template)
        self._described = self._template.functions()
        self._roots = list(dict.fromkeys(root for function in self._described for root in function.roots))

    def _environment(self) -> dict[str, str]:
        # Metrics are kept on a class by Powertools and would mix between functions that run side by side here.
        return {
            **common_environment(self._described),
            **self._engine.environment(),
            "AWS_ENDPOINT_URL_SESV2": self.url + SES_PATH,
            "AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2": self.url + SMS_PATH,
            "PUBLIC_URL": self.url,
            "POWERTOOLS_METRICS_DISABLED": "true",
            "NO_PROXY": ",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1,localhost"])),
        }

    def _load_functions(self) -> None:
        template, engine = self._template, self._engine
        self._routes = template_routes(template)
        over_http = {route.function for route in self._routes}
        shared = threading.Lock()
        self._functions = {
            one.logical: RunningFunction(one, self._gate, shared if one.logical in over_http else threading.Lock(), self._log)
            for one in self._described
        }
        for function in self._functions.values():
            function.load()
        buckets = [bucket.name for bucket in template.resources(BUCKET)]
        self._authorizer = Authorizer(self.directory)
        self._outbox = Outbox(self.directory / "outbox.jsonl")
        self._letters = LetterBox(engine, buckets, self._outbox, self.clock.now)
        self._mail = MailPlayer(self._outbox, self.clock.now)
        self._scheduler = Scheduler(template_schedules(template), self._functions, engine, self.clock.now)
        self._gateway = Gateway(self._routes, self._functions, self._authorizer, self._log)
        self._control = control.Control(self)
        self._dispatcher = Dispatcher(engine, self._gate, self._letters.collect)

    def _queue_workers(self) -> list[QueueWorker]:
        return [
            QueueWorker(one, self._functions[one.function], self._engine, self._gate, lambda: self._dispatcher.note("."))
            for one in queue_sources(self._template)
        ]

    def _stream_workers(self) -> list[StreamWorker]:
        return [
            StreamWorker(one, self._functions[one.function], self._engine, self._gate, lambda: self._dispatcher.note("."))
            for one in stream_sources(self._template)
        ]

    def _wind_up(self) -> None:
        """Let what runs end, as far as it does within the time given, and let nothing new begin; emails are taken until then."""
        self._ending = True
        try:
            with self._gate.closed(STOP_WITHIN):
                self._dispatcher.stop(0.0)
        except TimeoutError as error:
            self._log(f"stopped although functions ran: {error}")
        self._dispatcher.stop(STOP_WITHIN)
        self._server.stop()

    def _seed_once(self) -> None:
        marker = self.directory / "seeded"
        if self._demo and not marker.exists() and self._report(demo.seed(self.url)):
            marker.touch()

    def _report(self, missing: list[str]) -> bool:
        """Say which steps of the demo failed; True when none did."""
        if missing:
            self._log("\n  ".join([f"the demo is incomplete, {len(missing)} of its steps failed:", *missing]))
        return not missing
