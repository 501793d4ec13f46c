"""What a chamado of S1 is here: its words, its state in ours, and what of a later export may still change it; pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from infra.migrar.marcas import Marca
from infra.migrar.tabela import Registro, iso
from shared.chamados.classe import Prioridade
from shared.chamados.entrada import protocolo_of
from shared.chamados.estados import RETORNO
from shared.chamados.models import Autor, CanalChamado, Chamado, ChamadoStatus, Fala, Mudanca
from shared.chamados.prazos import timed
from shared.contas.models import Conta

_MOTIVO = "migrado do S1"


@dataclass(frozen=True, slots=True)
class ChamadoS1:
    """`mudado_em` is when the row was changed last, `fechado_em` when it was closed, which S1 seldom says."""

    cliente_id: str
    canal: CanalChamado
    mensagem: str
    status: ChamadoStatus
    prioridade: Prioridade | None
    automatica: str | None
    resposta: str | None
    humano: bool
    protocolo: str | None
    criado_em: datetime
    mudado_em: datetime | None
    fechado_em: datetime | None

    @property
    def ultima_em(self) -> datetime:
        return self.fechado_em or self.mudado_em or self.criado_em

    @property
    def campos(self) -> dict[str, str]:
        """A change of the row that is no news of its state, such as a new `data_atualizacao`, is none here."""
        resolvido_em = iso(self.ultima_em) if self.status is ChamadoStatus.RESOLVIDO else ""
        return {
            "canal": self.canal,
            "mensagem": self.mensagem,
            "respostas": f"{self.automatica or ''}\x1f{self.resposta or ''}",
            "prioridade": self.prioridade or "",
            "situacao": f"{self.status}|{self.humano}|{resolvido_em}",
        }


@dataclass(frozen=True, slots=True)
class Chegada:
    """Where and when chamados arrive, and who is told to have brought them."""

    conta: Conta
    em: datetime
    sujeito: str


def arrived(chamado_id: str, dados: ChamadoS1, *, cliente_id: str, chegada: Chegada) -> Chamado:
    """Nobody reads it anew and nothing answers it by itself: only what the cliente says from now on is new words."""
    falas = _falas(chamado_id, dados)
    by_person = dados.ultima_em if dados.resposta else None
    chamado = Chamado(
        id=chamado_id,
        protocolo=dados.protocolo or protocolo_of(f"{chamado_id:0>4}", dados.criado_em, chegada.conta),
        cliente_id=cliente_id,
        canal=dados.canal,
        prioridade=dados.prioridade,
        falas=falas,
        pendente=False,
        lida_ate=falas[0].id,
        automaticas=sum(fala.autor is Autor.AUTOMATICA for fala in falas),
        primeira_resposta_em=by_person,
        respondido_em=by_person,
        migrado_em=chegada.em,
        criado_em=dados.criado_em,
        criado_por=chegada.sujeito,
        atualizado_em=dados.ultima_em,
    )
    return _situated(chamado, dados, chegada, de=None)


def _falas(chamado_id: str, dados: ChamadoS1) -> tuple[Fala, ...]:
    """S1 answered by itself at once; when a person did, only the row's last change tells."""
    found = [_fala(chamado_id, Autor.CLIENTE, dados.mensagem, dados.criado_em)]
    if dados.automatica:
        found.append(_fala(chamado_id, Autor.AUTOMATICA, dados.automatica, dados.criado_em))
    if dados.resposta and dados.resposta != dados.automatica:
        found.append(_fala(chamado_id, Autor.PESSOA, dados.resposta, dados.ultima_em))
    return tuple(found)


def _fala(chamado_id: str, autor: Autor, texto: str, em: datetime) -> Fala:
    return Fala(id=f"s1:{chamado_id}:{autor}", autor=autor, texto=texto, em=em)


