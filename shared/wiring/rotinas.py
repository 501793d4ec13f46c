"""Rotinas: the status of the timers."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents

if TYPE_CHECKING:
    from shared.rotinas.service import RotinaService


@cache
def rotina_service() -> "RotinaService":
    from shared.rotinas.service import RotinaService

    return RotinaService(documents=documents(), now=clock.now)
