"""What a person corrects in a reading: their word stands, and what is not yet due is planned anew by it.

Apart from the reading itself because here nothing is guessed and nothing is held against the text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.contas.models import Conta
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import FieldError, InvalidInput, TransientError
from shared.kit.logging import get_logger
from shared.kit.money import to_cents
from shared.kit.queues import Queues
from shared.relatos.cadencia import FARTHEST_PROMISE
from shared.relatos.desfechos import DesfechoService
from shared.relatos.entradas import CorrecaoExtracao
from shared.relatos.envelope import Pedido
from shared.relatos.errors import AlreadyEnded, NotCorrectable, WordsForgotten
from shared.relatos.models import MAY_LACK, Correcao, Extracao, Relato, RelatoStatus, Resultado
from shared.relatos.planejamento import Planner, base_day
from shared.relatos.ports import Contas
from shared.relatos.quotes import describe_payment
from shared.relatos.service import RelatoService, enqueue, flow_input
from shared.relatos.store import RelatoStore, Versao

# Where a flow goes by the plan, or is about to.
_PLANNED = (RelatoStatus.COM_ESTRATEGIA, RelatoStatus.EM_ACOMPANHAMENTO)
_UNREAD = (RelatoStatus.RECEBIDO, RelatoStatus.FALHOU)
_DECIDES_CONTACT = frozenset({"proximo_contato", "nao_contatar"})
_PAYMENT = frozenset({"formas_pagamento", "parcelas"})
_log = get_logger(__name__)


@dataclass(frozen=True)
class CorrecaoService:
    open_relatos: Callable[[str], RelatoStore]
    contas: Contas
    planner: Planner
    relatos: RelatoService
    desfechos: DesfechoService
    queues: Queues
    now: Now

    async def correct(self, pedido: Pedido, correcao: CorrecaoExtracao, *, flows: Flows) -> Versao:
        """Save what a person says, with what follows from it; the same values again change nothing.

        Raises `PreconditionFailed` when it is not the version that they read, also when a contato fell due while the
        new words were written; `NotCorrectable` when there is nothing to correct; `InvalidInput` for days that no
        plan can keep.
        """
        conta = await self.contas.load(pedido.principal.conta)
        store = self.open_relatos(conta.id)
        read = await store.get(pedido.relato_id)
        pedido.lido.check(read.etag)
        said = _changes(read.relato, correcao)
        if not said:
            return read
        by = Correcao(por=pedido.principal.sujeito, em=self.now())
        corrected = await self._corrected(read.relato, said, by=by, conta=conta)
        saved = await store.save(corrected, read.etag)
        fields = ", ".join(sorted(said))
        _log.info("relato.corrected", extra={"relato_id": corrected.id, "conta": conta.id, "campos": fields})
        await self._hand_over(conta.id, saved.relato, flows)
        return await store.get(corrected.id)

    async def _corrected(
        self, relato: Relato, said: Mapping[str, Any], *, by: Correcao, conta: Conta
    ) -> Relato:
        extracao = corrected(relato.extracao or Extracao(), said, by=by)
        renamed = _renamed(relato, said)
        if relato.status not in _PLANNED:  # not planned yet, or never again
            return renamed.updated(self.now(), extracao=extracao)
        if extracao.nao_contatar:
            return renamed.updated(self.now(), extracao=extracao).ended(self.now(), Resultado.NAO_CONTATAR)
        planned = await self.planner.replan(renamed, extracao, conta=conta, now=self.now())
        if flow_input(conta.id, planned) == flow_input(conta.id, relato):
            return planned
        return planned.model_copy(
            update={
                "status": RelatoStatus.COM_ESTRATEGIA,
                "fluxo_obsoleto": True,
                "proximo_contato_em": None,
            }
        )

    async def _hand_over(self, conta: str, relato: Relato, flows: Flows) -> None:
        """The document has decided already; what cannot be told to the flow now is tried again by the worker."""
        if relato.status is RelatoStatus.ENCERRADO and not relato.fluxo_encerrado:
            await self.desfechos.let_go(conta, relato, flows=flows)
            return
        if not relato.fluxo_obsoleto:
            return
        try:
            await self.relatos.follow(conta, relato.id, flows)
        except TransientError:
            await enqueue(self.queues, conta, relato)


def corrected(extracao: Extracao, said: Mapping[str, Any], *, by: Correcao) -> Extracao:
    """With what a person said: no quote stands for it, nothing of it is missing or dropped any more."""
    said = _with_payment(extracao, said)
    missing = (campo for campo in MAY_LACK if not said.get(campo, campo not in extracao.campos_ausentes))
    return extracao.model_copy(
        update={
            **said,
            "evidencias": {campo: quote for campo, quote in extracao.evidencias.items() if campo not in said},
            "campos_ausentes": tuple(missing),
            "descartados": tuple(campo for campo in extracao.descartados if campo not in said),
            "correcoes": extracao.correcoes | dict.fromkeys(sorted(said), by),
        }
    )


def _with_payment(extracao: Extracao, said: Mapping[str, Any]) -> Mapping[str, Any]:
    if not _PAYMENT & said.keys() or "forma_pagamento" in said:
        return said
    formas = said.get("formas_pagamento", extracao.formas_pagamento)
    return {**said, "forma_pagamento": describe_payment(formas, said.get("parcelas", extracao.parcelas))}


def _changes(relato: Relato, correcao: CorrecaoExtracao) -> dict[str, Any]:
    """The fields that become something else. Raises what `correct` says."""
    if relato.extracao is None or relato.status in _UNREAD:
        raise NotCorrectable
    if not relato.texto:
        raise WordsForgotten
    said = correcao.said()
    if said.get("valor_orcamento") is not None:
        said["valor_orcamento"] = to_cents(said["valor_orcamento"])
    changed = {name: value for name, value in said.items() if getattr(relato.extracao, name) != value}
    if relato.status is RelatoStatus.ENCERRADO and _DECIDES_CONTACT & changed.keys():
        raise AlreadyEnded
    _check_days(relato, changed, correcao)
    return changed


def _check_days(relato: Relato, changed: Mapping[str, Any], correcao: CorrecaoExtracao) -> None:
    spoken = correcao.dia_conversa
    if "data_conversa" in changed and spoken and spoken > relato.data_referencia:
        raise InvalidInput(errors=[FieldError("#/data_conversa", "não pode ser depois do dia do relato")])
    promised = changed.get("proximo_contato")
    if promised is None:
        return
    after_it = (relato.extracao or Extracao()).model_copy(
        update={name: value for name, value in changed.items() if name == "data_conversa"}
    )
    base = base_day(after_it, relato.data_referencia)
    if not timedelta(0) <= promised - base <= FARTHEST_PROMISE:
        wrong = FieldError("#/proximo_contato", "deve cair entre o dia da conversa e dois anos depois dele")
        raise InvalidInput(errors=[wrong])


def _renamed(relato: Relato, said: Mapping[str, Any]) -> Relato:
    """A name that was typed with the relato gives way to the one that a person says later."""
    changes: dict[str, Any] = {}
    if "identidade_cliente" in said and relato.cliente.nome:
        changes["cliente"] = relato.cliente.model_copy(update={"nome": said["identidade_cliente"]})
    if "identidade_atendente" in said and relato.atendente:
        changes["atendente"] = said["identidade_atendente"]
    return relato.model_copy(update=changes)
