"""Mensagens: the memory of exchanges, its search, what people taught it."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.clientes import cliente_service
from shared.wiring.contas import auditoria_service, conta_store
from shared.wiring.indice import indice

if TYPE_CHECKING:
    from shared.mensagens.busca import BuscaService
    from shared.mensagens.indexacao import Indexador
    from shared.mensagens.service import MensagemService
    from shared.mensagens.store import MensagemStore
    from shared.mensagens.sugestoes import SugestaoService


def open_mensagens(conta: str) -> "MensagemStore":
    from shared.mensagens.store import MensagemStore

    return MensagemStore(documents().open("mensagens", conta))


@cache
def indexador() -> "Indexador":
    from shared.mensagens.indexacao import Indexador

    return Indexador(open_mensagens=open_mensagens, indice=indice(), queues=queues(), now=clock.now)


@cache
def mensagem_service() -> "MensagemService":
    from shared.mensagens.service import MensagemService
    from shared.wiring.titulares import eliminados

    return MensagemService(
        open_mensagens=open_mensagens,
        contas=conta_store(),
        clientes=cliente_service(),
        eliminados=eliminados(),
        indexador=indexador(),
        now=clock.now,
        new_id=business_ulid,
    )


@cache
def busca_service() -> "BuscaService":
    from shared.mensagens.busca import BuscaService

    return BuscaService(
        open_mensagens=open_mensagens, clientes=cliente_service(), indice=indice(), now=clock.now
    )


@cache
def sugestao_service() -> "SugestaoService":
    from shared.mensagens.sugestoes import SugestaoService
    from shared.wiring.titulares import eliminados

    return SugestaoService(
        open_mensagens=open_mensagens,
        contas=conta_store(),
        eliminados=eliminados(),
        indice=indice(),
        indexador=indexador(),
        auditor=auditoria_service(),
        now=clock.now,
    )
