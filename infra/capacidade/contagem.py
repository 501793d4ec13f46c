"""What was counted so far; each request is told to the function that made it, which a context variable names.

Apart from the adapters that count, because functions are counted too.
"""

import functools
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from infra.capacidade.consumo import CRIACAO, REMOCAO, TROCA, Chamadas, Contado, Pedidos
from infra.local.indexing import Function
from shared.kit.store import Body

_running: ContextVar[str] = ContextVar("running", default="")
_KINDS = {"create": CRIACAO, "replace": TROCA, "upsert": TROCA, "delete": REMOCAO}
_FLOWS = ("orchestrationTrigger", "activityTrigger")


@dataclass
class Contagem:
    """What was counted so far, function by function, and how large each document was when last written."""

    pedidos: dict[tuple[str, str], Pedidos] = field(default_factory=dict)
    mensagens: dict[str, int] = field(default_factory=dict)
    funcoes: dict[str, Chamadas] = field(default_factory=dict)
    modelo: dict[tuple[str, str], Chamadas] = field(default_factory=dict)
    fluxos: set[str] = field(default_factory=set)
    tamanhos: dict[tuple[str, str, str], int] = field(default_factory=dict)
    cresceu: dict[tuple[str, str], int] = field(default_factory=dict)

    def ask(self, kind: str, *bodies: Body, folhas: int = 0) -> None:
        at = (_running.get(), kind)
        size = sum(_size(body) for body in bodies)
        self.pedidos[at] = self.pedidos.get(at, Pedidos()).plus(Pedidos(1, size, folhas))

    def write(self, kind: str, body: Body | None) -> None:
        self.ask(_KINDS[kind], *([] if body is None else [body]), folhas=_leaves(body))

    def keep(self, at: tuple[str, str, str], body: Body | None) -> None:
        """The document at container, partition and id is this now; None: there is none."""
        size = 0 if body is None else _size(body)
        grown = (_running.get(), at[0])
        self.cresceu[grown] = self.cresceu.get(grown, 0) + size - self.tamanhos.get(at, 0)
        self.tamanhos[at] = size

    def sent(self) -> None:
        self.mensagens[_running.get()] = self.mensagens.get(_running.get(), 0) + 1

    def prompted(self, version: str, *, entrada: int = 0, saida: int = 0, vezes: int = 0) -> None:
        at = (_running.get(), version)
        calls = Chamadas(vezes, entrada=entrada, saida=saida)
        self.modelo[at] = self.modelo.get(at, Chamadas()).plus(calls)

    def ran(self, name: str, seconds: float) -> None:
        self.funcoes[name] = self.funcoes.get(name, Chamadas()).plus(Chamadas(1, seconds))

    def taken(self, n: int, *, of: Callable[[str], bool]) -> Contado:
        """What the functions `of` took for `n` pieces of work, and forget all that was counted."""
        pedidos: dict[str, Pedidos] = {}
        for (name, kind), asked in self.pedidos.items():
            if of(name):
                pedidos[kind] = pedidos.get(kind, Pedidos()).plus(asked)
        modelo: dict[str, Chamadas] = {}
        for (name, version), calls in self.modelo.items():
            if of(name):
                modelo[version] = modelo.get(version, Chamadas()).plus(calls)
        funcoes = {name: calls for name, calls in self.funcoes.items() if of(name)}
        contado = Contado(
            n=n,
            pedidos=pedidos,
            mensagens=sum(sent for name, sent in self.mensagens.items() if of(name)),
            passos=sum(calls.vezes for name, calls in funcoes.items() if name in self.fluxos),
            funcoes=funcoes,
            modelo=modelo,
            guardado=self._grown(of),
        )
        self.clear()
        return contado

    def _grown(self, of: Callable[[str], bool]) -> dict[str, int]:
        grown: dict[str, int] = {}
        for (name, container), size in sorted(self.cresceu.items()):
            if of(name):
                grown[container] = grown.get(container, 0) + size
        return grown

    def clear(self) -> None:
        """Forget what was asked for; what is kept is kept."""
        for counted in (self.pedidos, self.mensagens, self.funcoes, self.modelo, self.cresceu):
            counted.clear()

    def counted(self, function: Function) -> Function:
        """The function, timed, with its name around all that it asks for."""
        if function.trigger.type in _FLOWS:
            self.fluxos.add(function.name)
        wrap = self._of_async if function.is_async else self._of_sync
        return replace(function, call=wrap(function.name, function.call))

    def _of_async(self, name: str, call: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
        @functools.wraps(call)
        async def run(*args: Any, **kwargs: Any) -> Any:
            token, started = _running.set(name), time.perf_counter()
            try:
                return await call(*args, **kwargs)
            finally:
                self.ran(name, time.perf_counter() - started)
                _running.reset(token)

        return run

    def _of_sync(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def run(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.ran(name, time.perf_counter() - started)

        return run


def _size(body: Body) -> int:
    return len(json.dumps(dict(body), ensure_ascii=False, separators=(",", ":"), default=str).encode())


def _leaves(value: Any) -> int:
    """How many values of a body an index of everything holds."""
    if isinstance(value, Mapping):
        return sum(_leaves(one) for one in value.values())
    if isinstance(value, list | tuple):
        return sum(_leaves(one) for one in value)
    return 0 if value is None else 1