def _situated(chamado: Chamado, dados: ChamadoS1, chegada: Chegada, *, de: ChamadoStatus | None) -> Chamado:
    """In the state that S1 tells. What it solved longer ago than a chamado may be opened again is closed."""
    status, changes = dados.status, dict[str, Any]()
    handed_over = dados.ultima_em if status is ChamadoStatus.ENCAMINHADO else None
    changes["encaminhado_em"] = dados.criado_em if dados.humano else handed_over
    changes |= {"resolvido_em": None, "resolvido_por": None, "fechado_em": None, "proximo_em": None}
    if status is ChamadoStatus.RESOLVIDO:
        until = dados.ultima_em + _reopening(chegada)
        changes |= {"resolvido_em": dados.ultima_em, "resolvido_por": chegada.sujeito}
        if until <= chegada.em:
            status, changes["fechado_em"] = ChamadoStatus.FECHADO, until
    line = Mudanca(campo="status", de=de, para=status, em=chegada.em, por=chegada.sujeito, motivo=_MOTIVO)
    changes |= {"status": status, "historico": (*chamado.historico, line)}
    placed = chamado.model_copy(update=changes)
    if status is ChamadoStatus.FECHADO or not _is_timed(placed, dados, chegada):
        return placed
    since = placed.prazos_desde or chegada.em
    return timed(placed.model_copy(update={"prazos_desde": since}), chegada.conta)


def _is_timed(chamado: Chamado, dados: ChamadoS1, chegada: Chegada) -> bool:
    """Whether deadlines run from the arrival on. What lay open in S1 for longer does not call people all at once: its
    deadlines begin with the next thing that is done with it."""
    if chamado.status is ChamadoStatus.RESOLVIDO:
        return True
    return max(dados.ultima_em, dados.criado_em) + _reopening(chegada) > chegada.em


def _reopening(chegada: Chegada) -> timedelta:
    return timedelta(days=chegada.conta.chamados.reabertura_dias)


def taken_over(
    chamado: Chamado,
    registro: Registro[ChamadoS1],
    *,
    marca: Marca,
    resumo: Callable[[str], str],
    chegada: Chegada,
) -> Chamado:
    """With what the source changed since `marca` and nobody changed here; the same object where that is nothing."""
    dados = registro.dados
    changed = {campo for campo, valor in registro.campos.items() if resumo(valor) != marca.campos.get(campo)}
    changes: dict[str, Any] = {}
    if "canal" in changed and resumo(chamado.canal) == marca.campos["canal"]:
        changes["canal"] = dados.canal
    if "prioridade" in changed and resumo(chamado.prioridade or "") == marca.campos["prioridade"]:
        changes["prioridade"] = dados.prioridade
    if changed & {"mensagem", "respostas"} and any(fala.texto for fala in chamado.falas):
        changes["falas"] = _with_falas(chamado, dados)
        changes |= _first_answer(chamado, dados)
    found = chamado.model_copy(update=changes) if changes else chamado
    if "situacao" in changed and _is_untouched(chamado, chegada):
        found = _situated(found, dados, chegada, de=chamado.status)
    return found if found is chamado else found.model_copy(update={"atualizado_em": chegada.em})


def _first_answer(chamado: Chamado, dados: ChamadoS1) -> dict[str, Any]:
    if not dados.resposta or chamado.primeira_resposta_em:
        return {}
    return {"primeira_resposta_em": dados.ultima_em, "respondido_em": dados.ultima_em}


def _with_falas(chamado: Chamado, dados: ChamadoS1) -> tuple[Fala, ...]:
    """S1's words as S1 has them now, before and after them what was said here."""
    novas = {fala.id: fala for fala in _falas(chamado.id, dados)}
    here = [fala for fala in chamado.falas if not fala.id.startswith(f"s1:{chamado.id}:")]
    return tuple(sorted((*novas.values(), *here), key=lambda fala: fala.em))


def _is_untouched(chamado: Chamado, chegada: Chegada) -> bool:
    """Whether its state is still what S1 said, or what time made of that."""
    ours = (chegada.sujeito, RETORNO)
    moved = any(line.campo == "status" and line.por not in ours for line in chamado.historico)
    spoken = any(not fala.id.startswith(f"s1:{chamado.id}:") for fala in chamado.falas)
    return not moved and not spoken and chamado.atendente is None
