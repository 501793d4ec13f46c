"""What a score says of itself, to the word."""

from dataclasses import replace

import pytest

from shared.saude.explicacao import Linha, TipoLinha, explain
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.perfil_models import Desconto, Medida, Perfil, SinalOpcional
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.score import score
from tests.unit.saude.measure_builders import EXEMPLO, MELHOR, plain, told


def lines(medidas: Medidas, perfil: Perfil = DOCUMENTADO) -> list[tuple[str, str]]:
    return [(plain(linha.texto), str(linha.pontos.normalize())) for linha in _explained(medidas, perfil)]


def _explained(medidas: Medidas, perfil: Perfil) -> tuple[Linha, ...]:
    return explain(medidas, score(medidas, perfil), perfil)


def of(tipo: TipoLinha, medidas: Medidas, perfil: Perfil = DOCUMENTADO) -> list[str]:
    return [plain(linha.texto) for linha in _explained(medidas, perfil) if linha.tipo is tipo]


def rule(medida: Medida, medidas: Medidas, perfil: Perfil = DOCUMENTADO) -> str:
    return next(linha.texto for linha in _explained(medidas, perfil) if linha.medida is medida)


def test_the_worked_example_is_told_rule_by_rule() -> None:
    assert lines(EXEMPLO) == [
        ("Último acesso há 2 dias: faixa até 3 dias, vale 1,00; soma +0,15 ao score.", "0.15"),
        ("45 acessos nos últimos 30 dias: faixa de 41 a 75, vale 1,00; soma +0,15 ao score.", "0.15"),
        ("Última entrada de estoque ontem: faixa até 3 dias, vale 1,00; soma +0,075 ao score.", "0.075"),
        (
            "120 entradas de estoque nos últimos 30 dias: faixa acima de 50, vale 1,00; soma +0,075 ao score.",
            "0.075",
        ),
        ("Última saída de estoque ontem: faixa até 3 dias, vale 1,00; soma +0,075 ao score.", "0.075"),
        (
            "110 saídas de estoque nos últimos 30 dias: faixa acima de 50, vale 1,00; soma +0,075 ao score.",
            "0.075",
        ),
        ("Último lead há 3 dias: faixa até 3 dias, vale 1,00; soma +0,10 ao score.", "0.1"),
        ("25 leads nos últimos 30 dias: faixa de 21 a 30, vale 0,80; soma +0,08 ao score.", "0.08"),
        ("eConversa ativo: vale 1,00; soma +0,10 ao score.", "0.1"),
        ("2 integradores conectados: faixa acima de 1, vale 1,00; soma +0,10 ao score.", "0.1"),
    ]


def test_caps_are_lines_of_their_own() -> None:
    assert of(TipoLinha.TETO_PILAR, MELHOR) == ["O pilar Engajamento vale no máximo 1,00: -0,03."]
    assert of(TipoLinha.TETO, MELHOR, CODIGO) == ["O score vale no máximo 1,00: -0,02."]


def test_rounding_is_a_line_of_its_own() -> None:
    medidas = replace(EXEMPLO, entradas=told(1, 0), leads=told(2, 0))

    assert of(TipoLinha.ARREDONDAMENTO_PILAR, medidas, CODIGO) == [
        "Arredondamento do pilar Movimentação de estoque para duas casas: -0,00075.",
        "Arredondamento do pilar CRM para duas casas: +0,001.",
    ]
    assert of(TipoLinha.ARREDONDAMENTO, replace(EXEMPLO, saidas=told(1, 0))) == [
        "Arredondamento do score para duas casas: +0,005."
    ]
    assert of(TipoLinha.ARREDONDAMENTO, EXEMPLO) == []


