"""The local host as a process that a test starts, kills, restarts and moves through time; apart from its fixtures."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import httpx2

from infra.local.azurite import Azurite, AzuriteError
from infra.local.files import read_object

ROOT = Path(__file__).parents[1]
# What the app reads when nothing was configured: no account or key of this machine may reach a test.
SAMPLE_VALUES: dict[str, str] = json.loads((ROOT / "local.settings.sample.json").read_text())["Values"]
_START_TIMEOUT_S = 60.0
_AZURITE_TRIES = 3
_DAYS, _QUARTER_S = timedelta(days=2), 21_600.0
# Retries at once, a short lease, no limit on requests: a test waits for nothing but the work itself. Texts are found by
# their words, as on Azure before a provider is chosen: loading the offline encoder takes as long as starting a host.
_QUICK = {
    "EMBEDDINGS__MODELO": "ngramas",
    "LIMITE_POR_MINUTO": "1000000",
    "LOCAL_QUEUE_LEASE_S": "2",
    "AzureFunctionsJobHost__extensions__queues__visibilityTimeout": "00:00:00",
}


# What `make run` has.
MEANING = {"EMBEDDINGS__MODELO": "use"}


class LocalHost:
    """One host on its own port, state folder and Azurite; the Azurite outlives a killed host."""

    def __init__(self, folder: Path, *, app: Path = ROOT, environ: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.state = folder / "estado"
        self.url = ""  # known once it has started: a port that is free now may be another's by then
        self.http = httpx2.Client(timeout=180, trust_env=False)
        self._app = app
        self._environ = {**os.environ, **SAMPLE_VALUES, **_QUICK, **(environ or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self.azurite = _azurite(folder / "azurite")

    def start(self) -> Self:
        """Start the host and wait until it answers; when it does not, end all that was started."""
        command = [sys.executable, "-m", "infra.local", "--app", str(self._app), "--state", str(self.state)]
        command += [
            "--port",
            self.url.rpartition(":")[2] or "0",
            "--queue-connection",
            self.azurite.connection_string,
        ]
        with (self.folder / "saida.log").open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environ, stdout=out, stderr=out)
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise AssertionError(f"the local host did not start:\n{self.log()}")
            time.sleep(0.02)
        return self

    @property
    def keys(self) -> dict[str, str]:
        """The host's keys: function, system, master."""
        return dict(json.loads((self.state / "chaves.json").read_text()))

    @property
    def pid(self) -> int:
        """The running process, to be measured."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        """What the host has printed and logged since the first start."""
        return (self.folder / "saida.log").read_text()

    def get(self, path: str, **options: Any) -> httpx2.Response:
        return self.http.get(path, **options)

    def post(self, path: str, **options: Any) -> httpx2.Response:
        return self.http.post(path, **options)

    def advance(self, *, resolution_s: float | None = None, **amount: float) -> dict[str, Any]:
        """Move business time by a timedelta (`days=3`) and return the host's summary once all that came due ran.

        Of frequent timers every `resolution_s` seconds are run; by itself, over days, four a day. Flows are exact.
        """
        by = timedelta(**amount)
        body: dict[str, float] = {"avancar_segundos": by.total_seconds()}
        if resolution_s is not None or by >= _DAYS:
            body["passo_segundos"] = resolution_s or _QUARTER_S
        answer = self.post("/local/relogio", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def settle(self) -> dict[str, Any]:
        """Return once queues, timers and flows are at rest, without moving the clock on purpose."""
        return self.advance(seconds=0)

    def kill9(self) -> None:
        """End the host as a power cut would; its Azurite stays."""
        self._end(signal.SIGKILL)

    def kill9_queues(self) -> None:
        """End its Azurite as a power cut would, and start it again on the same port with what it had written."""
        port = self.azurite.port
        os.kill(self.azurite.pid, signal.SIGKILL)
        self.azurite.stop()  # of what is dead it only takes the traces
        self.azurite = _azurite(self.folder / "azurite", port=port)

    def stop(self) -> int:
        """Ask the host to end, and return its status."""
        return self._end(signal.SIGTERM)

    def restart(self) -> Self:
        """Start again after `kill9` or `stop`, on the same port and state."""
        return self.start()

    def close(self) -> None:
        """End everything that this object started."""
        try:
            if self._process and self._process.poll() is None:
                self.stop()
        finally:
            self.azurite.stop()
            self.http.close()

    def _answers(self) -> bool:
        if not self.url and not self._found():
            return False
        try:
            return self.http.get("/local/estado").status_code == 200
        except httpx2.TransportError:
            return False

    def _found(self) -> bool:
        """Whether the new process has said by now where it listens."""
        said = read_object(self.state / "rodando.json")
        if not said or said["pid"] != self.pid:
            return False
        self.url = self.http.base_url = said["url"]
        return True

    def _end(self, number: int) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        try:
            return self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise


def _azurite(folder: Path, *, port: int = 0) -> Azurite:
    """Another one where a port was taken between looking for it and listening at it."""
    for attempt in range(_AZURITE_TRIES):
        azurite = Azurite.launch(folder, port=port)
        try:
            with ThreadPoolExecutor(
                1
            ) as apart:  # a browser of this process keeps a loop running in this thread
                apart.submit(asyncio.run, azurite.ready()).result()
        except AzuriteError:
            azurite.stop()
            if attempt == _AZURITE_TRIES - 1:
                raise
        else:
            return azurite
    raise AssertionError("the last try returns or raises")
