"""Chamados: how they come in, who reads them, who answers them."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import conta_store, limite_service, open_usuarios

if TYPE_CHECKING:
    from shared.chamados.abertura import AberturaService
    from shared.chamados.classe import Classificador
    from shared.chamados.gestao import GestaoService
    from shared.chamados.licoes import Ensino
    from shared.chamados.listagem import ListagemService
    from shared.chamados.ports import Respondedor, Usuarios
    from shared.chamados.service import ChamadoService
    from shared.chamados.situacao import SituacaoService
    from shared.chamados.store import ChamadoStore
    from shared.chamados.vigia import VigiaService
    from shared.recebimentos.models import Recebimento
    from shared.tarefas.store import TarefaStore


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
    from shared.wiring import respostas

    return respostas.respondedor()


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


@cache
def abertura_service() -> "AberturaService":
    from shared.chamados.abertura import AberturaService

    return AberturaService(chamado_service())


@cache
def listagem_service() -> "ListagemService":
    from shared.chamados.listagem import ListagemService
    from shared.wiring.clientes import cliente_service

    return ListagemService(chamado_service(), cliente_service(), usuarios())


@cache
def ensino() -> "Ensino":
    from shared.chamados.licoes import Ensino
    from shared.wiring.clientes import cliente_service
    from shared.wiring.mensagens import sugestao_service

    return Ensino(memoria=sugestao_service(), clientes=cliente_service())


@cache
def gestao_service() -> "GestaoService":
    from shared.chamados.gestao import GestaoService

    return GestaoService(entrada=chamado_service(), usuarios=usuarios(), ensino=ensino())


@cache
def vigia_service() -> "VigiaService":
    from shared.chamados.vigia import VigiaService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.envios import envio_service

    return VigiaService(
        open_chamados=open_chamados,
        contas=conta_store(),
        clientes=cliente_service(),
        envios=envio_service(),
        open_tarefas=_open_tarefas,
        usuarios=usuarios(),
        ensino=ensino(),
        now=clock.now,
    )


@cache
def situacao_service() -> "SituacaoService":
    from shared.chamados.situacao import SituacaoService
    from shared.wiring.clientes import cliente_service

    return SituacaoService(
        formularios=_Formularios(),
        tentativas=limite_service(),
        chamados=chamado_service(),
        clientes=cliente_service(),
        recebidos=_Recebidos(),
    )


def usuarios() -> "Usuarios":
    return _Usuarios()


class _Usuarios:
    """The port `Usuarios` on the usuarios of contas."""

    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        from shared.contas.errors import UsuarioNotFound

        async def name(usuario_id: str) -> str | None:
            try:
                usuario = (await open_usuarios(conta).get(usuario_id)).usuario
            except UsuarioNotFound:
                return None
            return usuario.username if usuario.ativo else None

        found = await asyncio.gather(*map(name, usuario_ids))
        return {one: username for one, username in zip(usuario_ids, found, strict=True) if username}


class _Formularios:
    """The port `Formularios` on the keys of forms."""

    async def conta_of(self, chave: str) -> str:
        from shared.contas.models import TipoAcesso
        from shared.wiring.recebimentos import porteiro

        return (await porteiro().secret(TipoAcesso.FORMULARIO, chave)).conta


class _Recebidos:
    """The port `Recebidos` on the store of recebimentos."""

    async def find(self, conta: str, recebimento_id: str) -> "Recebimento | None":
        from shared.recebimentos.errors import RecebimentoNotFound
        from shared.wiring.recebimentos import open_recebimentos

        try:
            return (await open_recebimentos(conta).get(recebimento_id)).recebimento
        except RecebimentoNotFound:
            return None


def _open_tarefas(conta: str) -> "TarefaStore":
    from shared.wiring.relatos import open_tarefas

    return open_tarefas(conta)
