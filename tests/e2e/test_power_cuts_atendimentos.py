"""kill -9 of the host at random moments, with many confirmation flows running: people hear the same, once."""

import random
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
import pytest

from tests.e2e.client import TOKEN
from tests.e2e.quedas import every, move_until, now, patiently, power_cuts
from tests.local_host import LocalHost

_ZONE = ZoneInfo("America/Sao_Paulo")
_HEADERS = {"Authorization": f"Bearer {TOKEN}"}
# What a killed worker had in its hands may have left, and is never sent again.
_LEFT = {"aceito", "enviando", "incerto"}


@dataclass
class Clinica:
    """The same days and the same people for every host that lives through them."""

    start: datetime
    atendimentos: int

    def hour(self, number: int) -> str:
        """In three to five days, in office hours."""
        day = self.start.date() + timedelta(days=3 + number % 3)
        return f"{day}T{9 + number % 8:02}:{15 * (number % 4):02}"

    def instant(self, days: int, hour: int) -> datetime:
        day = self.start.date() + timedelta(days=days)
        return datetime.combine(day, time(hour), tzinfo=_ZONE)

    def live(self, host: LocalHost, cuts: int) -> Counter[str]:
        """All that people were told in the end, and the team: by its words."""
        chance = random.Random(cuts)
        with _cuts(host, cuts // 3, chance):
            ids = [self._book(host, number) for number in range(self.atendimentos)]
        with _cuts(host, cuts // 3, chance):
            move_until(host, self.instant(3, 12))
        for number, one in enumerate(ids):
            if number % 3 == 2 and number % 4 < 2:  # of those of the last day some were not asked yet
                self._say(host, one, "confirmado" if number % 4 else "cancelado")
        with _cuts(host, cuts - 2 * (cuts // 3), chance):
            move_until(host, self.instant(6, 0))
        host.advance(minutes=20)  # the sweeps heal what was lost
        return self._heard(host)

    def _book(self, host: LocalHost, number: int) -> str:
        """As a careful client does: the same key until there is an answer."""
        body = {
            "nome_paciente": _name(number),
            "telefone": f"+55119{80000000 + number}",
            "data_consulta": self.hour(number),
        }
        headers = _HEADERS | {"Idempotency-Key": f"corte-{number}"}
        answer = patiently(
            lambda: httpx2.post(f"{host.url}/atendimentos", json=body, headers=headers, timeout=30)
        )
        return str(answer.json()["id"])

    def _say(self, host: LocalHost, atendimento_id: str, status: str) -> None:
        url = f"{host.url}/atendimentos/{atendimento_id}/status"
        patiently(lambda: httpx2.post(url, json={"status": status}, headers=_HEADERS, timeout=30))

    def _heard(self, host: LocalHost) -> Counter[str]:
        envios = every(host, "/envios", finalidade="lembretes")
        assert {one["status"] for one in envios} <= _LEFT
        over = every(host, "/tarefas", tipo="atendimento", status="dispensada")  # with their hours
        told = [f"equipe: {one['cliente']} {one['motivo']}" for one in over]
        states = [
            f"fim: {one['nome_paciente']} {one['status_confirmacao']}" for one in every(host, "/atendimentos")
        ]
        return Counter([*(one["texto"] for one in envios), *told, *states])


@pytest.mark.parametrize(
    ("cuts", "atendimentos"),
    [
        pytest.param(3, 36, marks=pytest.mark.timeout(600)),
        pytest.param(30, 100, marks=[pytest.mark.longo, pytest.mark.timeout(1800)]),
    ],
    ids=["3 cuts", "30 cuts"],
)
def test_people_hear_the_same_as_if_nothing_had_happened_and_nothing_twice(
    own_host: LocalHost, tmp_path: Path, cuts: int, atendimentos: int
) -> None:
    clinica = Clinica(now(own_host), atendimentos)

    disturbed = clinica.live(own_host, cuts)
    calm = LocalHost(tmp_path / "sem-quedas")
    try:
        undisturbed = clinica.live(calm.start(), 0)
    finally:
        calm.close()

    assert disturbed == undisturbed
    assert set(disturbed.values()) == {1}
    assert len(disturbed) > 3 * atendimentos


def _cuts(host: LocalHost, count: int, chance: random.Random) -> AbstractContextManager[None]:
    return power_cuts(host, count, chance) if count else nullcontext()


def _name(number: int) -> str:
    """One that nobody else has."""
    return "P" + "".join(chr(ord("a") + number // 26**place % 26) for place in (1, 0)) + " Prates"
