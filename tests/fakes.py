"""Fakes of the ports: real classes that keep the port's promises in memory and remember what was asked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shared.clientes.models import Pessoa
from shared.envios.models import Decisao, Envio, EnvioStatus, NovoEnvio
from shared.kit.errors import InvalidInput, NotFound, TransientError
from shared.relatos.models import Extracao, TextoContato, TextosEstrategia
from shared.relatos.ports import Leitura, Plano
from shared.resumos.ports import Assunto
from tests.builders import RECEIVED_AT, make_envio, make_extracao


@dataclass
class FakeClock:
    """Business time that a test moves."""

    instant: datetime = RECEIVED_AT

    def __call__(self) -> datetime:
        return self.instant

    def move(self, **delta: float) -> None:
        self.instant += timedelta(**delta)


@dataclass
class FakeInvalidacao:
    """What was told to be stale, conta by conta."""

    told: list[tuple[str, Assunto]] = field(default_factory=list)

    async def changed(self, conta: str, *assuntos: Assunto) -> None:
        self.told += [(conta, assunto) for assunto in assuntos]


@dataclass
class FakeClientes:
    """One cliente per phone or e-mail as typed; nothing is normalised here."""

    known: dict[str, str] = field(default_factory=dict)
    failures: int = 0

    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        if self.failures:
            self.failures -= 1
            raise TransientError
        said = pessoa.telefone or pessoa.email
        return self.known.setdefault(said, f"C{len(self.known) + 1}") if said else None

    async def canonical_id(self, conta: str, cliente_id: str) -> str:
        if cliente_id not in self.known.values():
            raise NotFound
        return cliente_id


@dataclass
class FakeExtractor:
    extracao: Extracao = field(default_factory=make_extracao)
    failures: int = 0
    read: list[str] = field(default_factory=list)

    async def extract(self, leitura: Leitura) -> Extracao:
        if self.failures:
            self.failures -= 1
            raise TransientError
        self.read.append(leitura.texto)
        return self.extracao


@dataclass
class FakeStrategist:
    plans: list[Plano] = field(default_factory=list)

    async def write(self, plano: Plano) -> TextosEstrategia:
        self.plans.append(plano)
        contatos = tuple(
            TextoContato(numero=contato.numero, texto=f"Texto {contato.numero}") for contato in plano.contatos
        )
        return TextosEstrategia(resumo="Resumo", personalizacao="Com calma", contatos=contatos)


@dataclass
class FakeFlows:
    """Keeps the port's promises: a live instance is started once, waking an unknown one is ignored."""

    live: dict[str, dict[str, Any]] = field(default_factory=dict)
    woken: list[tuple[str, str]] = field(default_factory=list)
    purged: list[str] = field(default_factory=list)
    swept: list[datetime] = field(default_factory=list)
    down: bool = False

    async def start(self, flow: str, instance_id: str, payload: dict[str, Any]) -> None:
        self._reach()
        self.live.setdefault(instance_id, payload)

    async def signal(self, instance_id: str, event: str) -> None:
        self._reach()
        if instance_id in self.live:
            self.woken.append((instance_id, event))

    async def purge(self, instance_id: str) -> None:
        self._reach()
        self.live.pop(instance_id, None)
        self.purged.append(instance_id)

    async def purge_ended(self, before: datetime) -> int:
        """Nothing that is live has ended."""
        self._reach()
        self.swept.append(before)
        return 0

    def _reach(self) -> None:
        if self.down:
            raise TransientError


@dataclass
class FakeGate:
    """Takes every envio once by its key, and gives it the end that it is told to."""

    status: EnvioStatus = EnvioStatus.AGENDADO
    decisao: Decisao | None = None
    refuses: bool = False
    asked: dict[str, NovoEnvio] = field(default_factory=dict)

    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        if self.refuses or self.asked.setdefault(novo.chave, novo) != novo:
            raise InvalidInput
        return make_envio(novo, status=self.status, decisao=self.decisao, criado_por=sujeito)
