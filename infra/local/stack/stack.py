"""The local stack: everything that a template describes, in one process beside the engine's.

with LocalStack(Path("template.yaml"), Path(".local")) as stack:
    httpx.get(stack.url + "/v1/contacts", headers=stack.authorization("demo"))
"""

import sys
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self

from infra.local.demo.seeding import Seeding
from infra.local.demo.tenants import TOP_TENANT
from infra.local.engine.engine import Engine
from infra.local.engine.state_directory import locked
from infra.local.engine.stores import make_secrets, make_stores
from infra.local.functions.clock import Clock
from infra.local.functions.gate import Gate
from infra.local.functions.process import forget_caches, one_client_at_a_time, own_modules, process_environment
from infra.local.functions.replaced_sources import CLOCK_MODULE, replaced_certificates, replaced_clock
from infra.local.functions.running import load_functions
from infra.local.gateway.authorizer import Authorizer
from infra.local.gateway.cors import template_cors
from infra.local.gateway.http_messages import Request, Response
from infra.local.gateway.http_server import HttpServer
from infra.local.gateway.routes import Gateway, issuer_of, template_routes
from infra.local.gateway.tokens import token_response
from infra.local.pages import control
from infra.local.pages.deliveries import deliveries_in
from infra.local.pages.letters import LetterBox
from infra.local.pages.mail import AWS_PATH, SendingServices
from infra.local.pages.outbox import Outbox
from infra.local.pages.overview import health_of, overview_of
from infra.local.pages.reports import ProviderReports
from infra.local.pages.sns_signing import SnsSigner
from infra.local.sources.dispatcher import Dispatcher
from infra.local.sources.event_sources import queue_workers, stream_workers, topic_functions
from infra.local.sources.schedules import Scheduler, template_schedules
from infra.local.stack.environment import stack_environment
from infra.local.template.json_values import Json
from infra.local.template.resources import BUCKET
from infra.local.template.template import Template

RESET_WITHIN = 30.0
STOP_WITHIN = 20.0


