"""The value in force, the forms of payment and the days, where a relato names several."""

from datetime import date
from decimal import Decimal

import pytest

from shared.relatos.models import FormaPagamento
from shared.relatos.regras import read_relato

QUINTA = date(2025, 4, 10)


@pytest.mark.parametrize(
    ("texto", "valor"),
    [
        ("Implante por R$ 5.000,00.", "5000"),
        ("Passei cinco mil e quinhentos.", "5500"),
        ("Ficou em 12 mil e 800.", "12800"),
        ("Valor 1,2k no pix.", "1200"),
        ("12x de 290 no cartão, sem entrada.", "3480"),
        ("Entrada de R$ 2.750,00 e mais 10 parcelas de R$ 600,00.", "8750"),
        ("Canal (R$ 900) e coroa (R$ 1.600), total R$ 2.500,00.", "2500"),
        ("Limpeza R$ 200 + clareamento R$ 800.", "1000"),
        ("R$ 5.000 com 10% de desconto se for à vista, ou 5x no cartão.", "5000"),
        ("R$ 5.000, ou à vista por 4.500. Ele vai pagar à vista.", "4500"),
        ("Vinte mil. À vista no pix sai por dezoito mil; ainda está decidindo.", "20000"),
        ("Era 11.000 mas fechamos em R$ 9.800,00.", "9800"),
        ("De R$ 9.000 por R$ 8.100.", "8100"),
        ("R$ 750,00, digo, R$ 850,00.", "850"),
        ("São 8 facetas, R$ 6.400... não, desculpa, são 6, R$ 4.800.", "4800"),
        ("Na clínica do concorrente cobraram 10 mil, o nosso ficou em 12 mil.", "12000"),
        ("A vizinha pagou 5.800 na época. Hoje é R$ 6.400.", "6400"),
        ("Ele queria pagar só 1.500; o serviço sai 2.200.", "2200"),
        ("Mil reais cada lente, 16 lentes, dá 16 mil.", "16000"),
        ("R$ 12.000 ou financiado em 36x de 450 (dá 16.200 com juros).", "12000"),
        ("Era 1.200? Não é 1.200, é 1.300.", "1300"),
        ("Pediu por 800 mas fica em 950 mesmo.", "950"),
        ("~~R$ 1.200~~ R$ 1.100", "1100"),
        ("Valor 3200, com 10% de desconto ficou 2880.", "2880"),
        ("R$ 5.000: 2.500 agora e 2.500 na entrega.", "5000"),
        ("Ana / placa / 780 / débito / moldagem amanhã / Sil", "780"),
        ("Orçamento inicial de R$5000, à vista com 10% de desconto ou em 5 vezes.", "5000"),
        ("Opção A, prótese 2.800; opção B, implante 9.400. Ela escolheu a opção B.", "9400"),
    ],
)
def test_the_value_in_force_is_the_one_that_stands_at_the_end(texto: str, valor: str) -> None:
    assert read_relato(texto, QUINTA).valor_orcamento == Decimal(valor)


@pytest.mark.parametrize(
    "texto",
    [
        "Não falamos de preço.",
        "Varia de 700 a 1.200 dependendo da técnica.",
        "Entre 3 e 5 mil, só com avaliação.",
        "A partir de 800, precisa avaliar.",
        "No concorrente custa R$ 4.000.",
        "Dente 36, 12 meses de tratamento, retorno em 90 dias.",
        "Telefone (11) 98888-1234, CPF 123.456.789-09.",
        "Opção A 2.800; opção B 9.400. Vai pensar.",
        "Atendimento às 14h de 10/04/2025.",
    ],
)
def test_a_value_that_is_open_or_not_ours_is_none(texto: str) -> None:
    assert read_relato(texto, QUINTA).valor_orcamento is None


@pytest.mark.parametrize(
    ("texto", "formas"),
    [
        ("Pix ou cartão.", {"pix", "cartao_credito"}),
        ("Só em dinheiro.", {"a_vista"}),
        ("No débito.", {"cartao_debito"}),
        ("Em 10x no boleto.", {"boleto", "parcelado"}),
        ("Recusou o financiamento, quer carnê.", {"boleto"}),
        ("Não quer cartão de jeito nenhum, nem boleto. Só dinheiro.", {"a_vista"}),
        ("No cartão sem juros.", {"cartao_credito"}),
        ("Não trabalhamos com convênio.", set()),
        ("Está com dificuldade financeira.", set()),
        ("No concorrente fazem em 24x no boleto.", set()),
        ("Tentei ligar 3 vezes.", set()),
        ("Crédito em uma vez só.", {"cartao_credito"}),
    ],
)
def test_forms_offered_stay_and_forms_refused_go(texto: str, formas: set[str]) -> None:
    assert set(read_relato(texto, QUINTA).formas_pagamento) == {FormaPagamento(forma) for forma in formas}


