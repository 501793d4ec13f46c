"""Counting adapters around the real ones: documents, queues, and models that decline so that the rules answer."""

import functools
import json
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from infra.capacidade.consumo import CONSULTA, LEITURA, VETORIAL
from infra.capacidade.contagem import Contagem
from shared.kit.errors import NotFound
from shared.kit.llm import Completion, ModelRefused, Prompt
from shared.kit.queues import Queues
from shared.kit.store import Body, Condition, Documents, DocumentStore, Page, Query, Scored, Stored, Write

# The prompts asked since a language task began, newest last.
_asked: ContextVar[tuple[str, ...]] = ContextVar("asked", default=())


@dataclass(frozen=True)
class DocumentosContados:
    """Every store that it opens counts."""

    inner: Documents
    contagem: Contagem

    def open(self, container: str, pk: str) -> DocumentStore:
        return _StoreContado(self.inner.open(container, pk), self.contagem, (container, pk))

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
    at: tuple[str, str]

    async def create(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        self.contagem.write("create", body)
        return self._kept(body, await self.inner.create(document_id, body, ttl_s=ttl_s))

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
        return self._kept(body, await self.inner.replace(document_id, body, etag=etag, ttl_s=ttl_s))

    async def upsert(self, document_id: str, body: Body, *, ttl_s: int | None = None) -> Stored:
        self.contagem.write("upsert", body)
        return self._kept(body, await self.inner.upsert(document_id, body, ttl_s=ttl_s))

    async def delete(self, document_id: str, *, etag: str | None = None) -> None:
        self.contagem.write("delete", None)
        await self.inner.delete(document_id, etag=etag)
        self.contagem.keep((*self.at, document_id), None)

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
        done = await self.inner.batch(writes)
        for write in writes:
            self.contagem.keep((*self.at, write.id), write.body)
        return done

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

    def _kept(self, body: Body, stored: Stored) -> Stored:
        self.contagem.keep((*self.at, stored.id), body)
        return stored


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