class LocalStack:
    """A running stack. `port` 0 means a free one; `demo` makes the demo if the state directory is new, and `tell` shows progress.

    A process can run only one at a time, because the functions find their stores through the environment of the process.
    """

    def __init__(
        self,
        template: Path | str,
        state_directory: Path | str,
        port: int = 0,
        *,
        demo: bool = False,
        log: Callable[[str], None] | None = None,
        tell: Callable[[str], object] = lambda _: None,
        clock_module: str = CLOCK_MODULE,
    ) -> None:
        self.template_path = Path(template).resolve()
        self.directory = Path(state_directory).resolve()
        self.clock = Clock()
        self.portal_url: str | None = None
        self._signer = SnsSigner()
        self._port = port
        self._log = log or (lambda text: print(text, file=sys.stderr))
        self._seeding = Seeding(self.directory, self._log, tell, wanted=demo)
        self._clock_module = clock_module
        self._ending = False
        self._gate = Gate()
        self._running = ExitStack()

    def start(self) -> Self:
        """Start everything and return when requests are answered. Raise OSError if the port is taken."""
        self._ending = False
        with ExitStack() as starting:
            note_address = starting.enter_context(locked(self.directory))
            self._server = HttpServer(self._port, self._answer)
            starting.callback(self._server.stop)
            self.url = self._server.url
            note_address(self.url)
            self._engine = starting.enter_context(Engine(self.directory, self._note_change))
            self._read_template()
            starting.enter_context(own_modules(self._roots))
            starting.enter_context(process_environment(stack_environment(self._described, self._engine, self.url)))
            starting.enter_context(one_client_at_a_time())
            self._load_functions()
            starting.enter_context(replaced_clock(self._clock_module, self.clock.now))
            starting.enter_context(replaced_certificates(self._signer.certificate))
            starting.callback(self._finish_work)
            self._start_workers()
            self._server.start()
            self._seeding.make_once(self.url, self.clock.now, self._empty)
            self._running = starting.pop_all()
        return self

    def stop(self) -> None:
        """Stop everything and save the state."""
        self._running.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def is_alive(self) -> bool:
        """True while the engine runs."""
        return self._engine.is_alive

    def not_run(self) -> list[str]:
        """Return the resource types that do not run here, and the functions that cannot be imported."""
        kinds = [f"{kind} ({count})" for kind, count in self._template.unsupported().items()]
        return kinds + [f"{name}: {one.failure}" for name, one in self._functions.items() if one.failure]

    def token(self, **claims: Json) -> dict[str, Json]:
        """Return a token as `POST /_local/token` does. The default for `scope` is every scope, the one for `tenant_id` is `demo`."""
        return token_response(self._authorizer, issuer_of(self._routes), TOP_TENANT, claims)

    def authorization(self, tenant_id: str = TOP_TENANT, **claims: Json) -> dict[str, str]:
        """Return the authorization header for a caller of a tenant."""
        return {"authorization": f"Bearer {self.token(tenant_id=tenant_id, **claims)['access_token']}"}

    def reset(self, *, with_content: bool = False) -> None:
        """Empty every store while no function runs, and set the clock back. Raise TimeoutError if a function does not end.

        A stack with `demo` then creates the demo's tenants again, and with `with_content` their contacts too.
        """
        self._seeding.make_again(self.url, self.clock.now, self._empty, with_content=with_content)

    def _empty(self) -> None:
        with self._gate.closed(RESET_WITHIN):
            self._engine.empty()
            self._outbox.clear()
            self._mail.forget()
            self._letters.forget()
            self.clock.reset()
            self._engine.date_files(self.clock.offset)
            forget_caches(self._roots)

    def drain(self, within: float = control.DRAIN_WITHIN) -> dict[str, Json]:
        """Wait until no message is left, no stream record is unread and no function runs."""
        return self._dispatcher.drain(within)

    def sent(self, channel: str | None = None) -> list[dict[str, Json]]:
        """Return the outbox, newest first."""
        self._letters.collect()
        return [one.as_json() for one in self._outbox.page(channel)]

    def set_clock(self, instant: datetime | None) -> str:
        """Move the stack's clock, or with None set it back to real time. Return the time that it shows."""
        # A letter is dated when it is collected. Collect letters that were written before the clock moves.
        self._letters.collect()
        self.clock.reset() if instant is None else self.clock.set(instant)
        self._engine.date_files(self.clock.offset)
        return self.clock.now().astimezone(UTC).isoformat()

    def fire(self, name: str) -> dict[str, str] | None:
        """Fire a schedule of the template. Return None if it has none of that name."""
        return self._scheduler.fire(name) if self._scheduler.knows(name) else None

    def feed_back(self, message_id: str, kind: str, status: str | None = None) -> bool:
        """Pass the provider's feedback on a message to its function. Return False if no such message has that id."""
        return self._reports.feed_back(message_id, kind, status)

    def receive_text(self, sender: str, to: str, text: str) -> None:
        """Pass a text message that somebody sent to a number to the function of feedback."""
        self._reports.receive_text(sender, to, text)

    def _publish(self, event: Callable[[str], dict[str, Json]]) -> None:
        for topic, function in topic_functions(self._template).items():
            self._functions[function].invoke(event(topic))

    def health(self) -> dict[str, Json]:
        """Return whether the stack runs, the environment of its functions, and the import error of each function that has one."""
        health = health_of(self._engine, self._template, self._functions)
        return health | {"environment": stack_environment(self._described, self._engine, self.url)}

    def overview(self) -> dict[str, Json]:
        """Return what the page shows."""
        return overview_of(self._engine, self._template, self._gate, self.clock, self._scheduler)

    def _answer(self, request: Request) -> Response:
        try:
            if request.path.startswith(AWS_PATH):
                return self._mail.answer(request)
            if self._ending:
                return Response.problem(503, "stopping", "The local stack is stopping.", request.path)
            if request.path == control.PREFIX or request.path.startswith(f"{control.PREFIX}/"):
                return self._control.answer(request)
            return self.gateway.answer(request)
        except Exception:  # noqa: BLE001 - an error of the stack itself must not look like a broken connection
            self._log(f"the local stack failed on {request.method} {request.path}\n{traceback.format_exc()}")
            return Response.problem(500, "local_stack_failed", "The local stack failed; see its log for the cause.", request.path)

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

    def _load_functions(self) -> None:
        template, engine = self._template, self._engine
        self._routes = template_routes(template)
        over_http = {route.function for route in self._routes}
        self._functions = load_functions(self._described, over_http, self._gate, self._log)
        self._authorizer = Authorizer(self.directory)
        self._outbox = Outbox(self.directory / "outbox.jsonl")
        self._letters = LetterBox(engine, [bucket.name for bucket in template.resources(BUCKET)], self._outbox, self.clock.now)
        self._mail = SendingServices(self._outbox, self.clock.now)
        self._reports = ProviderReports(self._outbox, self._mail, self.clock, self._signer, self._publish)
        self._scheduler = Scheduler(template_schedules(template), self._functions, engine, self.clock.now)
        self.gateway = Gateway(self._routes, self._functions, self._authorizer, self._log, template_cors(template))
        shown = (self._mail.bus.page, partial(deliveries_in, engine, template), self._outbox.find)
        self._control = control.Control(self, *shown, lambda: self._seeding.guide(self.url))
        self._dispatcher = Dispatcher(engine, self._gate, self._letters.collect)

    def _start_workers(self) -> None:
        parts = (self._template, self._functions, self._engine, self._gate, lambda: self._dispatcher.note("."))
        self._dispatcher.start(queue_workers(*parts), stream_workers(*parts))

    def _finish_work(self) -> None:
        """Let running functions end within the time limit and start no new ones. Emails are accepted until then."""
        self._ending = True
        try:
            with self._gate.closed(STOP_WITHIN):
                self._dispatcher.stop(0.0)
        except TimeoutError as error:
            self._log(f"stopped while functions ran: {error}")
        self._dispatcher.stop(STOP_WITHIN)
        self._server.stop()