@pytest.mark.parametrize(
    ("texto", "parcelas"),
    [
        ("Até 10x no cartão ou 18x no boleto.", 18),
        ("10x no cartão ou 18x no boleto. Prefere o cartão em 10x.", 10),
        ("Em doze vezes no cartão.", 12),
        ("12 vezes no cartão ou 18 no boleto.", 18),
        ("Boleto 30/60/90.", 3),
        ("Dividir em 4 no boleto.", 4),
        ("Extração de 4 raízes, 4 x 220 = 880, paga em dinheiro.", None),
        ("Cartão internacional, em parcela única.", None),
        ("1x no cartão.", None),
        ("Vem 2x por semana.", None),
        ("À vista.", None),
    ],
)
def test_parcels_are_the_chosen_number_or_the_largest(texto: str, parcelas: int | None) -> None:
    assert read_relato(texto, QUINTA).parcelas == parcelas


@pytest.mark.parametrize(
    ("texto", "dia"),
    [
        ("Ligar amanhã.", date(2025, 4, 11)),
        ("Retorno em 15 dias.", date(2025, 4, 25)),
        ("Vai pensar até sexta (11/04), aí eu mando mensagem.", date(2025, 4, 11)),
        ("Recebe dia 25 então combinamos de eu chamar no dia 26.", date(2025, 4, 26)),
        ("Só pode depois do dia 5, quando recebe. Vou chamar ele dia 06/05.", date(2025, 5, 6)),
        ("Disse: me chama na segunda quinzena não, me chama dia 12 mesmo.", date(2025, 4, 12)),
        ("Remarquei de 18/06 para 02/07 às 11h.", date(2025, 7, 2)),
        ("Banco responde em até 10 dias, ligar em 29/04.", date(2025, 4, 29)),
        ("A tomografia fica pronta em uma semana, aí eu chamo.", date(2025, 4, 17)),
        ("Ligar depois do carnaval.", date(2026, 2, 19)),
        ("Pediu que retornássemos em três meses.", date(2025, 7, 10)),
        ("Semana que vem, na quinta, eu ligo.", date(2025, 4, 17)),
        ("Mês que vem, dia 12, chamo ela.", date(2025, 5, 12)),
        ("Ligar sem ser essa sexta, a outra.", date(2025, 4, 18)),
        ("Retorno qui 17/04", date(2025, 4, 17)),
        ("Chamar no fim de semana.", date(2025, 4, 12)),
        ("Ligo hoje às 18h.", date(2025, 4, 10)),
        ("Falei com a Ana hoje às 15h. Vou ligar.", None),
        ("Proposta válida até 15/04. Decidem no fim de semana.", None),
        ("Falei com ele há 15 dias. Tratamento de 6 meses.", None),
        ("Casamento em agosto.", None),
        ("Aguardar, ela mesma procura a gente, sem data.", None),
        ("Nada pendente.", None),
    ],
)
def test_the_next_contact_is_the_day_that_was_promised(texto: str, dia: date | None) -> None:
    assert read_relato(texto, QUINTA).proximo_contato == dia


@pytest.mark.parametrize(
    ("texto", "quando"),
    [
        ("Hoje, 9 de abril de 2025, às 9h40, Ana ligou.", "2025-04-09 09:40:00"),
        ("Conversei ontem (09/04/2025, 17h40) com a Ana.", "2025-04-09 17:40:00"),
        ("24/03/2025, meio-dia. Ana veio.", "2025-03-24 12:00:00"),
        ("Ana esteve aqui em 08/04/2025.", "2025-04-08"),
        ("Ana quer aparelho. Bel, 07/04/2025", "2025-04-07"),
        ("DATA: 02/04/2025\nHORA: 09:45\nCLIENTE: ANA", "2025-04-02 09:45:00"),
        ("Ana quer aparelho. Ligar dia 30/04/2025.", None),
        ("Falei hoje com a Ana, às 15h.", None),
        ("Ana, nascida em 10/03/1980, quer aparelho.", None),
    ],
)
def test_the_conversation_has_only_the_date_that_the_text_gives(texto: str, quando: str | None) -> None:
    assert read_relato(texto, QUINTA).data_conversa == quando


def test_relative_days_count_from_the_day_an_old_relato_was_written() -> None:
    extracao = read_relato("Hoje, 9 de janeiro de 2024, falei com a Ana. Retornar em 10 dias.", QUINTA)

    assert extracao.proximo_contato == date(2024, 1, 19)
