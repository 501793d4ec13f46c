"""`python -m infra.local`: reads the settings, starts Azurite when it must, refuses a bad app, runs the host."""

import argparse
import asyncio
import fcntl
import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from azure.core.exceptions import AzureError

from infra.local.azurite import DEFAULT_PORT, Azurite, AzuriteError, connection_string, is_listening
from infra.local.checks import methods_of, refusals
from infra.local.host import Host, bind
from infra.local.indexing import Function, IndexingError, load_functions
from infra.local.settings import STORAGE, Cors, HostSettings, SettingsError, apply, read_host, read_local

_DOCUMENTS = "DOCUMENTOS__CAMINHO"
_DEVELOPMENT = "UseDevelopmentStorage=true"


@dataclass(frozen=True, slots=True)
class Arguments:
    app: Path
    state: Path | None
    port: int
    queue_connection: str | None

    @property
    def state_folder(self) -> Path:
        return self.state or self.app / ".retorno"


class StateInUse(Exception):
    """Another host runs on the same state folder."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until a signal; 0 after a clean end, 1 with the reasons when the app cannot be run."""
    options = _parse(arguments)
    azurite: Azurite | None = None
    try:
        lock = _lock(options.state_folder)
        cors = _environment(options)
        settings = read_host(options.app, os.environ, cors=cors)
        _configure_logging()
        azurite = _queue_service(options)
        functions = _checked_functions(options.app)
        asyncio.run(_serve(options, functions=functions, settings=settings, azurite=azurite))
        lock.close()
    except IndexingError as error:
        print(f"The app was refused, for {len(error.reasons)} reason(s):", file=sys.stderr)
        print("\n".join(f"  - {reason}" for reason in error.reasons), file=sys.stderr)
        return 1
    except (SettingsError, AzuriteError, StateInUse, AzureError, OSError) as error:
        print(f"The local host cannot start: {error}", file=sys.stderr)
        return 1
    finally:
        if azurite:
            azurite.stop()
    return 0


def _parse(arguments: Sequence[str] | None) -> Arguments:
    parser = argparse.ArgumentParser(
        prog="python -m infra.local", description="Runs a function app on this machine."
    )
    parser.add_argument("--port", type=int, default=7071, help="0 takes a free one")
    parser.add_argument("--state", type=Path, help="folder of everything kept (default: .retorno in the app)")
    parser.add_argument(
        "--app", type=Path, default=Path.cwd(), help="folder of function_app.py and host.json"
    )
    parser.add_argument(
        "--queue-connection", help="a queue service that runs already; default: AzureWebJobsStorage"
    )
    found = parser.parse_args(arguments)
    state = found.state.resolve() if found.state else None
    return Arguments(found.app.resolve(), state, found.port, found.queue_connection)


def _environment(options: Arguments) -> Cors:
    """What the app will read: the real environment first, then the chosen state folder, then the settings file."""
    values, cors = read_local(options.app)
    documents = str(options.state_folder / "documentos.db")
    if options.state:
        os.environ.setdefault(_DOCUMENTS, documents)
    apply(values)
    os.environ[_DOCUMENTS] = os.environ.get(_DOCUMENTS) or documents
    return cors


def _queue_service(options: Arguments) -> Azurite | None:
    """Set AzureWebJobsStorage to a real connection string, with an Azurite of our own behind it if need be."""
    wanted = options.queue_connection or os.environ.get(STORAGE) or _DEVELOPMENT
    azurite = None
    if wanted == _DEVELOPMENT and is_listening(DEFAULT_PORT):
        wanted = connection_string(DEFAULT_PORT)
    elif wanted == _DEVELOPMENT:
        azurite = Azurite.launch(options.state_folder / "azurite")
        wanted = azurite.connection_string
    os.environ[STORAGE] = wanted
    return azurite


def _checked_functions(app: Path) -> list[Function]:
    functions = load_functions(app)
    if reasons := refusals(functions, os.environ):
        raise IndexingError(reasons)
    return functions


async def _serve(
    options: Arguments,
    *,
    functions: list[Function],
    settings: HostSettings,
    azurite: Azurite | None,
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if azurite:
        await azurite.ready()
    host = Host(functions, settings=settings, state=options.state_folder, listening=bind(options.port))
    await host.run(stop, ready=lambda: _announce(host, functions, settings=settings, options=options))


def _announce(host: Host, functions: list[Function], *, settings: HostSettings, options: Arguments) -> None:
    """The list that Core Tools prints: HTTP functions with their URLs, then the others with their triggers."""
    http = [one for one in functions if one.trigger.type == "httpTrigger"]
    lines = ["", "Functions:", ""]
    for one in http:
        methods = ",".join(sorted(methods_of(one.trigger) or ())) or "*"
        path = "/".join(
            part for part in (settings.route_prefix, str(one.trigger.options["route"]).strip("/")) if part
        )
        lines.append(f"\t{one.name}: [{methods}] {host.url}/{path}")
    lines += [f"\t{one.name}: {one.trigger.type}" for one in functions if one not in http]
    lines += ["", f"Pronto em {host.url} · relógio em {host.clock.now():%Y-%m-%d %H:%M} UTC"]
    lines += [f"Estado e chaves em {options.state_folder}", ""]
    print("\n".join(lines), flush=True)


def _lock(state: Path) -> TextIO:
    state.mkdir(parents=True, exist_ok=True)
    lock = (state / "trava").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StateInUse(f"another host is running on {state}") from error
    return lock


def _configure_logging() -> None:
    logging.basicConfig(
        level=os.environ.get("LOG_LEVEL", "INFO").upper(),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    for noisy in ("azure", "azure.core.pipeline.policies.http_logging_policy", "httpx", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
