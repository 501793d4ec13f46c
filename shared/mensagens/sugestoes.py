"""What people resolved, kept as suggestions until somebody approves them, and answers that grew stale."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.chamados.ports import Licao
from shared.contas.models import Conta
from shared.kit.auditing import Auditor, Nota
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import Conflict, FieldError, InvalidInput, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.titulares import Eliminados
from shared.mensagens.entradas import Aprovacao, FiltroSugestoes
from shared.mensagens.errors import NotSuggested
from shared.mensagens.indexacao import Indexador, to_index
from shared.mensagens.indice_models import Consulta, Indice
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.ports import Contas
from shared.mensagens.store import ATTEMPTS, MensagemStore, Versao
from shared.mensagens.validade import approval
from shared.mensagens.views import Sugestao, SugestoesPagina, as_sugestao

# On the calibrated scale: the same question in nearly the same words.
NEAR_DUPLICATE = 0.9
_CANDIDATES = 20
_ASKED = 1_000
_LONGEST = 10_000
_log = get_logger(__name__)


@dataclass(frozen=True)
class SugestaoService:
    """Implements the port `Memoria` of chamados."""

    open_mensagens: Callable[[str], MensagemStore]
    contas: Contas
    eliminados: Eliminados
    indice: Indice
    indexador: Indexador
    auditor: Auditor
    now: Now

    async def learn(self, conta: str, licao: Licao) -> str:
        """Keep the lesson once; the id of the mensagem it became.

        One that asks nearly the same as a suggestion or a validated mensagem of its sector is merged into that; a
        validated one then brings its answer along. A lesson known already changes nothing, but for an approval that
        it did not have before. What an erased person asked is not kept.
        """
        lesson = replace(licao, pergunta=licao.pergunta[:_LONGEST], resposta=licao.resposta[:_LONGEST])
        licao_id = digest_id(conta, Mensagem.CONTAINER, "licao", lesson.chave)
        store = self.open_mensagens(conta)
        policy = await self.contas.load(conta)
        if await self.eliminados.holds_id(conta, lesson.cliente_id):
            return licao_id
        for _ in range(ATTEMPTS):
            known = await store.became(licao_id)
            try:
                if known:
                    await self._approve_known(policy, known, lesson)
                    return known
                return await self._keep(policy, licao_id, lesson)
            except (Conflict, PreconditionFailed, NotFound):
                continue  # somebody kept it, or changed or deleted what it was to be merged into
        raise TransientError

    async def _approve_known(self, conta: Conta, mensagem_id: str, licao: Licao) -> None:
        """The person approves now what was a suggestion; what was decided since stands."""
        if not licao.validada:
            return
        store = self.open_mensagens(conta.id)
        try:
            read = await store.get(mensagem_id)
        except NotFound:
            return
        if read.mensagem.sugestao:
            await self._note(conta.id, mensagem_id, licao)
            await store.save(self._approved(conta, read.mensagem, licao), read.etag)
            await self.indexador.enqueue(conta.id, mensagem_id)

    async def _keep(self, conta: Conta, licao_id: str, licao: Licao) -> str:
        store = self.open_mensagens(conta.id)
        near = await self._near(conta.id, licao)
        kept = near.mensagem.id if near else licao_id
        await self._note(conta.id, kept, licao)
        if near:
            await store.merge(licao_id, near, self._merged(conta, near.mensagem, licao))
        else:
            await store.add(self._born(conta, licao_id, licao))
        await self.indexador.enqueue(conta.id, kept)
        return kept

    async def _near(self, conta: str, licao: Licao) -> Versao | None:
        """The mensagem that the lesson repeats."""
        consulta = Consulta(
            texto=licao.pergunta[:_ASKED],
            limite=_CANDIDATES,
            limiar=NEAR_DUPLICATE,
            setor=licao.setor,
            so_perguntas=True,
        )
        achados = await self.indice.search(conta, consulta)
        store = self.open_mensagens(conta)
        found = await store.many(achado.id for achado in achados)
        for achado in sorted(achados, key=lambda one: -one.pontuacao):
            mensagem = found.get(achado.id)
            if mensagem and mensagem.sector is licao.setor and _is_known(mensagem):
                return await store.get(mensagem.id)
        return None

    def _merged(self, conta: Conta, known: Mensagem, licao: Licao) -> Mensagem:
        once_more = known.updated(self.now(), licao.por, vezes=known.vezes + 1)
        return self._approved(conta, once_more, licao) if licao.validada else once_more

    def _approved(self, conta: Conta, known: Mensagem, licao: Licao) -> Mensagem:
        changes = {"answer": licao.resposta} | approval(conta, self.now())
        return to_index(known, known.updated(self.now(), licao.por, **changes))

    def _born(self, conta: Conta, licao_id: str, licao: Licao) -> Mensagem:
        now = self.now()
        born = Mensagem(
            id=licao_id,
            client_id=licao.cliente_id,
            sector=licao.setor,
            message=licao.pergunta,
            answer=licao.resposta,
            sugestao=True,
            chave=licao.chave,
            created_at=now,
            updated_at=now,
            atualizado_por=licao.por,
        )
        return self._approved(conta, born, licao) if licao.validada else born

    async def _note(self, conta: str, mensagem_id: str, licao: Licao) -> None:
        validated_by = Validacao.HUMAN if licao.validada else Validacao.PENDING
        detalhe = {"chave": licao.chave, "validated_by": validated_by.value}
        recurso = f"/api/v1/messages/{mensagem_id}"
        await self.auditor.note(Nota(conta, licao.por, "mensagem.learned", recurso, detalhe))

    async def list(self, conta: str, filtro: FiltroSugestoes) -> SugestoesPagina:
        now = self.now()
        page = await self.open_mensagens(conta).undecided(filtro, now)
        itens = tuple(as_sugestao(mensagem, now) for mensagem in page.itens)
        return SugestoesPagina(itens=itens, cursor=page.cursor)

    async def approve(self, principal: Principal, mensagem_id: str, aprovacao: Aprovacao) -> Sugestao:
        """It may answer by itself from now on, as edited; a stale one again. Raises `NotSuggested`, `InvalidInput`."""
        conta = await self.contas.load(principal.conta)

        def change(mensagem: Mensagem) -> Mensagem:
            changes = aprovacao.model_dump(exclude_none=True) | approval(conta, self.now())
            if mensagem.answer is None and aprovacao.answer is None:
                raise InvalidInput(
                    errors=[FieldError("#/answer", "é obrigatório: a mensagem não tem resposta")]
                )
            return to_index(mensagem, mensagem.updated(self.now(), principal.sujeito, **changes))

        return await self._decide(principal.conta, mensagem_id, change)

    async def refuse(self, principal: Principal, mensagem_id: str) -> Sugestao:
        """It stays what it is, an exchange that answers nobody by itself. Raises `NotSuggested`."""
        refused = {"validated_by": Validacao.PENDING, "vale_ate": None, "sugestao": False}

        def change(mensagem: Mensagem) -> Mensagem:
            return to_index(mensagem, mensagem.updated(self.now(), principal.sujeito, **refused))

        return await self._decide(principal.conta, mensagem_id, change)

    async def _decide(self, conta: str, mensagem_id: str, change: Callable[[Mensagem], Mensagem]) -> Sugestao:
        def decided(mensagem: Mensagem) -> Mensagem:
            if not mensagem.sugestao and not mensagem.is_stale(self.now()):
                raise NotSuggested
            return change(mensagem)

        read = await self.open_mensagens(conta).update(mensagem_id, decided)
        await self.indexador.enqueue(conta, mensagem_id)
        return as_sugestao(read.mensagem, self.now())


def _is_known(mensagem: Mensagem) -> bool:
    """Whether it is knowledge, and asks still what search says that it asks."""
    return mensagem.indexada_em is not None and (
        mensagem.sugestao or mensagem.validated_by is Validacao.HUMAN
    )
