"""The rights of a titular: every feature's guardião, in the order in which they hand over and erase."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues, settings
from shared.wiring.clientes import open_cadastro
from shared.wiring.contas import auditoria_service, conta_store
from shared.wiring.resumos import invalidacao, resumo_guardiao

if TYPE_CHECKING:
    from shared.atendimentos.titular import AtendimentoGuardiao
    from shared.atividades.titular import AtividadeGuardiao
    from shared.chamados.titular import ChamadoGuardiao
    from shared.clientes.importacao.titular import ImportacaoGuardiao
    from shared.clientes.titular import ClienteGuardiao
    from shared.envios.titular import EnvioGuardiao
    from shared.kit.durable import Flows
    from shared.kit.store import DocumentStore
    from shared.kit.titulares import Eliminados, Eraser, Guardiao
    from shared.mensagens.titular import MensagemGuardiao
    from shared.perguntas.titular import PerguntaGuardiao
    from shared.recebimentos.titular import RecebimentoGuardiao
    from shared.relatos.titular import RelatoGuardiao
    from shared.saude.titular import SaudeGuardiao
    from shared.tarefas.titular import TarefaGuardiao
    from shared.titulares.eliminacao import EliminacaoService
    from shared.titulares.models import Exportacao
    from shared.titulares.retencao import RetencaoService
    from shared.titulares.service import TitularService
    from shared.titulares.store import PedidoStore, SupressaoStore
    from shared.titulares.supressao import SupressaoService


def _opening(container: str) -> "Callable[[str], DocumentStore]":
    return lambda conta: documents().open(container, conta)


@cache
def _clientes() -> "ClienteGuardiao":
    from shared.clientes.titular import ClienteGuardiao

    return ClienteGuardiao(open_cadastro=open_cadastro, now=clock.now, invalidacao=invalidacao())


@cache
def _relatos() -> "RelatoGuardiao":
    from shared.relatos.titular import RelatoGuardiao

    return RelatoGuardiao(open_relatos=_opening("relatos"))


@cache
def _tarefas() -> "TarefaGuardiao":
    from shared.tarefas.titular import TarefaGuardiao

    return TarefaGuardiao(open_tarefas=_opening("tarefas"))


@cache
def _importacoes() -> "ImportacaoGuardiao":
    from shared.clientes.importacao.titular import ImportacaoGuardiao

    return ImportacaoGuardiao(open_importacoes=_opening("importacoes"))


@cache
def _recebimentos() -> "RecebimentoGuardiao":
    from shared.recebimentos.titular import RecebimentoGuardiao

    return RecebimentoGuardiao(open_recebimentos=_opening("recebimentos"))


@cache
def _chamados() -> "ChamadoGuardiao":
    from shared.chamados.titular import ChamadoGuardiao

    return ChamadoGuardiao(open_chamados=_opening("chamados"))


@cache
def _atendimentos() -> "AtendimentoGuardiao":
    from shared.atendimentos.titular import AtendimentoGuardiao
    from shared.wiring.atendimentos import guardas, open_atendimentos  # they stand on this module

    return AtendimentoGuardiao(open_atendimentos=open_atendimentos, guardas=guardas(), now=clock.now)


@cache
def _atividades() -> "AtividadeGuardiao":
    from shared.atividades.titular import AtividadeGuardiao

    return AtividadeGuardiao(open_atividades=_opening("atividades"))


@cache
def _perguntas() -> "PerguntaGuardiao":
    from shared.perguntas.titular import PerguntaGuardiao

    return PerguntaGuardiao(open_perguntas=_opening("perguntas"))


@cache
def _envios() -> "EnvioGuardiao":
    from shared.envios.titular import EnvioGuardiao
    from shared.wiring.envios import open_ritmos

    return EnvioGuardiao(open_envios=_opening("envios"), open_ritmos=open_ritmos)


@cache
def _mensagens() -> "MensagemGuardiao":
    from shared.mensagens.titular import MensagemGuardiao
    from shared.wiring.mensagens import indexador  # it stands on this module

    return MensagemGuardiao(open_mensagens=_opening("mensagens"), indexador=indexador())


@cache
def _saude() -> "SaudeGuardiao":
    from shared.saude.titular import SaudeGuardiao
    from shared.wiring.saude import open_saude

    return SaudeGuardiao(open_saude=open_saude)


def guardioes() -> "tuple[Guardiao, ...]":
    """Of all that holds personal data of clientes; a contract test fails for a container that none answers for."""
    return (
        _clientes(),
        _atendimentos(),
        _relatos(),
        _tarefas(),
        _importacoes(),
        _recebimentos(),
        _envios(),
        _atividades(),
        _saude(),
        resumo_guardiao(),
        *_conversas(),
    )


def _conversas() -> "tuple[Guardiao, ...]":
    """Of what was said between a person and the conta."""
    return (_chamados(), _perguntas(), _mensagens())


def _atendimentos_and_flows(flows: "Flows") -> "Eraser":
    return replace(_atendimentos(), flows=flows)


def _steps(flows: "Flows") -> "Sequence[Eraser]":
    """What would bring the person back goes first, what they are found by goes last."""
    from shared.titulares.assinantes import AssinanteEraser
    from shared.titulares.supressao import SupressaoEraser
    from shared.wiring.canais import botconversa_of

    supressoes = SupressaoEraser(open_supressoes=_open_supressoes, now=clock.now)
    fora = AssinanteEraser(account_of=botconversa_of)
    beside = _beside_relatos(flows)
    return (
        _importacoes(),
        _recebimentos(),
        _relatos(),
        *_conversas(),
        _atendimentos_and_flows(flows),
        *beside,
        _atividades(),
        _saude(),
        supressoes,
        fora,
        _clientes(),
        resumo_guardiao(),
    )


def _lead_steps(flows: "Flows") -> "Sequence[Eraser]":
    return (_relatos(), *_beside_relatos(flows))


def _beside_relatos(flows: "Flows") -> "Sequence[Eraser]":
    from shared.acompanhamentos.titular import FluxoEraser

    return (FluxoEraser(flows), _tarefas(), _envios())


def _open_pedidos(conta: str) -> "PedidoStore":
    from shared.titulares.store import PedidoStore

    return PedidoStore(documents().open("pedidos", conta))


def _open_supressoes(conta: str) -> "SupressaoStore":
    from shared.titulares.store import SupressaoStore

    secret = settings().chave_hmac.get_secret_value().encode()
    return SupressaoStore(documents().open("supressoes", conta), secret=secret)


@cache
def supressao_service() -> "SupressaoService":
    """The port `Supressoes` of clientes and of envios."""
    from shared.titulares.supressao import SupressaoService

    return SupressaoService(open_supressoes=_open_supressoes)


@cache
def eliminados() -> "Eliminados":
    from shared.titulares.supressao import EliminadosService

    return EliminadosService(open_pedidos=_open_pedidos, open_supressoes=_open_supressoes)


@cache
def titular_service() -> "TitularService":
    from shared.titulares.service import TitularService

    return TitularService(
        open_pedidos=_open_pedidos,
        open_supressoes=_open_supressoes,
        contas=conta_store(),
        clientes=_clientes(),
        relatos=_relatos(),
        guardioes=guardioes(),
        queues=queues(),
        now=clock.now,
        new_id=business_ulid,
    )


def declaracao(exportacao: "Exportacao") -> str:
    from shared.titulares.declaracao import write_declaracao

    return write_declaracao(exportacao)


@cache
def eliminacao_service() -> "EliminacaoService":
    from shared.titulares.eliminacao import EliminacaoService

    return EliminacaoService(
        open_pedidos=_open_pedidos,
        contas=conta_store(),
        clientes=_clientes(),
        relatos=_relatos(),
        steps=_steps,
        traces=documents(),
        auditor=auditoria_service(),
        queues=queues(),
        now=clock.now,
    )


@cache
def retencao_service() -> "RetencaoService":
    from shared.atendimentos.retencao import AtendimentoRetencao, LeadsSemAtendimento
    from shared.chamados.retencao import ChamadoRetencao
    from shared.clientes.retencao import ClienteRetencao
    from shared.mensagens.retencao import MensagemRetencao
    from shared.recebimentos.retencao import RecebimentoRetencao
    from shared.relatos.retencao import RelatoRetencao
    from shared.titulares.retencao import RetencaoService
    from shared.wiring.atendimentos import guardas, open_atendimentos
    from shared.wiring.chamados import open_chamados
    from shared.wiring.mensagens import indexador, open_mensagens  # it stands on this module

    return RetencaoService(
        open_pedidos=_open_pedidos,
        open_supressoes=_open_supressoes,
        contas=conta_store(),
        clientes=_clientes(),
        relatos_vencidos=RelatoRetencao(open_relatos=_opening("relatos")),
        clientes_vencidos=LeadsSemAtendimento(
            ClienteRetencao(open_cadastro=open_cadastro), open_atendimentos
        ),
        words=_beside_relatos,
        steps=_lead_steps,
        conversas=(_recebimentos(), _envios(), _atividades(), *_conversas()),
        vencidos=(
            RecebimentoRetencao(open_recebimentos=_opening("recebimentos")),
            ChamadoRetencao(open_chamados=open_chamados),
            AtendimentoRetencao(open_atendimentos, guardas(), clock.now),
            MensagemRetencao(open_mensagens=open_mensagens, indexador=indexador()),
        ),
        traces=documents(),
        auditor=auditoria_service(),
        now=clock.now,
    )
