"""The decision's table, row by row, and what every answer has in common."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from shared.envios.decisao import SENTENCES, decide
from shared.envios.models import Acao, Decisao, Motivo
from tests.unit.envios import (
    tabela_eliminados,
    tabela_espera,
    tabela_frequencia,
    tabela_horario,
    tabela_pessoa,
    tabela_saida,
)
from tests.unit.envios.casos import Linha, make_contexto, make_envio

TABLES = (tabela_pessoa, tabela_eliminados, tabela_horario, tabela_espera, tabela_frequencia, tabela_saida)
ROWS = tuple(linha for table in TABLES for linha in table.ROWS)
RULES = ("prazo", "opt_out", "consentimento", "duplicidade", "horario", "frequencia", "janela", "canal")
DECIDED_BY = {
    Motivo.CANCELADO: {"prazo"},
    Motivo.TARDE_DEMAIS: {"prazo", "horario", "frequencia"},
    Motivo.OPT_OUT: {"opt_out"},
    Motivo.SUPRIMIDO: {"opt_out"},
    Motivo.SEM_CONSENTIMENTO: {"consentimento"},
    Motivo.DUPLICADO: {"duplicidade"},
    Motivo.FORA_DO_HORARIO: {"horario"},
    Motivo.FERIADO: {"horario"},
    Motivo.AINDA_NAO: {"horario"},
    Motivo.FREQUENCIA: {"frequencia"},
    Motivo.FORA_DA_JANELA: {"janela"},
    Motivo.SEM_MODELO: {"janela"},
    Motivo.SEM_CANAL: {"canal"},
    Motivo.SEM_ENDERECO: {"canal"},
    Motivo.PROVEDOR: {"canal"},
    None: {"canal"},
}


def local(linha: Linha, decisao: Decisao) -> str | None:
    if decisao.ate is None:
        return None
    moment = decisao.ate.astimezone(ZoneInfo(linha.contexto.conta.fuso))
    return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


@pytest.mark.parametrize("linha", ROWS, ids=lambda linha: linha.nome)
def test_the_gate_says(linha: Linha) -> None:
    decisao = decide(linha.envio, linha.contexto)

    said = (decisao.acao, decisao.motivo, local(linha, decisao), decisao.provedor)
    assert said == (linha.acao, linha.motivo, linha.ate, linha.provedor)
    assert linha.diz in decisao.passos[-1].explicacao


@pytest.mark.parametrize("linha", ROWS, ids=lambda linha: linha.nome)
def test_every_answer_tells_the_rules_asked_in_order_the_deciding_one_last(linha: Linha) -> None:
    decisao = decide(linha.envio, linha.contexto)

    asked = [passo.regra for passo in decisao.passos]
    assert asked == [regra for regra in RULES if regra in asked]
    assert asked[-1] in DECIDED_BY[decisao.motivo]
    assert all(passo.passou for passo in decisao.passos[:-1])
    assert decisao.passos[-1].passou is (decisao.motivo is None)
    assert decisao.em == linha.contexto.agora
    if decisao.motivo is not None:
        assert decisao.passos[-1].explicacao.startswith(SENTENCES[decisao.motivo])


@pytest.mark.parametrize("linha", ROWS, ids=lambda linha: linha.nome)
def test_every_sentence_is_whole_and_names_nobody(linha: Linha) -> None:
    decisao = decide(linha.envio, linha.contexto)

    for passo in decisao.passos:
        assert passo.explicacao[0].isupper()
        assert passo.explicacao.endswith(".")
        assert not any(secret in passo.explicacao for secret in ("Marina", "9999", "{", "}", "None", "@"))


def test_the_table_has_rows_for_every_reason_and_no_row_twice() -> None:
    reasons = {linha.motivo for linha in ROWS}
    names = Counter(linha.nome for linha in ROWS)

    assert len(ROWS) >= 120
    assert reasons == {*Motivo, None}
    assert {linha.acao for linha in ROWS} == set(Acao)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_reason_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Motivo)


def test_a_message_that_may_leave_was_asked_about_everything() -> None:
    decisao = decide(make_envio(), make_contexto())

    assert tuple(passo.regra for passo in decisao.passos) == RULES
    assert decisao.passos[4].explicacao == "Agora, segunda, 23/11, às 10h, mensagens podem sair."
