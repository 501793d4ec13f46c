"""Files of clientes and of atendimentos on their way in."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents, queues
from shared.wiring.contas import auditoria_service
from shared.wiring.resumos import invalidacao

if TYPE_CHECKING:
    from shared.clientes.importacao.partes import ParteService
    from shared.clientes.importacao.ports import Aplicador
    from shared.clientes.importacao.service import ImportacaoService
    from shared.clientes.importacao.store import ImportacaoStore


def open_importacoes(conta: str) -> "ImportacaoStore":
    from shared.clientes.importacao.store import ImportacaoStore

    return ImportacaoStore(documents().open("importacoes", conta))


@cache
def importacao_service() -> "ImportacaoService":
    from shared.atendimentos.importacao_colunas import column_of as column_of_atendimentos
    from shared.clientes.importacao.colunas import column_of
    from shared.clientes.importacao.models import TipoImportacao
    from shared.clientes.importacao.service import ImportacaoService

    return ImportacaoService(
        open_importacoes=open_importacoes,
        formatos={
            TipoImportacao.CLIENTES: column_of,
            TipoImportacao.ATENDIMENTOS: column_of_atendimentos,
        },
        queues=queues(),
        now=clock.now,
        new_id=business_ulid,
    )


@cache
def parte_service() -> "ParteService":
    from shared.atendimentos.importacao import AtendimentoAplicador
    from shared.clientes.importacao.fichas import FichaAplicador
    from shared.clientes.importacao.models import TipoImportacao
    from shared.clientes.importacao.partes import ParteService
    from shared.wiring.atendimentos import atendimento_service
    from shared.wiring.clientes import ficha_service

    aplicadores: dict[TipoImportacao, Aplicador] = {
        TipoImportacao.CLIENTES: FichaAplicador(ficha_service()),
        TipoImportacao.ATENDIMENTOS: AtendimentoAplicador(atendimento_service()),
    }
    return ParteService(
        open_importacoes=open_importacoes,
        aplicadores=aplicadores,
        auditor=auditoria_service(),
        now=clock.now,
        invalidacao=invalidacao(),
    )
