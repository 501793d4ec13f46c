"""Clientes: who we serve, how they are found, merged and what they agreed to."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, settings
from shared.wiring.contas import conta_store
from shared.wiring.resumos import invalidacao, resumos

if TYPE_CHECKING:
    from shared.clientes.cadastro import Cadastro
    from shared.clientes.consentimentos import ConsentimentoService
    from shared.clientes.fichas import FichaService
    from shared.clientes.listagem import ListagemService
    from shared.clientes.localizacao import LocalizacaoService
    from shared.clientes.mescla import MesclaService
    from shared.clientes.service import ClienteService


def open_cadastro(conta: str) -> "Cadastro":
    from shared.clientes.cadastro import Cadastro
    from shared.clientes.identidades import CONTAINER, IdentidadeStore
    from shared.clientes.models import Cliente
    from shared.clientes.store import ClienteStore

    return Cadastro(
        clientes=ClienteStore(documents().open(Cliente.CONTAINER, conta)),
        identidades=IdentidadeStore(
            documents().open(CONTAINER, conta),
            secret=settings().chave_hmac.get_secret_value().encode(),
            now=clock.system_now,
        ),
    )


@cache
def ficha_service() -> "FichaService":
    from shared.clientes.fichas import FichaService
    from shared.wiring.titulares import eliminados

    return FichaService(open_cadastro=open_cadastro, eliminados=eliminados(), now=clock.now)


@cache
def cliente_service() -> "ClienteService":
    from shared.clientes.service import ClienteService
    from shared.wiring.titulares import eliminados

    return ClienteService(
        open_cadastro=open_cadastro,
        eliminados=eliminados(),
        now=clock.now,
        new_id=business_ulid,
        invalidacao=invalidacao(),
    )


@cache
def listagem_service() -> "ListagemService":
    from shared.clientes.listagem import ListagemService

    return ListagemService(open_cadastro=open_cadastro, contas=conta_store(), resumos=resumos())


@cache
def localizacao_service() -> "LocalizacaoService":
    from shared.clientes.localizacao import LocalizacaoService

    return LocalizacaoService(open_cadastro=open_cadastro)


@cache
def mescla_service() -> "MesclaService":
    from shared.clientes.mescla import MesclaService
    from shared.wiring.atendimentos import atendimento_service
    from shared.wiring.atividades import atividade_service
    from shared.wiring.chamados import chamado_service
    from shared.wiring.envios import envio_service
    from shared.wiring.mensagens import mensagem_service
    from shared.wiring.recebimentos import consulta_service
    from shared.wiring.relatos import relato_service, tarefa_service
    from shared.wiring.routing import pergunta_service
    from shared.wiring.saude import saude_service

    dependentes = (
        # Before tarefas: those of the duplicate's fall end, they are not the other's.
        saude_service(),
        relato_service(),
        tarefa_service(),
        pergunta_service(),
        consulta_service(),
        chamado_service(),
        atendimento_service(),
        atividade_service(),
        envio_service(),
        mensagem_service(),
    )
    return MesclaService(
        open_cadastro=open_cadastro, dependentes=dependentes, now=clock.now, invalidacao=invalidacao()
    )


@cache
def consentimento_service() -> "ConsentimentoService":
    from shared.clientes.consentimentos import ConsentimentoService
    from shared.wiring.titulares import supressao_service

    return ConsentimentoService(
        open_cadastro=open_cadastro,
        supressoes=supressao_service(),
        now=clock.now,
        invalidacao=invalidacao(),
    )
