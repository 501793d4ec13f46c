"""What the API shows of a chamado: S1's fields with S1's three states, then all that Retorno knows of it."""

from collections.abc import Mapping, Sequence

from pydantic import ConfigDict, Field, RootModel

from shared.chamados.classe import Classificacao, Intencao, Prioridade, Setor
from shared.chamados.models import (
    Autor,
    CanalChamado,
    Chamado,
    ChamadoStatus,
    Correcao,
    Fala,
    Mudanca,
    Nota,
    TipoFonte,
    folded,
)
from shared.clientes.models import Identificador
from shared.kit.canais import Provedor
from shared.kit.models import Document, Instant

_APROVADAS = (TipoFonte.RESPOSTA, TipoFonte.MENSAGEM)
_URGENTES = (Prioridade.ALTA, Prioridade.CRITICA)
REGISTRADO = "👋 Recebemos o seu chamado. Assim que possível, uma pessoa da nossa equipe responde."
PRIORITARIO = (
    "⚠️ Seu chamado foi registrado como prioritário. Uma pessoa da nossa equipe vai responder em breve."
)
# What who wrote it reads of where it is.
SITUACOES = {
    ChamadoStatus.ABERTO: "Recebemos o seu pedido e ele está em análise.",
    ChamadoStatus.ENCAMINHADO: "Seu pedido está com a nossa equipe, que vai responder.",
    ChamadoStatus.EM_ATENDIMENTO: "Uma pessoa da nossa equipe está cuidando do seu pedido.",
    ChamadoStatus.AGUARDANDO_CLIENTE: "Respondemos ao seu pedido e esperamos o seu retorno.",
    ChamadoStatus.RESOLVIDO: "Seu pedido foi resolvido. Se ainda precisar de algo, é só nos escrever.",
    ChamadoStatus.FECHADO: "Seu pedido foi encerrado.",
}


class ChamadoAbertoS1(Document):
    """What S1 answers to who opens one, and by which protocolo it is asked after. `resolvido_automaticamente` says that
    an approved answer was given: it is solved only once the cliente says so."""

    chamado_id: Identificador
    cliente_id: Identificador
    canal: CanalChamado
    resposta: str
    resolvido_automaticamente: bool
    prioridade: Prioridade
    encaminhado_para_humano: bool
    data_criacao: Instant
    protocolo: str
    situacao: ChamadoStatus


class ChamadoAceito(Document):
    """A chamado that is stored and not read yet."""

    id: Identificador
    protocolo: str
    situacao: ChamadoStatus = Field(validation_alias="status")


class ChamadoS1(Document):
    """S1's fields, `status` being one of its three; `situacao` is ours."""

    id: Identificador
    cliente_id: Identificador
    canal: CanalChamado
    mensagem: str
    status: ChamadoStatus
    resposta_automatica: str | None
    encaminhado_para_humano: bool
    data_criacao: Instant
    situacao: ChamadoStatus
    protocolo: str


class ChamadoResumo(ChamadoS1):
    """One row of a page. S1 shows no `prioridade` of a chamado, so that this one is ours, `critica` included. The names
    are those of today, None of who is known no more."""

    prioridade: Prioridade | None
    assunto: str | None
    intencao: Intencao | None
    setor: Setor | None
    atendente: str | None
    cliente_nome: str | None = None
    atendente_nome: str | None = None
    primeira_resposta_em: Instant | None
    responder_ate: Instant | None
    resolver_ate: Instant | None
    avisado_em: Instant | None
    estourado_em: Instant | None
    reaberturas: int
    atualizado_em: Instant


class ChamadoDetalhe(ChamadoResumo):
    """All of it. `classificacao` is what was read last, with its evidence; `intencao`, `setor` and `prioridade` are
    what holds. `nomes` are the usernames behind the ids of `atendente`, `por` and `criado_por`."""

    classificacao: Classificacao | None
    correcoes: tuple[Correcao, ...]
    falas: tuple[Fala, ...]
    notas: tuple[Nota, ...]
    historico: tuple[Mudanca, ...]
    automaticas: int
    encaminhado_em: Instant | None
    respondido_em: Instant | None
    resolvido_em: Instant | None
    resolvido_por: str | None
    fechado_em: Instant | None
    criado_por: str
    nomes: dict[str, str]


class ChamadoPagina(Document):
    itens: tuple[ChamadoResumo, ...]
    cursor: str | None = None


class ListaChamados(RootModel[list[ChamadoS1] | ChamadoPagina]):
    """S1's list, or a page: see `FiltroChamados`."""

    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)


