"""The counted local run: the demonstration's own stories on a local host in this process, behind counting adapters."""

import asyncio
import io
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2

from infra.capacidade.consumo import Contado
from infra.capacidade.contadores import (
    DocumentosContados,
    FilasContadas,
    ModeloContado,
    Respondente,
)
from infra.capacidade.contagem import Contagem
from infra.local.azurite import Azurite
from infra.local.demo_api import Api
from infra.local.demo_carteira_samples import ONGOING
from infra.local.demo_chamados import PEDIDOS, Chamados
from infra.local.demo_host import APP
from infra.local.demo_month import Followed, Month
from infra.local.demo_report import Report
from infra.local.demo_samples import STORIES, reference_day
from infra.local.demo_week import Week, monday_after
from infra.local.demo_week_samples import CONSULTAS
from infra.local.host import Host, bind
from infra.local.indexing import load_functions
from infra.local.settings import STORAGE, Cors, read_host
from shared.kit.clock import local_day, local_instant

CLIENTES = 600
# Only who is in the CRM is scored.
_COLUNAS = "nome;celular;e-mail;tenant_id;pipeline;data_adesao"
_SAMPLE = APP / "local.settings.sample.json"
_MORNING = 8
_NIGHT = 1
# What belongs to no piece of work: who looks on, what is set up once, and what runs whether or not there is work.
_ASIDE = {"patch_conta", "post_auth_login", "post_clientes", "post_respostas", "queue_respostas"}
_SAUDE = {"queue_saude", "post_health_scores_calcular"}
_ENVIRONMENT = {
    "DOCUMENTOS__TIPO": "sqlite",
    "LIMITE_POR_MINUTO": "1000000",
    "LOG_LEVEL": "ERROR",
    "GROQ__API_KEY": "",
    "OPENAI__API_KEY": "",
    "AZURE_OPENAI__API_KEY": "",
}


def count_run() -> dict[str, Contado]:
    """The pieces of work by name. Sets the environment and the wiring of this process: nothing else may run in it."""
    with (
        tempfile.TemporaryDirectory(prefix="retorno-capacidade-") as folder,
        _queues(Path(folder)) as connection,
    ):
        # The sample's alone: what a machine has configured may reach people, and costs.
        os.environ.update(json.loads(_SAMPLE.read_text(encoding="utf-8"))["Values"] | _ENVIRONMENT)
        os.environ[STORAGE] = connection
        os.environ["DOCUMENTOS__CAMINHO"] = str(Path(folder) / "documentos.db")
        logging.basicConfig(level=logging.ERROR)
        contagem = Contagem()
        _install(contagem)
        functions = [contagem.counted(one) for one in load_functions(APP)]
        settings = read_host(APP, os.environ, cors=Cors())

        def make() -> Host:
            return Host(functions, settings=settings, state=Path(folder), listening=bind(0))

        return asyncio.run(_drive(make, contagem))


@contextmanager
def _queues(folder: Path) -> Iterator[str]:
    azurite = Azurite.launch(folder / "azurite")
    try:
        asyncio.run(azurite.ready())
        yield azurite.connection_string
    finally:
        azurite.stop()


def _install(contagem: Contagem) -> None:
    """Before any other wiring is imported: it takes its stores and queues from here by name."""
    from shared.kit.model_chain import ModelChain
    from shared.wiring import base

    real_documents, real_queues = base.documents, base.queues
    _replace(
        base,
        documents=cache(lambda: DocumentosContados(real_documents(), contagem)),
        queues=cache(lambda: FilasContadas(real_queues(), contagem)),
    )
    from shared.wiring import chamados, relatos

    _replace(relatos, model_chain=cache(lambda: ModelChain([ModeloContado(contagem)])))
    for module, builder, method in (
        (relatos, "extractor", "extract"),
        (relatos, "strategist", "write"),
        (chamados, "classificador", "classify"),
    ):
        _replace(module, **{builder: _answering(getattr(module, builder), method, contagem)})


def _answering(build: Callable[[], Any], method: str, contagem: Contagem) -> Callable[[], Any]:
    return cache(lambda: Respondente(build(), method, contagem))


