"""The words of an answer: read well with and without a name, and told apart from what was meant for one reader."""

import pytest

from shared.chamados.respondedor.texto import asks_twice, essence, fill, first_name, is_reusable
from shared.contas.chamados import PoliticaChamados
from shared.contas.models import Conta
from tests.unit.respostas.mundo import LINK, make_cliente

CONTA = Conta(id="clinica", chamados=PoliticaChamados(variaveis={"link": LINK, "fone": "(11) 3333-4444"}))


@pytest.mark.parametrize(
    ("texto", "with_name", "without"),
    [
        ("Olá, {{nome}}! Tudo bem?", "Olá, Marina! Tudo bem?", "Olá! Tudo bem?"),
        ("Olá {{nome}}, tudo bem?", "Olá Marina, tudo bem?", "Olá, tudo bem?"),
        ("{{nome}}, segue o link.", "Marina, segue o link.", "Segue o link."),
        ("Obrigado, {{ nome }}!", "Obrigado, Marina!", "Obrigado!"),
        ("Olá, Sra. {{nome}}!", "Olá, Sra. Marina!", "Olá!"),
        ("Oi! {{nome}}, tudo bem?", "Oi! Marina, tudo bem?", "Oi! tudo bem?"),
        (
            "Segue o boleto de {{nome}}: {{link}}",
            f"Segue o boleto de Marina: {LINK}",
            f"Segue o boleto: {LINK}",
        ),
        ("Veja {{link}}", f"Veja {LINK}", f"Veja {LINK}"),
    ],
)
def test_a_text_reads_well_with_a_name_and_without(texto: str, with_name: str, without: str) -> None:
    assert (fill(texto, CONTA, "Marina"), fill(texto, CONTA, "")) == (with_name, without)


def test_a_variable_without_a_value_makes_no_text() -> None:
    assert fill("Veja {{outro}}", CONTA, "Marina") is None


def test_what_a_value_holds_is_no_variable() -> None:
    conta = Conta(id="clinica", chamados=PoliticaChamados(variaveis={"a": "{{nome}}"}))

    assert fill("Veja {{a}}", conta, "Marina") == "Veja {{nome}}"


@pytest.mark.parametrize(
    ("nome", "greeted"),
    [
        ("Marina Duarte", "Marina"),
        ("MARINA DUARTE", "Marina"),
        ("joão pedro", "João"),
        ("Dona Célia", "Célia"),
        ("Ana-Clara Lima", "Ana-Clara"),
        ("Cliente sem nome", ""),
        ("https://golpe.exemplo.com clique", ""),
        ("5511988887777", ""),
        ("🌸🌸", ""),
        ("{{link}}", ""),
        ("A" * 60, ""),
    ],
)
def test_a_person_is_greeted_by_what_can_be_a_first_name(nome: str, greeted: str) -> None:
    assert first_name(make_cliente(nome)) == greeted


def test_a_company_is_greeted_by_no_name() -> None:
    company = make_cliente("Padaria Central").model_copy(update={"documento": "11222333000181"})

    assert first_name(company) == ""


@pytest.mark.parametrize(
    ("texto", "reusable"),
    [
        ("Atendemos de segunda a sexta, das 8h às 18h.", True),
        ("Estamos na Rua das Acácias, 120, ao lado da farmácia.", True),
        ("Oi, {{nome}}! Aceitamos, sim, em até 12 vezes.", True),
        ("Ligue para (11) 3333-4444.", True),
        ("Olá! Temos vagas na garagem.", True),
        ("Ligue para (11) 2222-4444.", False),
        ("Escreva para ana@exemplo.com.br.", False),
        ("Seu CPF 123.456.789-09 está certo.", False),
        ("O telefone [TELEFONE_1] está certo.", False),
        ("Bom dia, Dr. Paulo! Pode vir.", False),
        ("Fica 1.200,00 no total.", False),
        ("Fica em 900 reais.", False),
        ("Hoje fechamos mais cedo.", False),
        ("Acabamos de liberar seu acesso.", False),
        ("Sua consulta é dia 12 de março.", False),
        ("Protocolo 20260302090000.", False),
    ],
)
def test_what_was_meant_for_one_reader_is_told_apart(texto: str, reusable: bool) -> None:
    assert is_reusable(texto, CONTA.chamados.variaveis) is reusable


@pytest.mark.parametrize(
    ("texto", "left"),
    [
        ("Oi, boa tarde! Gostaria de saber se vocês aceitam Unimed. Obrigada!", "vocês aceitam Unimed"),
        ("bom dia, tudo bem? até que horas vcs abrem?", "até que horas vcs abrem?"),
        ("Por favor, me informe o endereço", "me informe o endereço"),
        ("Ola\nvoces tem wifi\natt", "voces tem wifi"),
        ("Boa tarde", "Boa tarde"),
        ("Oiticica fica onde?", "Oiticica fica onde?"),
        ("👍", "👍"),
    ],
)
def test_manners_are_set_aside(texto: str, left: str) -> None:
    assert essence(texto) == left


@pytest.mark.parametrize(
    ("texto", "twice"),
    [
        ("Vocês abrem no sábado???", False),
        ("Abrem? Onde ficam?", True),
        ("Onde fica? ! ?", False),
        ("Oi", False),
    ],
)
def test_two_questions_are_counted(texto: str, twice: bool) -> None:
    assert asks_twice(texto) is twice
