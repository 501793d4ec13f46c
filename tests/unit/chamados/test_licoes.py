"""What an answer teaches: the question it answered, and nobody's name, number or address."""

import pytest

from shared.chamados.licoes import without_person


@pytest.mark.parametrize(
    ("texto", "nome", "bare"),
    [
        ("Oi, Marina! Tudo bem?", "Marina Prates", "Oi, {{nome}}! Tudo bem?"),
        ("OI MARINA", "Marina Prates", "OI {{nome}}"),
        ("sou marina prates, bom dia", "Marina Prates", "sou {{nome}}, bom dia"),
        ("A marina fica ao lado.", "Marina Prates", "A marina fica ao lado."),
        ("A Marinalva atende.", "Marina Prates", "A Marinalva atende."),
        ("Meu CPF é 529.982.247-25.", "Marina", "Meu CPF é [CPF_1]."),
        ("Ligue (31) 99876-5432 ou marina@exemplo.com.br", "", "Ligue [TELEFONE_1] ou [EMAIL_1]"),
        ("O custo é R$ 3.500,00.", "Marina", "O custo é R$ 3.500,00."),
        ("A (Marina) veio", "Marina (mãe)", "A ({{nome}}) veio"),
        ("Y veio", "Y", "Y veio"),
    ],
)
def test_a_person_is_taken_out_of_what_is_learned(texto: str, nome: str, bare: str) -> None:
    assert without_person(texto, nome) == bare
