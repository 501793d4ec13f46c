"""The small model: its file is what the texts give, fits its bound, and is read only when somebody asks."""

import subprocess
import sys

from infra.treino.dados import TEXTOS, read_exemplos
from infra.treino.pesos import CABECAS, train
from shared.chamados.modelo import PESOS, load_modelo

LARGEST = 400 * 1024


def test_the_shipped_weights_are_those_that_the_texts_give() -> None:
    exemplos = read_exemplos(TEXTOS, CABECAS)

    assert train(exemplos) == PESOS.read_bytes(), "run make treinar and commit what it writes"


def test_the_file_is_small() -> None:
    assert PESOS.stat().st_size <= LARGEST


def test_the_same_words_weigh_the_same_each_time_they_are_read() -> None:
    modelo = load_modelo()
    words = ["quero", "cancelar", "o", "plano"]

    first, second = modelo.read(words, ["cancelar"]), modelo.read(words, ["cancelar"])

    assert first.pontos == second.pontos


def test_chances_sum_to_one_also_among_few_labels() -> None:
    pontos = load_modelo().read(["oi"], ["saudacao"])

    alone, among = pontos.chances("intencao"), pontos.given("outro", "setor", ("geral", "admin"))

    assert abs(sum(alone.values()) - 1) < 1e-9
    assert set(among) == {"geral", "admin"}
    assert abs(sum(among.values()) - 1) < 1e-9


def test_importing_reads_no_weights_compiles_no_pattern_and_loads_no_numpy() -> None:
    code = (
        "import sys, shared.chamados.classificacao, shared.chamados.regras as r; "
        "from shared.chamados import padroes, modelo; "
        "print('numpy' in sys.modules, modelo.load_modelo.cache_info().currsize, padroes.words.cache_info().currsize)"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.split() == ["False", "0", "0"]
