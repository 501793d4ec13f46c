"""S2's `chat_interactions`: the memory of answers, with what was validated; search hears of each by the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infra.migrar.celulas import REQUIRED, Celulas, Recusa
from infra.migrar.marcas import Marca, Marcas
from infra.migrar.tabela import APAGADA, COLISAO, ELIMINADA, Registro, iso, text_columns
from shared.chamados.classe import Setor
from shared.contas.models import Conta
from shared.kit.clock import Now
from shared.kit.errors import Conflict
from shared.kit.store import read_many
from shared.kit.titulares import Eliminados, Mencao, Titular
from shared.mensagens.entradas import client_id, sector
from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.indexacao import Indexador, to_index
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.quem import is_of_s2
from shared.mensagens.store import MensagemStore
from shared.mensagens.validade import approval

NOME = "mensagens"
_LONGEST_NAME = 100
# What is compared and taken over as one: an answer without who vouches for it is another answer.
_GROUPS = {
    "pergunta": ("message",),
    "resposta": ("answer", "operator_name", "validated_by"),
    "assunto": ("sector", "tag"),
}


@dataclass
class MensagensS2:
    """The port `Tabela`."""

    mensagens: MensagemStore
    indexador: Indexador
    eliminados: Eliminados
    marcas: Marcas
    conta: Conta
    sujeito: str
    now: Now
    nome: str = NOME
    arquivos: tuple[str, ...] = ("chat_interactions",)
    ligada: str | None = None
    colunas: Mapping[str, str] = field(
        default_factory=lambda: text_columns(
            *("id", "client_id", "sector", "tag", "message", "answer", "operator_name", "validated_by"),
            *("created_at", "updated_at"),
        )
    )
    _there: frozenset[str] = frozenset()

    def read(self, celulas: Celulas) -> Registro[Mensagem]:
        created = celulas.instante("created_at")
        client = celulas.lido("client_id", _uuid)
        if client is None:
            raise Recusa(REQUIRED, "client_id")
        mensagem = Mensagem(
            id=celulas.id("id"),
            client_id=client,
            sector=celulas.lido("sector", sector) or Setor.GERAL,
            tag=(celulas.texto("tag", maximo=_LONGEST_NAME) or "geral").lower(),
            message=celulas.palavras("message"),
            answer=celulas.texto("answer"),
            operator_name=celulas.texto("operator_name", maximo=_LONGEST_NAME),
            validated_by=celulas.opcao("validated_by", Validacao, {}) or Validacao.PENDING,
            created_at=created,
            updated_at=celulas.talvez_instante("updated_at") or created,
            atualizado_por=self.sujeito,
        )
        campos = {group: _said(mensagem, names) for group, names in _GROUPS.items()}
        return Registro(mensagem.id, f"{iso(created)}|{client}", campos, mensagem)

    async def look(self, registros: Sequence[Registro[Mensagem]], _marcas: Mapping[str, Marca]) -> None:
        ids = [registro.id for registro in registros]
        self._there = frozenset(await read_many(self.mensagens.documents, ids))

    async def require(self, _registro: Registro[Mensagem], marca: Marca) -> None:
        if marca.alvo not in self._there:
            raise Recusa(APAGADA)

    async def check(self, registro: Registro[Mensagem], marca: Marca | None) -> str | None:
        if registro.id in self._there:
            if marca is None:
                raise Recusa(COLISAO, "id")
            return registro.id
        named = _named(registro.dados)
        if named and await self.eliminados.holds_person(self.conta.id, named):
            raise Recusa(ELIMINADA)
        return None

    async def create(self, registro: Registro[Mensagem]) -> str:
        mensagem = registro.dados
        try:
            await self.mensagens.add(mensagem.model_copy(update=self._approved(mensagem)))
        except Conflict:
            raise Recusa(COLISAO, "id") from None
        await self.indexador.enqueue(self.conta.id, mensagem.id)
        return mensagem.id

    def _approved(self, mensagem: Mensagem) -> dict[str, Any]:
        """What a person vouched for in S2 holds from now on, since S2 never said until when."""
        return approval(self.conta, self.now()) if mensagem.validated_by is Validacao.HUMAN else {}

    async def change(self, registro: Registro[Mensagem], marca: Marca) -> bool:
        changed = False

        def change(mensagem: Mensagem) -> Mensagem:
            nonlocal changed
            changes = self._changes(mensagem, registro, marca)
            changed = bool(changes)
            return to_index(mensagem, mensagem.model_copy(update=changes)) if changes else mensagem

        try:
            read = await self.mensagens.update(marca.alvo, change)
        except MensagemNotFound:
            raise Recusa(APAGADA) from None
        if read.mensagem.indexada_em is None:
            await self.indexador.enqueue(self.conta.id, marca.alvo)
        return changed

    def _changes(self, mensagem: Mensagem, registro: Registro[Mensagem], marca: Marca) -> dict[str, Any]:
        nova, found = registro.dados, dict[str, Any]()
        for group, names in _GROUPS.items():
            is_news = self.marcas.resumo(registro.campos[group]) != marca.campos[group]
            if is_news and self.marcas.resumo(_said(mensagem, names)) == marca.campos[group]:
                found |= {name: getattr(nova, name) for name in names}
        if not found:
            return {}
        if "answer" in found:
            found |= {"vale_ate": None} | self._approved(nova)
        newest = max(nova.updated_at, mensagem.updated_at)
        return found | {"updated_at": newest, "atualizado_por": self.sujeito}


def _uuid(text: str) -> str:
    """Nobody of S2's is a cliente of ours by its number. Raises `ValueError`."""
    known = client_id(text)
    if not is_of_s2(known):
        raise ValueError("deve ser um UUID, como o S2 os dá")
    return known


def _said(mensagem: Mensagem, names: Sequence[str]) -> str:
    return "\x1f".join(str(getattr(mensagem, name) or "") for name in names)


def _named(mensagem: Mensagem) -> Titular | None:
    """Whoever has a phone or an e-mail that it names; S2 knows nobody but by number."""
    contatos = Mencao(texto=f"{mensagem.message}\n{mensagem.answer or ''}").contatos
    if not contatos:
        return None
    emails = tuple(one for one in contatos if "@" in one)
    return Titular(telefones=tuple(one for one in contatos if "@" not in one), emails=emails)
