"""Messages for the adapters' tests, and what no error and no log of theirs may tell."""

import traceback
from typing import Any

import pytest

from shared.kit.canais import Botao, FalhaDeEnvio, ModeloAprovado, Saida

TELEFONE = "+5531999990001"
TEXTO = "Olá, João! Sua consulta é amanhã às 14h."
BOTOES = (Botao("conf:abc:1", "Confirmar"), Botao("conf:abc:2", "Remarcar consulta"))
LEMBRETE = ModeloAprovado("lembrete_consulta", variaveis=("João", "amanhã às 14h"))


def make_saida(**fields: Any) -> Saida:
    return Saida(**({"chave": "env_k7q2mzx4tr", "endereco": TELEFONE, "texto": TEXTO} | fields))


def assert_tells_nothing(
    failure: FalhaDeEnvio, caplog: pytest.LogCaptureFixture, secrets: tuple[str, ...]
) -> None:
    """Neither the error with all it drags along nor any log holds a secret, the phone or the words."""
    told = [caplog.text, repr(failure), failure.codigo, "".join(traceback.format_exception(failure))]
    told += [repr(vars(record)) for record in caplog.records]
    assert failure.__context__ is None
    assert failure.__cause__ is None
    for hidden in (*secrets, TELEFONE, TELEFONE[1:], TEXTO):
        assert not any(hidden in one for one in told)
