"""Why somebody does not come, or that they are at home for who comes to them: said without a yes or a no."""

import pytest

from shared.atendimentos.classe import Classe
from tests.unit.atendimentos.leituras import ABERTO, DUVIDA, NAO, OUTRO, SIM, read


@pytest.mark.parametrize(
    "texto",
    [
        "vendi a moto semana passada",
        "já fiz esse exame no posto",
        "meu pai está internado",
        "mudamos pra Recife",
        "meu vizinho já consertou",
        "a doutora suspendeu o tratamento",
        "a visita não se faz mais necessária",
        "eu ia, mas o ônibus quebrou",
    ],
)
def test_a_reason_that_leaves_nothing_to_come_for_cancels(texto: str) -> None:
    assert read(texto).classe is NAO


@pytest.mark.parametrize(
    ("texto", "classe"),
    [
        ("vendi a moto, mas vou de carona", SIM),
        ("peguei dengue, posso ir assim mesmo?", DUVIDA),
        ("já resolvi a carona, vou sim", SIM),
        ("meu pai está internado, tem outra data?", OUTRO),
        ("meu irmão que ia levar, mas ele está na roça", ABERTO),
    ],
)
def test_a_reason_gives_way_to_whatever_is_said_beside_it(texto: str, classe: Classe) -> None:
    assert read(texto).classe is classe


@pytest.mark.parametrize(
    "texto",
    [
        "pode mandar o técnico",
        "podem vir, vai ter gente em casa",
        "estaremos aguardando a equipe no local",
        "eu lá sou doida de perder?",
        "imagina se eu ia faltar",
        "oxe se vou!",
    ],
)
def test_who_is_visited_and_who_only_seems_to_ask_come(texto: str) -> None:
    assert read(texto).classe is SIM
