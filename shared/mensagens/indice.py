"""Search over one conta's mensagens and approved answers: by meaning where there is an embedder, by words always.

Each question and each answer is a document of its own, beside the others of its item. The container is of one space
of vectors: another embedder begins another container, which `make reindexar` fills.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.contas.models import Conta
from shared.kit.breaker import Breaker
from shared.kit.clock import instant
from shared.kit.errors import Conflict, PreconditionFailed, TransientError
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Scored, Where, Write
from shared.kit.texto import fold
from shared.mensagens.comparacao import score
from shared.mensagens.indice_models import Achado, Consulta, Embedder, Item, TipoItem
from shared.mensagens.lexico import palavras, read
from shared.mensagens.models import Validacao

CONTAINER = "vetores"
Body = dict[str, Any]
_MEANING, _WORDS = "embedding.vetor", "lexico.vetor"
_READ = ("tipo", "item_id", "validacao", "palavras")
_MOST_CANDIDATES = 100
_MOST_PARTS = 50
_LONGEST, _LONGEST_COMPARED = 4_000, 1_000
_TRIES = 5


class Contas(Protocol):
    async def load(self, conta: str) -> Conta: ...


def container_of(embedder: Embedder) -> str:
    """Where the vectors of this space lie, such as `vetores-use-3-512`."""
    space = re.sub(r"[^a-z0-9]+", "-", fold(f"{embedder.modelo}-{embedder.dim}")).strip("-")
    return f"{CONTAINER}-{space}"


@dataclass(frozen=True)
class IndiceVetores:
    """The port `Indice`. `lexico` is in every document; `embedder` is None where the deployment has no better one.

    A conta that forbids outside models (`llm_externo` False) keeps its texts from an `embedder` that is one: what it
    has is found by its words alone.
    """

    open_vetores: Callable[[str], DocumentStore]
    contas: Contas
    lexico: Embedder
    embedder: Embedder | None
    breaker: Breaker

    async def put(self, conta: str, item: Item) -> None:
        textos = list(_parts(item).values())
        bodies = _bodies(item, await self.lexico.embed(textos))
        key = _key(item.tipo, item.id)
        vetores: list[list[float]] = []
        try:
            if textos and await self._may_ask(conta):
                vetores = await self._embed(textos)
        except TransientError:
            await self._write(conta, key, self._with([], bodies))
            raise
        await self._write(conta, key, self._with(vetores, bodies))

    async def remove(self, conta: str, tipo: TipoItem, item_id: str) -> None:
        await self._write(conta, _key(tipo, item_id), [])

    async def holds(self, conta: str, item: Item) -> bool:
        """Whether all of it is findable as it is now, by its meaning too where that may be asked for."""
        wanted = _bodies(item, [[]] * len(_parts(item)))
        store = self.open_vetores(conta)
        held = (await store.query(Query(_of_item(_key(item.tipo, item.id)), limit=_MOST_PARTS))).items
        may_ask = await self._may_ask(conta)
        return [_plain(one) for one in wanted] == [_plain(one.body) for one in held] and not (
            may_ask and any("sem_vetor" in one.body for one in held)
        )

    async def search(self, conta: str, consulta: Consulta) -> Sequence[Achado]:
        store, where = self.open_vetores(conta), _where(consulta)
        vetor = await self._meaning(conta, consulta.texto)
        if vetor is None:
            found = self._read(consulta, await self._by_words(store, consulta.texto, where), self.lexico)
        else:
            assert self.embedder is not None
            near = await store.nearest(_MEANING, vetor, limit=_MOST_CANDIDATES, fields=_READ, where=where)
            waiting = (*where, Where("sem_vetor", "=", True))
            found = self._read(consulta, near, self.embedder)
            found += self._read(consulta, await self._by_words(store, consulta.texto, waiting), self.lexico)
        return _best(found, consulta)

    async def _by_words(
        self, store: DocumentStore, texto: str, where: Sequence[Condition]
    ) -> Sequence[Scored]:
        (vetor,) = await self.lexico.embed([texto])
        return await store.nearest(_WORDS, vetor, limit=_MOST_CANDIDATES, fields=_READ, where=where)

    def _read(self, consulta: Consulta, found: Sequence[Scored], embedder: Embedder) -> list[Achado]:
        asked = read(palavras(consulta.texto))
        return [
            Achado(
                tipo=TipoItem(body["tipo"]),
                id=body["item_id"],
                pontuacao=score(embedder, cosseno, asked, read(body["palavras"].split())),
                validacao=Validacao(body["validacao"]),
                semantico=embedder is not self.lexico,
            )
            for body, cosseno in ((one.document.body, one.score) for one in found)
        ]

    async def _meaning(self, conta: str, texto: str) -> list[float] | None:
        if not await self._may_ask(conta):
            return None
        try:
            return (await self._embed([texto[:_LONGEST]]))[0]
        except TransientError:
            return None

    async def _may_ask(self, conta: str) -> bool:
        if self.embedder is None:
            return False
        return not self.embedder.externo or (await self.contas.load(conta)).llm_externo

    async def _embed(self, textos: Sequence[str]) -> list[list[float]]:
        assert self.embedder is not None
        if not self.breaker.allows():
            raise TransientError
        try:
            vetores = await self.embedder.embed(textos)
        except TransientError:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        return vetores

    def _with(self, vetores: list[list[float]], bodies: list[Body]) -> list[Body]:
        """Without vectors they are found by their words, also where others have vectors."""
        if not vetores or self.embedder is None:
            return [body | {"sem_vetor": True} for body in bodies]
        space = {"modelo": self.embedder.modelo, "dim": self.embedder.dim}
        return [
            body | {"embedding": space | {"vetor": vetor}}
            for body, vetor in zip(bodies, vetores, strict=True)
        ]

    async def _write(self, conta: str, prefix: str, bodies: list[Body]) -> None:
        """All parts of an item in one batch. Its first part is written by etag, so that of two at once one tries anew
        with what the other left."""
        store = self.open_vetores(conta)
        for _ in range(_TRIES):
            writes = await _writes(store, prefix, bodies)
            try:
                if writes:
                    await store.batch(writes)
                return
            except (Conflict, PreconditionFailed):
                continue
        raise TransientError


async def _writes(store: DocumentStore, prefix: str, bodies: list[Body]) -> list[Write]:
    found = await store.query(Query(_of_item(prefix), limit=_MOST_PARTS))
    held = {stored.id: stored.etag for stored in found.items}
    wanted = {f"{prefix}{number:02}": body for number, body in enumerate(bodies)}
    gone = [Write("delete", one, etag=etag) for one, etag in held.items() if one not in wanted]
    kept = [
        Write("replace", one, body, held[one]) if one in held else Write("create", one, body)
        for one, body in wanted.items()
    ]
    return kept + gone


def _key(tipo: TipoItem, item_id: str) -> str:
    """What the ids of all its parts begin with."""
    return f"{tipo}:{item_id}:"


def _of_item(key: str) -> tuple[Condition, ...]:
    return Where("id", ">=", key), Where("id", "<", key[:-1] + ";")


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("lexico", "embedding", "sem_vetor")}


def _parts(item: Item) -> dict[str, str]:
    """Its texts, those without a word left out: the questions as `p0`, `p1`..., the answer as `r`."""
    texts = {f"p{number}": pergunta for number, pergunta in enumerate(item.perguntas)}
    if item.resposta is not None:
        texts["r"] = item.resposta
    return {name: texto[:_LONGEST] for name, texto in texts.items() if palavras(texto)}


def _bodies(item: Item, lexicos: Sequence[list[float]]) -> list[Body]:
    shared: dict[str, Any] = {
        "v": 1,
        "tipo": item.tipo,
        "item_id": item.id,
        "setor": item.setor,
        "validacao": item.validacao,
        "client_id": item.client_id,
        "tag": item.tag,
    }
    if item.vale_ate is not None:
        shared["vale_ate"] = instant(item.vale_ate)
    return [
        shared
        | {
            "parte": "resposta" if name == "r" else "pergunta",
            "palavras": " ".join(palavras(texto[:_LONGEST_COMPARED])),
            "lexico": {"vetor": vetor},
        }
        for (name, texto), vetor in zip(_parts(item).items(), lexicos, strict=True)
    ]


def _where(consulta: Consulta) -> tuple[Condition, ...]:
    where: list[Condition] = [Where("tipo", "in", tuple(consulta.tipos))]
    equal = {"setor": consulta.setor, "client_id": consulta.client_id, "tag": consulta.tag}
    where += [Where(name, "=", value) for name, value in equal.items() if value is not None]
    if consulta.validacoes:
        where.append(Where("validacao", "in", tuple(consulta.validacoes)))
    if consulta.so_perguntas:
        where.append(Where("parte", "=", "pergunta"))
    if consulta.agora is not None:
        ends = Where("vale_ate", ">", instant(consulta.agora))
        where.append(AnyOf((Where("vale_ate", "is_defined", False), ends)))
    return tuple(where)


def _best(found: Sequence[Achado], consulta: Consulta) -> list[Achado]:
    by_item: dict[tuple[TipoItem, str], Achado] = {}
    for achado in sorted(found, key=lambda one: one.pontuacao):
        by_item[achado.tipo, achado.id] = achado
    kept = [achado for achado in by_item.values() if achado.pontuacao >= consulta.limiar]
    kept.sort(key=lambda one: (one.validacao is not Validacao.HUMAN, -one.pontuacao, one.id))
    return kept[: consulta.limite]
