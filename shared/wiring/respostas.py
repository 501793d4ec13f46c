"""Approved answers: who writes them, how search hears of them, and what gives them by itself."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store
from shared.wiring.indice import indice

if TYPE_CHECKING:
    from shared.chamados.ensaio import EnsaioService
    from shared.chamados.respondedor.aprovado import RespondedorAprovado
    from shared.respostas.indexacao import Indexador
    from shared.respostas.service import RespostaService
    from shared.respostas.store import RespostaStore


def open_respostas(conta: str) -> "RespostaStore":
    from shared.respostas.store import RespostaStore

    return RespostaStore(documents().open("respostas", conta))


@cache
def indexador() -> "Indexador":
    from shared.respostas.indexacao import Indexador

    return Indexador(open_respostas=open_respostas, indice=indice(), queues=queues(), now=clock.now)


@cache
def resposta_service() -> "RespostaService":
    from shared.respostas.service import RespostaService

    return RespostaService(
        open_respostas=open_respostas,
        contas=conta_store(),
        indexador=indexador(),
        now=clock.now,
        new_id=business_ulid,
    )


@cache
def respondedor() -> "RespondedorAprovado":
    from shared.chamados.respondedor.aprovado import RespondedorAprovado
    from shared.chamados.respondedor.livre import ModelRedator
    from shared.mensagens.lembranca import LembrancaService
    from shared.wiring.mensagens import open_mensagens
    from shared.wiring.relatos import model_chain

    return RespondedorAprovado(
        respostas=resposta_service(),
        mensagens=LembrancaService(open_mensagens),
        indice=indice(),
        redator=ModelRedator(model_chain()),
        now=clock.now,
    )


@cache
def ensaio_service() -> "EnsaioService":
    from shared.chamados.ensaio import EnsaioService
    from shared.wiring.chamados import classificador

    return EnsaioService(contas=conta_store(), classificador=classificador(), respondedor=respondedor())
