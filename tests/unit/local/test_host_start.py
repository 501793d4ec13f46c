"""Starting and ending: the list it prints, its own Azurite, a refused app, a state folder in use."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.azurite import DEFAULT_PORT, Azurite, AzuriteError, is_listening
from tests.local_host import ROOT
from tests.unit.local.conftest import SAMPLE, SampleHost


def command(app: Path, state: Path) -> list[str]:
    return [sys.executable, "-m", "infra.local", "--app", str(app), "--state", str(state), "--port", "0"]


class Started:
    """A host that starts its own Azurite, as `make run` does."""

    def __init__(self, state: Path) -> None:
        if is_listening(DEFAULT_PORT):
            pytest.skip("an Azurite of somebody's is running, which a host prefers to one of its own")
        environ = {**os.environ, "REGISTRO": str(state / "registro.jsonl")}
        environ.pop("AzureWebJobsStorage", None)
        self.process = subprocess.Popen(
            command(SAMPLE, state),
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip("\n"))
            if line.startswith("Estado e chaves em"):
                break
        self.azurite: dict[str, int] = json.loads((state / "azurite" / "azurite.json").read_text())

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


def test_the_start_lists_the_functions_as_core_tools_does(own_host: SampleHost) -> None:
    printed = own_host.log()

    assert f"\titens_recentes: [GET] {own_host.url}/itens/recentes" in printed
    assert f"\tfalha: [*] {own_host.url}/falha" in printed
    assert "\trecebe: queueTrigger" in printed
    assert "\tfluxo: orchestrationTrigger" in printed
    assert printed.index("sombra_b: [GET]") < printed.index("anotar: activityTrigger")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_host_and_its_azurite(tmp_path: Path, number: signal.Signals) -> None:
    started = Started(tmp_path)
    assert is_listening(started.azurite["port"])

    status = started.end(number)

    assert status == 0
    assert not is_listening(started.azurite["port"])


def test_the_azurite_of_a_killed_host_is_taken_back(tmp_path: Path) -> None:
    killed = Started(tmp_path)
    killed.end(signal.SIGKILL)

    again = Started(tmp_path)
    status = again.end(signal.SIGTERM)

    assert again.azurite == killed.azurite
    assert status == 0
    assert not is_listening(killed.azurite["port"])


def test_an_azurite_whose_port_is_another_s_does_not_pass_for_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        azurite = Azurite.launch(tmp_path, port=other.getsockname()[1])

        with pytest.raises(AzuriteError):
            asyncio.run(azurite.ready())
        azurite.stop()


def test_a_refused_app_does_not_start_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "host.json").write_text('{"version": "2.0"}')
    (tmp_path / "function_app.py").write_text(
        "import azure.functions as func\n"
        "app = func.FunctionApp()\n"
        "@app.route(route='admin/x')\n"
        "def rota(req: func.HttpRequest) -> str | None: ...\n"
    )

    ended = subprocess.run(
        [*command(tmp_path, tmp_path / "estado"), "--queue-connection", "UseDevelopmentStorage=false"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "refused, for 2 reason(s)" in ended.stderr
    assert "has invalid non-type return annotation" in ended.stderr
    assert "conflicts with one or more built in routes" in ended.stderr


def test_one_state_folder_takes_one_host(own_host: SampleHost) -> None:
    second = subprocess.run(
        command(SAMPLE, own_host.state), cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert second.returncode == 1
    assert "another host is running on" in second.stderr


def test_a_state_file_cut_short_is_named(own_host: SampleHost) -> None:
    own_host.stop()
    (own_host.state / "relogio.json").write_text('{"desvio')

    ended = subprocess.run(
        [*command(SAMPLE, own_host.state), "--queue-connection", own_host.azurite.connection_string],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "relogio.json is no longer JSON" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_clean_start_keeps_the_keys(own_host: SampleHost) -> None:
    keys = own_host.keys

    status = own_host.stop()
    own_host.restart()

    assert status == 0
    assert own_host.keys == keys
    assert own_host.get("/segredo", params={"code": keys["function"]}).text == "entrou"
