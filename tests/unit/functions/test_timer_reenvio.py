"""The sweep's timer: what goes wrong in one conta stays in that conta."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import ValidationError

from functions import timer_reenvio
from shared.kit.errors import TransientError
from shared.relatos.models import Relato
from shared.rotinas.models import Rotina
from shared.wiring import atendimentos as atendimento_wiring
from shared.wiring import chamados as chamado_wiring
from shared.wiring import contas as conta_wiring
from shared.wiring import importacoes as importacao_wiring
from shared.wiring import mensagens as mensagem_wiring
from shared.wiring import recebimentos as recebimento_wiring
from shared.wiring import relatos as relato_wiring
from shared.wiring import respostas as resposta_wiring
from shared.wiring import rotinas as rotina_wiring
from shared.wiring import saude as saude_wiring
from shared.wiring import titulares as titular_wiring

pytestmark = pytest.mark.anyio
TEXTO = "Falei com a Marina, que não quer ser nomeada"


@dataclass
class Others:
    """The sweeps of other features, all of them well."""

    swept: list[str] = field(default_factory=list)

    async def sweep(self, conta: str) -> int:
        self.swept.append(conta)
        return 0

    async def ran(self, rotina: Rotina) -> None:
        self.swept.append(rotina.id)

    async def count_flows(self, conta: str) -> None:
        if conta == "cheia":
            raise TransientError


@dataclass
class ThreeContas:
    """One is throttled, one holds a document that nobody can read, one is well."""

    swept: list[str] = field(default_factory=list)

    async def ids(self) -> list[str]:
        return ["cheia", "ilegivel", "sadia"]

    async def sweep(self, conta: str) -> int:
        if conta == "cheia":
            raise TransientError
        if conta == "ilegivel":
            Relato.model_validate({"texto": TEXTO})
        self.swept.append(conta)
        return 1


async def test_a_conta_that_cannot_be_swept_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    contas, others = ThreeContas(), Others()
    monkeypatch.setattr(conta_wiring, "conta_store", lambda: contas)
    monkeypatch.setattr(relato_wiring, "relato_service", lambda: contas)
    monkeypatch.setattr(importacao_wiring, "importacao_service", lambda: others)
    monkeypatch.setattr(titular_wiring, "eliminacao_service", lambda: others)
    monkeypatch.setattr(recebimento_wiring, "entrada_service", lambda: others)
    monkeypatch.setattr(chamado_wiring, "chamado_service", lambda: others)
    monkeypatch.setattr(atendimento_wiring, "atendimento_service", lambda: others)
    monkeypatch.setattr(mensagem_wiring, "indexador", lambda: others)
    monkeypatch.setattr(resposta_wiring, "indexador", lambda: others)
    monkeypatch.setattr(saude_wiring, "rodada_service", lambda: others)
    monkeypatch.setattr(rotina_wiring, "rotina_service", lambda: others)

    timer: Any = timer_reenvio.timer_reenvio
    await timer._function.get_user_function()(None)

    assert contas.swept == ["sadia"]
    swept = [conta for conta in ("cheia", "ilegivel", "sadia") for _ in range(8)]
    assert others.swept == [*swept, "timer_reenvio"]
    assert caplog.text.count("sweep.failed") == 3
    assert caplog.text.count("sweep.found") == 1
    assert TEXTO not in caplog.text


def test_a_document_that_cannot_be_read_does_not_tell_its_text() -> None:
    with pytest.raises(ValidationError) as caught:
        Relato.model_validate({"id": "R1", "texto": TEXTO, "recebido_em": TEXTO})

    assert "Marina" not in str(caught.value)
