"""Counting adapters around the real ones: documents, queues, models and the functions themselves.

Each request is told to the function that made it, which a context variable names; what nobody made is the host's.
"""

import functools
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from infra.capacidade.consumo import (
    CONSULTA,
    CRIACAO,
    LEITURA,
    REMOCAO,
    TROCA,
    VETORIAL,
    Chamadas,
    Contado,
    Pedidos,
)
from infra.local.indexing import Function
from shared.kit.errors import NotFound
from shared.kit.llm import Completion, ModelRefused, Prompt
from shared.kit.queues import Queues
from shared.kit.store import Body, Condition, Documents, DocumentStore, Page, Query, Scored, Stored, Write

_running: ContextVar[str] = ContextVar("running", default="")
# The prompts asked since a language task began, newest last.
_asked: ContextVar[tuple[str, ...]] = ContextVar("asked", default=())
_KINDS = {"create": CRIACAO, "replace": TROCA, "upsert": TROCA, "delete": REMOCAO}
_FLOWS = ("orchestrationTrigger", "activityTrigger")


@dataclass
class Contagem:
    """What was counted so far, function by function; `since` gives what came after an earlier `copy`."""

    pedidos: dict[tuple[str, str], Pedidos] = field(default_factory=dict)
    mensagens: dict[str, int] = field(default_factory=dict)
    funcoes: dict[str, Chamadas] = field(default_factory=dict)
    modelo: dict[tuple[str, str], Chamadas] = field(default_factory=dict)
    fluxos: set[str] = field(default_factory=set)

    def ask(self, kind: str, *bodies: Body, folhas: int = 0) -> None:
        at = (_running.get(), kind)
        size = sum(_size(body) for body in bodies)
        self.pedidos[at] = self.pedidos.get(at, Pedidos()).plus(Pedidos(1, size, folhas))

    def write(self, kind: str, body: Body | None) -> None:
        self.ask(_KINDS[kind], *([] if body is None else [body]), folhas=_leaves(body))

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
        )
        self.clear()
        return contado

    def clear(self) -> None:
        for counted in (self.pedidos, self.mensagens, self.funcoes, self.modelo):
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


@dataclass(frozen=True)
class DocumentosContados:
    """Every store that it opens counts."""

    inner: Documents
    contagem: Contagem

    def open(self, container: str, pk: str) -> DocumentStore:
        return _StoreContado(self.inner.open(container, pk), self.contagem)

    async def ping(self) -> None:
        await self.inner.ping()

    async def containers(self) -> list[str]:
        return await self.inner.containers()

    async def erase_traces(self) -> None:
        await self.inner.erase_traces()

    async def close(self) -> None:
        await self.inner.close()


@dataclass(frozen=True)
class _StoreContado:
    inner: DocumentStore
    contagem: Contagem

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        self.contagem.write("create", body)
        return await self.inner.create(document_id, body, ttl_s=ttl_s)

    async def get(self, document_id: str) -> Stored:
        try:
            stored = await self.inner.get(document_id)
        except NotFound:
            self.contagem.ask(LEITURA)  # an absence costs what a small document does
            raise
        self.contagem.ask(LEITURA, stored.body)
        return stored

    async def replace(self, document_id: str, body: Body, *, etag: str, ttl_s: int | None = None) -> Stored:
        self.contagem.write("replace", body)
        return await self.inner.replace(document_id, body, etag=etag, ttl_s=ttl_s)

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        self.contagem.write("upsert", body)
        return await self.inner.upsert(document_id, body, ttl_s=ttl_s)

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        self.contagem.write("delete", None)
        await self.inner.delete(document_id, etag=etag)

    async def query(self, query: Query) -> Page:
        page = await self.inner.query(query)
        self.contagem.ask(CONSULTA, *(stored.body for stored in page.items))
        return page

    async def count(self, *where: Condition) -> int:
        self.contagem.ask(CONSULTA)
        return await self.inner.count(*where)

    async def sum(self, path: str, *where: Condition) -> float:
        self.contagem.ask(CONSULTA)
        return await self.inner.sum(path, *where)

    async def batch(self, writes: Sequence[Write]) -> list[Stored]:
        for write in writes:
            self.contagem.write(write.kind, write.body)
        return await self.inner.batch(writes)

    async def nearest(
        self,
        path: str,
        vector: Sequence[float],
        *,
        limit: int,
        fields: Sequence[str],
        where: Sequence[Condition] = (),
    ) -> list[Scored]:
        self.contagem.ask(VETORIAL)
        return await self.inner.nearest(path, vector, limit=limit, fields=fields, where=where)


@dataclass(frozen=True)
class FilasContadas:
    inner: Queues
    contagem: Contagem

    async def send(self, queue: str, message: dict[str, str | int], *, visible_after_s: int = 0) -> None:
        self.contagem.sent()
        await self.inner.send(queue, message, visible_after_s=visible_after_s)

    async def ping(self) -> None:
        await self.inner.ping()

    async def close(self) -> None:
        await self.inner.close()


@dataclass(frozen=True)
class ModeloContado:
    """Counts what a model would be asked, then declines, so that the rules answer; see `answered`."""

    contagem: Contagem
    name: str = "contagem:regras"

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:  # noqa: ARG002  # the port's shape
        said = len(prompt.system) + len(prompt.user) + len(json.dumps(prompt.schema))
        self.contagem.prompted(prompt.version, entrada=said, vezes=1)
        _asked.set((*_asked.get(), prompt.version))
        raise ModelRefused("counted", by_credential=False)


class Respondente:
    """A language task whose answer is counted as what the model would have said, where one was asked.

    The rules answer in the same fields, hence about as long; what a model thinks unseen is a parameter.
    """

    def __init__(self, inner: Any, metodo: str, contagem: Contagem) -> None:
        self._inner = inner
        self._contagem = contagem
        setattr(self, metodo, functools.partial(self._answer, getattr(inner, metodo)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def _answer(self, call: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        token = _asked.set(())
        try:
            answer = await call(*args, **kwargs)
            if asked := _asked.get():
                self._contagem.prompted(asked[-1], saida=len(answer.model_dump_json(exclude_none=True)))
        finally:
            _asked.reset(token)
        return answer


def _size(body: Body) -> int:
    return len(json.dumps(dict(body), ensure_ascii=False, separators=(",", ":"), default=str).encode())


def _leaves(value: Any) -> int:
    """How many values of a body an index of everything holds."""
    if isinstance(value, Mapping):
        return sum(_leaves(one) for one in value.values())
    if isinstance(value, list | tuple):
        return sum(_leaves(one) for one in value)
    return 0 if value is None else 1
