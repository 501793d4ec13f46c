"""Whether a document that is linked to nobody is about a titular, case by case."""

import pytest

from shared.kit.titulares import Mencao, Titular, is_about, is_surely_about

MARINA = Titular(
    nome="Marina Prates Sobral",
    telefones=("+5511988887777",),
    emails=("marina@exemplo.com.br",),
    documento="52998224725",
)


@pytest.mark.parametrize(
    "mencao",
    [
        Mencao(telefone="(11) 98888-7777"),
        Mencao(telefone="11 8888-7777"),
        Mencao(telefone="+55 11 98888 7777", nome="Má"),
        Mencao(email=" Marina@Exemplo.com.br "),
        Mencao(texto="liguei no 11 98888-7777 e ela atendeu"),
        Mencao(texto="CPF 529.982.247-25, quer canal"),
        Mencao(texto="mande para marina@exemplo.com.br, por favor"),
        Mencao(nome="marina  prates SOBRAL"),
    ],
)
def test_a_contact_or_the_full_name_alone_is_hers(mencao: Mencao) -> None:
    assert is_about(MARINA, mencao)


@pytest.mark.parametrize(
    "mencao",
    [
        Mencao(),
        Mencao(nome="Marina"),
        Mencao(nome="Marina Prates"),
        Mencao(telefone="(11) 98888-7778"),
        Mencao(telefone="não tem", email="não tem"),
        Mencao(nome="Marina Prates Sobral", telefone="(21) 97777-0000"),
        Mencao(texto="R$ 2.988,00 em 10x, dia 14/02"),
    ],
)
def test_a_first_name_another_contact_or_a_namesake_with_one_is_not(mencao: Mencao) -> None:
    assert not is_about(MARINA, mencao)


def test_a_shared_phone_is_hers_where_the_name_is_like_hers() -> None:
    shared = Titular(nome=MARINA.nome, telefones=MARINA.telefones, compartilhados=frozenset({"1188887777"}))

    told = [
        is_about(shared, Mencao(nome=nome, telefone="11988887777", texto=texto))
        for nome, texto in [
            ("Marina P.", ""),
            (None, "a Marina quer canal"),
            ("João", ""),
            (None, "quer canal"),
            ("João Prates", ""),  # the family's name is not hers
            ("Marina Souza", ""),
        ]
    ]

    assert told == [True, True, False, False, False, False]


@pytest.mark.parametrize("said", ["98888-7777", "8888-7777", "9 8888 7777"])
def test_a_phone_without_its_ddd_is_hers_where_the_name_is_like_hers(said: str) -> None:
    hers, his = Mencao(nome="Marina", telefone=said), Mencao(nome="João", telefone=said)
    in_text = Mencao(texto=f"Marina pediu para ligar no {said}" if "-" in said else f"Marina, tel {said}")

    assert [is_about(MARINA, it) for it in (hers, his, in_text)] == [True, False, True]
    assert not is_surely_about(MARINA, hers)


def test_a_full_name_that_somebody_else_has_too_says_nothing() -> None:
    shared = Titular(nome=MARINA.nome, compartilhados=frozenset({"marina prates sobral"}))

    assert not is_about(shared, Mencao(nome="Marina Prates Sobral"))


@pytest.mark.parametrize(
    ("mencao", "expected"),
    [
        (Mencao(telefone="11 98888-7777"), True),
        (Mencao(telefone="11 98888-7777", nome="Marina"), True),
        (Mencao(nome="João", texto="marido, 11 98888-7777, quer implante"), False),
        (Mencao(nome="Marina Prates Sobral"), False),
    ],
)
def test_only_what_is_surely_hers_is_handed_over(mencao: Mencao, expected: bool) -> None:
    assert is_surely_about(MARINA, mencao) is expected


def test_what_names_a_familys_phone_is_handed_over_by_more_than_a_first_name() -> None:
    shared = Titular(nome=MARINA.nome, telefones=MARINA.telefones, compartilhados=frozenset({"1188887777"}))

    told = [
        is_surely_about(shared, Mencao(nome=nome, telefone="11988887777", texto="Marina"))
        for nome in ("Marina Sobral", "Marina", None, "João Sobral")
    ]

    assert told == [True, False, False, False]