@pytest.mark.parametrize(
    ("medidas", "medida", "texto"),
    [
        (
            Medidas(acessos=told(1, 0)),
            Medida.ACESSOS,
            "1 acesso nos últimos 30 dias: faixa até 1, vale 0,00; não soma pontos.",
        ),
        (
            Medidas(entradas=told(0, 45)),
            Medida.ENTRADAS,
            "Nenhuma entrada de estoque nos últimos 30 dias: faixa até 1, vale 0,00; não soma pontos.",
        ),
        (
            Medidas(saidas=told(1_234, 0)),
            Medida.SAIDAS,
            "1.234 saídas de estoque nos últimos 30 dias: faixa acima de 50, vale 1,00; soma +0,075 ao score.",
        ),
        (
            Medidas(leads=told(0, NUNCA)),
            Medida.ULTIMO_LEAD,
            "Nenhum lead até hoje: faixa acima de 30 dias, vale 0,00; não soma pontos.",
        ),
        (
            Medidas(acessos=told(9, 0)),
            Medida.ULTIMO_ACESSO,
            "Último acesso hoje: faixa até 3 dias, vale 1,00; soma +0,15 ao score.",
        ),
        (Medidas(econversa=False), Medida.ECONVERSA, "eConversa desligado: vale 0,00; não soma pontos."),
        (
            Medidas(integradores=1),
            Medida.INTEGRADORES,
            "1 integrador conectado: faixa de exatamente 1, vale 0,50; soma +0,05 ao score.",
        ),
        (Medidas(), Medida.ULTIMO_LEAD, "Último lead: ainda não recebemos dados; não soma pontos."),
        (Medidas(), Medida.ECONVERSA, "eConversa: ainda não recebemos dados; não soma pontos."),
    ],
)
def test_each_measure_is_told_as_a_person_would(medidas: Medidas, medida: Medida, texto: str) -> None:
    assert rule(medida, medidas) == texto


def test_a_lowest_band_that_begins_at_one_says_that_zero_is_zero() -> None:
    texto = rule(Medida.ACESSOS, Medidas(acessos=told(0, 40)), AJUSTADO)

    assert texto == "Nenhum acesso nos últimos 30 dias: faixa zero, vale 0,00; não soma pontos."


def test_a_weight_that_goes_to_others_says_to_whom() -> None:
    medidas = replace(EXEMPLO, saidas=Sinal(), econversa=None, integradores=None)

    assert rule(Medida.SAIDAS, medidas, AJUSTADO) == (
        "Saídas de estoque: ainda não recebemos dados; o peso desta regra fica com as outras do pilar."
    )
    assert rule(Medida.ECONVERSA, medidas, AJUSTADO) == (
        "eConversa: ainda não recebemos dados; o peso deste pilar fica com os outros que têm dados."
    )


def test_what_is_not_measured_is_told_as_such() -> None:
    assert (
        rule(Medida.CONTRATOS, MELHOR, CODIGO) == "Contratos vigentes: o Retorno não mede; não soma pontos."
    )


def test_who_told_nothing_and_who_tells_of_the_future_is_warned_of() -> None:
    assert of(TipoLinha.AVISO, Medidas()) == [
        "Ainda não recebemos nenhum dado de atividade deste cliente: o score é 0 por falta de dados."
    ]
    assert of(TipoLinha.AVISO, replace(EXEMPLO, futuras=1)) == [
        "1 tipo de atividade traz data no futuro: é um erro dos dados, e o que ainda não aconteceu não conta."
    ]
    assert of(TipoLinha.AVISO, EXEMPLO) == []


def test_signals_say_how_many_and_when_their_limit_is_reached() -> None:
    perfil = replace(
        DOCUMENTADO,
        descontos=(
            Desconto(SinalOpcional.CHAMADOS_ABERTOS, 2, 10),
            Desconto(SinalOpcional.FALTAS, 5, 20),
        ),
    )

    assert of(TipoLinha.SINAL, replace(EXEMPLO, chamados_abertos=1, faltas=9), perfil) == [
        "1 chamado aberto: -0,02.",
        "9 faltas a atendimentos nos últimos 30 dias (desconto máximo de 0,20): -0,20.",
    ]
    assert of(TipoLinha.SINAL, replace(EXEMPLO, chamados_abertos=0), perfil) == [
        "0 chamados abertos: +0,00.",
        "Faltas a atendimentos: ainda não recebemos dados; nada é descontado.",
    ]
    assert of(TipoLinha.PISO, Medidas(acessos=told(2, 40), chamados_abertos=9), perfil) == [
        "O score não fica abaixo de zero: +0,0775."
    ]


def test_what_thirds_leave_ends_in_the_rounding() -> None:
    medidas = Medidas(entradas=told(2, 0), saidas=told(6, 4), integradores=1, acessos=told(0), leads=told(0))
    perfil = replace(AJUSTADO, pilares=(*AJUSTADO.pilares[:1], *AJUSTADO.pilares[2:]))

    linhas = _explained(medidas, perfil)

    assert [str(linha.pontos) for linha in linhas if linha.pontos] == ["0.142857", "-0.002857"]
    assert linhas[-1].texto == "Arredondamento do score para duas casas: \N{MINUS SIGN}0,002857."
