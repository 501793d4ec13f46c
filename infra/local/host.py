"""The host put together: clock, queues, timers, flows and HTTP in one event loop, from start to a clean end."""

import asyncio
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from azure.storage.queue.aio import QueueServiceClient

from infra.local.clock import VirtualClock
from infra.local.durable.binding import client_payload
from infra.local.durable.engine import DurableEngine
from infra.local.durable.model import DurableFunctions
from infra.local.files import read_object, write_object
from infra.local.http_server import HttpServer
from infra.local.idleness import Idleness
from infra.local.indexing import Function
from infra.local.invocation import Invoker
from infra.local.keys import Keys
from infra.local.local_api import RPC_PATH, LocalApi
from infra.local.queues import QueueListener
from infra.local.sends import queue_output, watch_sends
from infra.local.settings import STORAGE, HostSettings, expand
from infra.local.stepping import Stepper
from infra.local.timers import Status, Timer
from shared.kit import clock as business_clock

_log = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    """Says when it listens, and leaves signals to the host: uvicorn would end before queues and flows rest."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


class Host:
    """Everything that runs on one state folder; give the folder to one process only."""

    def __init__(
        self, functions: Sequence[Function], *, settings: HostSettings, state: Path, listening: socket.socket
    ) -> None:
        self._functions = functions
        self._settings = settings
        self._socket = listening
        self._marker = state / "rodando.json"
        self.url = "http://{}:{}".format(*listening.getsockname())
        self.clock = VirtualClock(state / "relogio.json")
        self.keys = Keys.load(state / "chaves.json")
        self._service = QueueServiceClient.from_connection_string(os.environ[STORAGE], use_env_settings=False)
        self._invoker = Invoker(
            functions,
            client_payload=client_payload(
                self.url, rpc_base_url=self.url + RPC_PATH, task_hub=settings.task_hub, code=self.keys.system
            ),
            deliver=queue_output(self._service, settings.queues, dict(os.environ)),
        )
        self._listeners = [self._listener(one) for one in _of(functions, "queueTrigger")]
        self._status = Status(state / "temporizadores.json")
        self._timers = [self._timer(one) for one in _of(functions, "timerTrigger")]
        self._engine = DurableEngine(
            path=state / "duravel.db",
            invoke=self._invoker.run_durable,
            now=self.clock.now,
            functions=DurableFunctions(
                orchestrators=[one.name for one in _of(functions, "orchestrationTrigger")],
                activities=[one.name for one in _of(functions, "activityTrigger")],
            ),
        )
        self._front = HttpServer(
            functions,
            route_prefix=settings.route_prefix,
            invoker=self._invoker,
            keys=self.keys,
            cors=settings.cors,
        )

    async def run(self, stop: asyncio.Event, *, ready: Callable[[], None]) -> None:
        """Serve until `stop`; `ready` is called once requests are answered. Raises what a part died of."""
        leases_until = time.monotonic() + self._settings.queues.lease_s if read_object(self._marker) else 0.0
        write_object(self._marker, {"pid": os.getpid(), "url": self.url})
        business_clock.use(self.clock.now)
        watch_sends(self._tell)
        await asyncio.gather(*(listener.create() for listener in self._listeners))
        self._front.mounts = self._local_api(leases_until).mounts()
        listening = [one.serve() for one in self._listeners]
        timing = [one.serve() for one in self._timers]
        tasks = [asyncio.create_task(part) for part in (self._engine.run(), *listening, *timing)]
        server = _Server(_uvicorn_config(self._front), ready)
        serving = asyncio.create_task(server.serve(sockets=[self._socket]))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([*tasks, serving, stopping], return_when=asyncio.FIRST_COMPLETED)
        failed = [task for task in (*tasks, serving) if task.done()]
        server.should_exit = True
        stopping.cancel()
        await asyncio.wait([serving])
        await self._end(tasks)
        for task in failed:
            task.result()
        self._marker.unlink(missing_ok=True)

    async def _end(self, tasks: Sequence[asyncio.Task[Any]]) -> None:
        """No new work first, then what runs ends, then the connections close."""
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks[1:], return_exceptions=True)
        self._status.write()
        await asyncio.gather(*(listener.stop() for listener in self._listeners))
        await self._engine.close()
        await asyncio.gather(tasks[0], return_exceptions=True)
        self._invoker.close()
        await self._service.close()
        # The app's own clients have no end to hook on, here or in Azure: they end with the process, unmourned.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

    def _local_api(self, leases_until: float) -> LocalApi:
        idleness = Idleness(
            listeners=self._listeners, timers=self._timers, engine=self._engine, leases_until=leases_until
        )
        stepper = Stepper(
            clock=self.clock,
            engine=self._engine,
            timers=self._timers,
            idleness=idleness,
            invoker=self._invoker,
        )
        return LocalApi(
            functions=self._functions,
            listeners=self._listeners,
            engine=self._engine,
            clock=self.clock,
            stepper=stepper,
            keys=self.keys,
        )

    def _listener(self, function: Function) -> QueueListener:
        return QueueListener(
            self._service,
            expand(function.trigger.options["queueName"], os.environ),
            run=partial(self._invoker.run, function.name),
            settings=self._settings.queues,
        )

    def _timer(self, function: Function) -> Timer:
        return Timer(function, clock=self.clock, status=self._status, run=self._invoker.run)

    def _tell(self, queue: str) -> None:
        for listener in self._listeners:
            if listener.queue == queue:
                listener.notify()


def bind(port: int) -> socket.socket:
    """A socket on loopback; 0 takes a free port. Raises `OSError` when the port is taken."""
    # The protocol by name: asyncio turns Nagle's 40 ms off only for sockets that say so.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    return listening


def _uvicorn_config(front: HttpServer) -> uvicorn.Config:
    return uvicorn.Config(
        front,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,  # the caller's X-Forwarded-For reaches the function, as behind the real front end
        server_header=False,
        timeout_keep_alive=75,  # longer than the SDK's client keeps a connection, so that it never meets a closed one
        timeout_graceful_shutdown=5,
    )


def _of(functions: Sequence[Function], trigger: str) -> list[Function]:
    return [function for function in functions if function.trigger.type == trigger]
