"""The daily timer: what goes wrong in one conta stays in that conta, and the traces go last."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from functions import timer_retencao
from shared.kit.errors import NotFound, TransientError
from shared.rotinas.models import Rotina
from shared.wiring import base
from shared.wiring import contas as conta_wiring
from shared.wiring import rotinas as rotina_wiring
from shared.wiring import titulares as titular_wiring

pytestmark = pytest.mark.anyio


@dataclass
class TwoContas:
    """In one something goes wrong, one is well and has an old lead."""

    wrong: Exception
    done: list[str] = field(default_factory=list)

    async def ids(self) -> list[str]:
        return ["cheia", "sadia"]

    async def remind(self, conta: str) -> int:
        return 0

    async def run(self, conta: str, flows: Any) -> dict[str, int]:
        if conta == "cheia":
            raise self.wrong
        self.done.append(conta)
        return {"relatos": 1}

    async def forget_histories(self, flows: Any) -> int:
        self.done.append("histories")
        return 0

    async def erase_traces(self) -> None:
        self.done.append("traces")

    async def ran(self, rotina: Rotina) -> None:
        self.done.append(rotina.id)


@pytest.mark.parametrize("wrong", [TransientError(), NotFound()], ids=["throttled", "erased meanwhile"])
async def test_a_conta_that_cannot_be_tidied_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: Exception
) -> None:
    contas = TwoContas(wrong)
    monkeypatch.setattr(conta_wiring, "conta_store", lambda: contas)
    monkeypatch.setattr(titular_wiring, "retencao_service", lambda: contas)
    monkeypatch.setattr(titular_wiring, "eliminacao_service", lambda: contas)
    monkeypatch.setattr(rotina_wiring, "rotina_service", lambda: contas)
    monkeypatch.setattr(base, "flows", lambda _: None)

    timer: Any = timer_retencao.timer_retencao
    # The SDK keeps what it wraps with a Durable client under `client_function`.
    run = timer._function.get_user_function()
    await run.client_function(None, None)

    assert contas.done == ["sadia", "histories", "traces", "timer_retencao"]
    assert caplog.text.count("retencao.failed") == 1
