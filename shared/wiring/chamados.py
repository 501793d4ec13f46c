"""Chamados: how they come in, who reads them, who answers them."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.chamados.classe import Classificador
    from shared.chamados.ports import Respondedor
    from shared.chamados.service import ChamadoService
    from shared.chamados.store import ChamadoStore


def open_chamados(conta: str) -> "ChamadoStore":
    from shared.chamados.store import ChamadoStore

    return ChamadoStore(documents().open("chamados", conta))


@cache
def regras() -> "Classificador":
    from shared.chamados.regras import RegrasClassificador

    return RegrasClassificador()


@cache
def classificador() -> "Classificador":
    from shared.chamados.classificacao import ModelClassificador
    from shared.wiring.relatos import model_chain

    return ModelClassificador(model_chain(), regras())


@cache
def respondedor() -> "Respondedor":
    return _SemResposta()


@cache
def chamado_service() -> "ChamadoService":
    from shared.chamados.atendimento import Atendimento
    from shared.chamados.service import ChamadoService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.envios import envio_service
    from shared.wiring.routing import pergunta_service
    from shared.wiring.titulares import eliminados

    return ChamadoService(
        open_chamados=open_chamados,
        contas=conta_store(),
        clientes=cliente_service(),
        eliminados=eliminados(),
        perguntas=pergunta_service(),
        queues=queues(),
        now=clock.now,
        new_id=business_ulid,
        atendimento=Atendimento(
            clientes=cliente_service(),
            respondedor=respondedor(),
            perguntas=pergunta_service(),
            saida=envio_service(),
            envios=envio_service(),
            now=clock.now,
        ),
        classificador=classificador(),
        reserva=regras(),
    )


class _SemResposta:
    """Every chamado goes to a person."""

    async def answer(self, conta: object, questao: object) -> None:
        return None
