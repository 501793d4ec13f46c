"""What the body of a correction may hold, and how it is read; apart because nothing is stored here."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from shared.relatos.entradas import CorrecaoExtracao


@pytest.mark.parametrize(
    "fields",
    [
        {"data_conversa": "14/02/2025"},
        {"data_conversa": "2025-02-30"},
        {"data_conversa": "1899-02-10"},
        {"data_conversa": "2025-02-14 25:00"},
        {"identidade_cliente": "a" * 81},
        {"resumo_assunto": "  "},
        {"valor_orcamento": Decimal(0)},
        {"valor_orcamento": Decimal("1e400")},
        {"parcelas": 0},
        {"informacoes_organizadas": ("fato",) * 51},
        {"formas_pagamento": ("pix",)},
        {"origem": "regras:1"},
    ],
)
def test_what_is_out_of_bounds_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CorrecaoExtracao(**fields)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("2025-02-14", "2025-02-14"), ("2025-02-14 21:23", "2025-02-14 21:23:00")],
)
def test_the_moment_of_a_conversation_is_kept_as_readers_write_it(given: str, kept: str) -> None:
    assert CorrecaoExtracao(data_conversa=given).data_conversa == kept
