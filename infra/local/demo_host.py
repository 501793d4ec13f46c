"""The host of the demonstration as a child process with an Azurite of its own; both end with the demonstration."""

import asyncio
import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import httpx2

from infra.local.azurite import Azurite, AzuriteError
from infra.local.demo_api import DemoError
from infra.local.files import read_object

APP = Path(__file__).parents[2]
_START_TIMEOUT_S = 60.0
_STOP_TIMEOUT_S = 30.0
_LAST_LINES = 15


@dataclass(frozen=True, slots=True)
class Running:
    """A host that answers at `url`; `wait` returns never, unless the host ends: then it raises `DemoError`."""

    url: str
    state: Path
    process: subprocess.Popen[bytes]

    def wait(self) -> NoReturn:
        self.process.wait()
        raise DemoError(_with_last_lines("O host parou.", self.state / "host.log"))


@contextmanager
def running(state: Path, *, port: int, environment: Mapping[str, str]) -> Iterator[Running]:
    """A host that answers, until the block ends; port 0 takes a free one. Raises `DemoError`.

    The queue service is never one that happens to listen already: another host would take our messages.
    """
    state.mkdir(parents=True, exist_ok=True)
    _refuse_second(state)
    _refuse_busy(port)
    azurite = _azurite(state)
    try:
        child = _start(state, port=port, connection=azurite.connection_string, environment=environment)
        try:
            yield Running(_when_ready(child, state), state, child)
        finally:
            _end(child)
    finally:
        azurite.stop()


def _refuse_second(state: Path) -> None:
    """The lock is the host's own; it is asked here first, so that nobody's Azurite is taken for ours."""
    with (state / "trava").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            url = read_object(state / "rodando.json").get("url", "outro terminal")
            raise DemoError(
                f"O Retorno já está rodando com a pasta {state.name}, em {url}. Encerre-o com Ctrl-C antes."
            ) from None


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise DemoError(
                f"A porta {port} está ocupada por outro programa. Escolha outra, por exemplo: "
                f"PORTA={port + 1} make run"
            ) from None


def _azurite(state: Path) -> Azurite:
    try:
        azurite = Azurite.launch(state / "azurite")
        asyncio.run(azurite.ready())
    except AzuriteError as error:
        raise DemoError(f"O Azurite não pôde ser iniciado: {error}") from error
    return azurite


def _start(
    state: Path, *, port: int, connection: str, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "infra.local", "--state", str(state), "--port", str(port)]
    command += ["--queue-connection", connection]
    with (state / "host.log").open("wb") as output:
        return subprocess.Popen(
            command, cwd=APP, env=os.environ | dict(environment), stdout=output, stderr=output
        )


def _when_ready(child: subprocess.Popen[bytes], state: Path) -> str:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline and child.poll() is None:
        marker = read_object(state / "rodando.json")
        if marker.get("pid") == child.pid and _answers(marker["url"]):
            return str(marker["url"])
        time.sleep(0.05)
    raise DemoError(_with_last_lines("O host não subiu.", state / "host.log"))


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, trust_env=False, timeout=10).is_success
    except httpx2.HTTPError:
        return False


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reached it already, as part of the same terminal; asking twice does no harm."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _with_last_lines(sentence: str, log: Path) -> str:
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    return "\n".join([f"{sentence} As últimas linhas do seu registro:", *last])
