"""kill -9 of the host at random moments: each relato finishes once, each contact is made once."""

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest

from tests.e2e.client import TOKEN
from tests.e2e.quedas import PATIENCE_S, every, move_until, now, patiently, power_cuts
from tests.local_host import LocalHost


@pytest.mark.parametrize(
    ("cuts", "relatos"),
    [(5, 80), pytest.param(50, 200, marks=[pytest.mark.longo, pytest.mark.timeout(1500)])],
    ids=["5 cuts", "50 cuts"],
)
def test_no_relato_is_lost_and_no_contact_doubled(own_host: LocalHost, cuts: int, relatos: int) -> None:
    chance = random.Random(cuts)
    during_intake = cuts // 2 + 1

    with power_cuts(own_host, during_intake, chance):
        ids = [post_until_taken(own_host, number) for number in range(relatos)]
    until_true(own_host, lambda: statuses(own_host) == {"em_acompanhamento": relatos})
    with power_cuts(own_host, cuts - during_intake, chance):
        move_until(own_host, now(own_host) + timedelta(days=36), resolution_s=21_600)

    assert len(set(ids)) == relatos
    assert statuses(own_host) == {"encerrado": relatos}
    made = Counter((tarefa["relato_id"], tarefa["numero"]) for tarefa in every(own_host, "/tarefas"))
    assert made == {(relato_id, numero): 1 for relato_id in ids for numero in (1, 2, 3)}


def post_until_taken(host: LocalHost, number: int) -> str:
    """As a careful client does: the same key until there is an answer."""
    body = {"texto": f"Marina quer aparelho, R$ 2.500,00 em 10x. Vai pensar. Caso {number}. Paula"}
    headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": f"corte-{number}"}

    def post() -> httpx2.Response:
        return httpx2.post(f"{host.url}/relatos", json=body, headers=headers, timeout=30)

    return str(patiently(post).json()["id"])


def until_true(host: LocalHost, condition: Callable[[], bool]) -> None:
    """Move business time a little and let everything settle until `condition` holds: the sweep heals what was lost."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, statuses(host)
        host.advance(minutes=6)


def statuses(host: LocalHost) -> dict[str, int]:
    return dict(Counter(item["status"] for item in every(host, "/relatos")))
