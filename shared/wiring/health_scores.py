"""The list of all scores; apart from the rest of saúde, which writes them."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.saude.listagem import HealthScoreService


@cache
def health_score_service() -> "HealthScoreService":
    from shared.saude.listagem import HealthScoreService
    from shared.wiring.atividades import open_atividades
    from shared.wiring.resumos import resumos
    from shared.wiring.saude import open_saude

    return HealthScoreService(open_saude=open_saude, open_atividades=open_atividades, resumos=resumos())