def _replace(module: ModuleType, **builders: Callable[[], Any]) -> None:
    for name, builder in builders.items():
        setattr(module, name, builder)


async def _drive(make: Callable[[], Host], contagem: Contagem) -> dict[str, Contado]:
    host = make()  # its clients belong to this loop
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(host.run(stop, ready=ready.set))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        running.result()
    try:
        return await asyncio.to_thread(Ensaio(host.url, contagem).run)
    finally:
        stop.set()
        await running


@dataclass(frozen=True)
class Ensaio:
    """Speaks to the host as a client does, from a thread of its own."""

    url: str
    contagem: Contagem

    def run(self) -> dict[str, Contado]:
        report = Report(io.StringIO())
        secret = str(_json_setting("CANAIS__META")["app_secret"])
        with Api(self.url, os.environ["API_TOKEN"], secret) as api:
            api.relatos()  # the first reading makes the conta
            with api.login(os.environ["ADMIN_USUARIO"], os.environ["ADMIN_SENHA"]) as pessoa:
                return {
                    "relato": self._relatos(api, report),
                    "chamado": self._chamados(api, pessoa, report),
                    "atendimento": self._atendimentos(api, pessoa, report),
                    "score": self._scores(api),
                    "hora_quieta": self._quiet_hour(api),
                }

    def _relatos(self, api: Api, report: Report) -> Contado:
        start = reference_day(local_day(api.now()))
        api.move_clock(local_instant(start, _MORNING))
        self.contagem.clear()
        posted = [api.post_relato(story.body(start), key=story.key) for story in STORIES]
        api.settle()
        followed = [Followed(story, str(one["id"])) for story, one in zip(STORIES, posted, strict=True)]
        Month(api, report, start, followed).tell()
        return self.contagem.taken(len(STORIES), of=_is_work)

    def _chamados(self, api: Api, pessoa: Api, report: Report) -> Contado:
        """Until the silence of three days has ended what nobody came back to."""
        day = local_day(api.now())
        Chamados(api, pessoa, report, day.isoformat()).tell(first=1)
        api.move_clock(api.now() + timedelta(days=4))
        return self.contagem.taken(len(PEDIDOS), of=_is_work)

    def _atendimentos(self, api: Api, pessoa: Api, report: Report) -> Contado:
        Week(api, pessoa, report, monday_after(local_day(api.now()))).tell()
        return self.contagem.taken(len(CONSULTAS), of=_is_work)

    def _scores(self, api: Api) -> Contado:
        self._post("/clientes/importar", "\r\n".join([_COLUNAS, *(_row(n) for n in range(CLIENTES))]))
        api.settle()
        self.contagem.clear()
        self._post("/health-scores/calcular", "")
        api.settle()
        return self.contagem.taken(CLIENTES, of=_SAUDE.__contains__)

    def _quiet_hour(self, api: Api) -> Contado:
        """One conta on which nobody works, at night: timers alone."""
        night = local_instant(local_day(api.now()) + timedelta(days=1), _NIGHT)
        api.move_clock(night)
        self.contagem.clear()
        api.move_clock(night + timedelta(hours=1), step=timedelta(minutes=1))
        return self.contagem.taken(1, of=lambda name: name.startswith("timer_"))

    def _post(self, path: str, body: str) -> None:
        """As an admin does."""
        who = {"username": os.environ["ADMIN_USUARIO"], "password": os.environ["ADMIN_SENHA"]}
        with httpx2.Client(base_url=self.url, timeout=120, trust_env=False) as client:
            token = client.post("/auth/login", data=who).raise_for_status().json()["access_token"]
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
            client.post(path, content=body.encode(), headers=headers).raise_for_status()


def _row(number: int) -> str:
    return (
        f"Pessoa {number};(11) 9{10_000_000 + number};p{number}@exemplo.com.br;T{number};{ONGOING};2025-01-15"
    )


def _is_work(name: str) -> bool:
    return bool(name) and name not in _ASIDE | _SAUDE and not name.startswith(("get_", "timer_"))


def _json_setting(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(os.environ[name])
    return found
