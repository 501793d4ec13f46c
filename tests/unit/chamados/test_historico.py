"""What a mail quotes speaks for nobody; what is written anew is read whole, wherever it stands."""

import pytest

from shared.chamados.classe import Intencao
from shared.chamados.historico import own_words
from shared.chamados.regras import read_chamado

PEDIDO = "Podem me reenviar o boleto deste mês?"
ANTES = (
    "> Para cancelar o contrato, responda SAIR.",
    "-----Mensagem original-----\nDe: Cobrança\nPara cancelar o contrato, responda SAIR.",
    "Em seg., 3 de nov., Cobrança (Loja) escreveu:\nPara cancelar o contrato, responda SAIR.",
    "--- Em 02/10, Cobrança escreveu:\nPara cancelar o contrato, responda SAIR.",
    "De: Cobrança\nEnviado em: 3 de novembro\nPara cancelar o contrato, responda SAIR.",
)


@pytest.mark.parametrize("antes", ANTES)
def test_what_a_mail_answers_is_not_what_it_asks(antes: str) -> None:
    texto = f"Assunto: RES: Aviso\n\n{PEDIDO}\n\n{antes}"

    lido = read_chamado(texto)

    assert lido.intencoes[0] is Intencao.SEGUNDA_VIA_BOLETO
    assert Intencao.CANCELAMENTO not in lido.intencoes
    assert "SAIR" not in own_words(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "> quero cancelar meu contrato",
        "Segue:\n> quero cancelar meu contrato",
        "Em março a moça me escreveu: pode cancelar. Então cancelem meu contrato.",
        "De: 300 mega para 600 mega. Quanto custa?",
        "nota > 5 não serve",
        "",
    ],
)
def test_a_text_that_is_all_there_is_stays_whole(texto: str) -> None:
    assert own_words(texto) == texto


def test_words_after_a_quoted_line_are_read() -> None:
    texto = "> Confirma a visita?\nNão, quero cancelar meu contrato de internet."

    assert own_words(texto) == "Não, quero cancelar meu contrato de internet."
    assert read_chamado(texto).intencao is Intencao.CANCELAMENTO


@pytest.mark.parametrize("piece", ["-", "- ", "> ", ">\n", "em ", "de:", "de: x\n", "escreveu:", " \t"])
def test_a_long_text_of_marks_is_read(piece: str) -> None:
    assert own_words(piece * 4_000) is not None