class ListaS1(RootModel[list[ChamadoS1]]):
    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)


class SituacaoChamado(Document):
    """What whoever wrote it may see without an account: no other words than the newest answer's."""

    protocolo: str
    situacao: str
    recebido_em: Instant
    resposta: str | None = None
    respondido_em: Instant | None = None


def opened(chamado: Chamado, *, prioridade: Prioridade) -> ChamadoAbertoS1:
    """`prioridade` is what holds, or what the rules say of one that nobody read yet."""
    return ChamadoAbertoS1(
        chamado_id=chamado.id,
        cliente_id=chamado.cliente_id,
        canal=chamado.canal,
        resposta=chamado.resposta_automatica or (PRIORITARIO if prioridade in _URGENTES else REGISTRADO),
        resolvido_automaticamente=is_answered_by_itself(chamado),
        prioridade=Prioridade.ALTA if prioridade is Prioridade.CRITICA else prioridade,  # S1 knows no more
        encaminhado_para_humano=chamado.encaminhado_em is not None,
        data_criacao=chamado.criado_em,
        protocolo=chamado.protocolo,
        situacao=chamado.status,
    )


def as_s1(chamado: Chamado) -> ChamadoS1:
    return ChamadoS1.model_validate(_s1_fields(chamado))


def as_resumo(chamado: Chamado, *, clientes: Mapping[str, str], nomes: Mapping[str, str]) -> ChamadoResumo:
    """`clientes` are the names of clientes, `nomes` those of usuarios, by id."""
    return ChamadoResumo.model_validate(_s1_fields(chamado) | _named(chamado, clientes, nomes))


def as_detalhe(
    chamado: Chamado, *, clientes: Mapping[str, str], nomes: Mapping[str, str], notas: bool
) -> ChamadoDetalhe:
    """`notas` False leaves out what people of the conta say to each other."""
    shown = _s1_fields(chamado) | _named(chamado, clientes, nomes) | {"nomes": dict(nomes)}
    return ChamadoDetalhe.model_validate(shown if notas else shown | {"notas": ()})


def as_situacao(chamado: Chamado) -> SituacaoChamado:
    answers = [fala for fala in _of_who_knows_it(chamado) if fala.autor is not Autor.CLIENTE]
    newest = answers[-1] if answers else None
    return SituacaoChamado(
        protocolo=chamado.protocolo,
        situacao=SITUACOES[chamado.status],
        recebido_em=chamado.criado_em,
        resposta=newest.texto if newest else None,
        respondido_em=newest.em if newest else None,
    )


def _of_who_knows_it(chamado: Chamado) -> Sequence[Fala]:
    """What was said with whoever was told the protocolo. A form's sender proves nothing: what the cliente themselves
    writes to us afterwards may be somebody else's, and so is what they are answered."""
    falas = chamado.falas
    if not falas or not falas[0].id.startswith(f"{Provedor.FORMULARIO}:"):
        return falas
    by_cliente = (at for at, fala in enumerate(falas) if at and fala.autor is Autor.CLIENTE)
    return falas[: next(by_cliente, len(falas))]


def is_answered_by_itself(chamado: Chamado) -> bool:
    """Whether an answer that the conta approved was given without a person."""
    return any(fala.fonte and fala.fonte.tipo in _APROVADAS for fala in chamado.falas)


def people_of(chamado: Chamado) -> list[str]:
    """Whoever may be a usuario: who has it, who wrote, who changed something."""
    written: list[Fala | Nota | Mudanca | Correcao]
    written = [*chamado.falas, *chamado.notas, *chamado.historico, *chamado.correcoes]
    named = [chamado.atendente, chamado.criado_por, chamado.resolvido_por, *(one.por for one in written)]
    return sorted({name for name in named if name})


def _named(chamado: Chamado, clientes: Mapping[str, str], nomes: Mapping[str, str]) -> dict[str, object]:
    cliente, atendente = clientes.get(chamado.cliente_id), nomes.get(chamado.atendente or "")
    return {"cliente_nome": cliente, "atendente_nome": atendente}


def _s1_fields(chamado: Chamado) -> dict[str, object]:
    own = {name: getattr(chamado, name) for name in Chamado.model_fields}
    return own | {
        "mensagem": chamado.mensagem,
        "status": folded(chamado.status),
        "situacao": chamado.status,
        "resposta_automatica": chamado.resposta_automatica,
        "encaminhado_para_humano": chamado.encaminhado_em is not None,
        "data_criacao": chamado.criado_em,
    }
