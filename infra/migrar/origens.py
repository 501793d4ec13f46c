"""The systems that data can be brought from, and the tables of each in the order in which they depend on each other.

S4 joins here: another builder, another name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from infra.migrar.cofre import Cofre
from infra.migrar.marcas import CONTAINER, Marcas
from infra.migrar.tabela import AnyTabela
from shared.contas.models import Conta
from shared.kit import clock
from shared.kit.errors import TransientError
from shared.kit.queues import Queues
from shared.wiring import atendimentos, base, chamados, clientes, contas, mensagens, titulares

if TYPE_CHECKING:
    from shared.mensagens.indexacao import Indexador


@dataclass(frozen=True, slots=True)
class Destino:
    """Where the data goes, and how: `sujeito` is who audits name."""

    conta: Conta
    origem: str
    cofre: Cofre
    confiar_admin: bool
    simular: bool

    @property
    def sujeito(self) -> str:
        return f"migracao:{self.origem}"


def marcas_of(destino: Destino) -> Marcas:
    secret = base.settings().chave_hmac.get_secret_value().encode()
    return Marcas(base.documents().open(CONTAINER, destino.conta.id), destino.origem, secret)


def _s1(destino: Destino, marcas: Marcas) -> Sequence[AnyTabela]:
    from infra.migrar.s1_chamados import ChamadosS1
    from infra.migrar.s1_clientes import ClientesS1
    from infra.migrar.s1_usuarios import UsuariosS1

    conta, vindos = destino.conta, set[str]()
    cadastro = clientes.open_cadastro(conta.id)
    nomeacao = contas.nomeacao()
    return (
        ClientesS1(
            cadastro=cadastro,
            eliminados=titulares.eliminados(),
            conta=conta.id,
            sujeito=destino.sujeito,
            resumo=marcas.resumo,
            now=clock.now,
            vindos=vindos,
            simular=destino.simular,
        ),
        ChamadosS1(
            chamados=chamados.open_chamados(conta.id),
            cadastro=cadastro,
            eliminados=titulares.eliminados(),
            marcas=marcas,
            conta=conta,
            sujeito=destino.sujeito,
            now=clock.now,
            vindos=vindos,
        ),
        UsuariosS1(
            open_usuarios=contas.open_usuarios,
            usuarios=contas.usuario_service(),
            nomes=nomeacao.nomes,
            admissao=nomeacao.admissao,
            cofre=destino.cofre,
            conta=conta.id,
            sujeito=destino.sujeito,
            reservado=base.settings().admin_usuario,
            confiar_admin=destino.confiar_admin,
            simular=destino.simular,
        ),
    )


def _s2(destino: Destino, marcas: Marcas) -> Sequence[AnyTabela]:
    from infra.migrar.s2_mensagens import MensagensS2

    return (
        MensagensS2(
            mensagens=mensagens.open_mensagens(destino.conta.id),
            indexador=_patient(mensagens.indexador()),
            eliminados=titulares.eliminados(),
            marcas=marcas,
            conta=destino.conta,
            sujeito=destino.sujeito,
            now=clock.now,
        ),
    )


def _s3(destino: Destino, marcas: Marcas) -> Sequence[AnyTabela]:
    from infra.migrar.s3_atendimentos import AtendimentosS3

    service = atendimentos.atendimento_service()
    return (
        AtendimentosS3(
            service=replace(service, queues=UmaChance(service.queues)),
            eliminados=titulares.eliminados(),
            marcas=marcas,
            conta=destino.conta,
            sujeito=destino.sujeito,
        ),
    )


ORIGENS: dict[str, Callable[[Destino, Marcas], Sequence[AnyTabela]]] = {"s1": _s1, "s2": _s2, "s3": _s3}


def _patient(indexador: "Indexador") -> "Indexador":
    return replace(indexador, queues=UmaChance(indexador.queues))


@dataclass
class UmaChance:
    """Queues that are asked no more once they did not answer: the sweep finds what they were not told."""

    queues: Queues
    down: bool = False

    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        if self.down:
            return
        try:
            await self.queues.send(queue, message, visible_after_s=visible_after_s)
        except TransientError:
            self.down = True
            raise

    async def ping(self) -> None:
        await self.queues.ping()

    async def close(self) -> None:
        await self.queues.close()
