"""An inbound message with all that is known of who wrote it; what its words are, whom its address leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.atendimentos.classe import Dito
from shared.chamados.fala_models import FalaRecebida
from shared.chamados.models import CanalChamado
from shared.clientes.models import Canal, Cliente, Origem, Pessoa
from shared.contas.models import Conta
from shared.envios.models import Envio
from shared.kit.canais import Provedor, TipoConteudo
from shared.perguntas.models import Opcao, Pergunta, TipoPergunta
from shared.recebimentos.models import DE_FLUXO, Recebimento
from shared.recebimentos.palavras import bare, read_numero
from shared.recebimentos.textos import SO_AUDIO, SO_IMAGEM, SO_OUTRO

SUJEITO = "recebimentos"
_ADDRESSED = (Provedor.EMAIL, Provedor.FORMULARIO)
# By these a provider knows somebody whose phone it may hide next time.
_ACCOUNTS = {Provedor.META: "user_id", Provedor.ZAPI: "lid", Provedor.BOTCONVERSA: "subscriber_id"}
_CANAIS = {
    Provedor.TELEGRAM: Canal.TELEGRAM,
    Provedor.EMAIL: Canal.EMAIL,
    Provedor.FORMULARIO: Canal.SITE,
}
_WORDLESS = {TipoConteudo.AUDIO: SO_AUDIO, TipoConteudo.IMAGEM: SO_IMAGEM}
_MOST_SAID = 10_000
_SURE = (TipoConteudo.TEXTO, TipoConteudo.BOTAO)
_PAYLOAD = re.compile(r"([A-Z0-9]{26}):(.{1,100})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Conversa:
    """`quem` wrote, as far as can be told; `todos` are all who are reached at that address, `quem` among them."""

    conta: Conta
    recebimento: Recebimento
    quem: Cliente
    todos: tuple[Cliente, ...]

    @property
    def ids(self) -> list[str]:
        return [cliente.id for cliente in self.todos]


@dataclass(frozen=True, slots=True)
class Payload:
    """What one of our own buttons brings back."""

    pergunta_id: str
    opcao_id: str


def words_of(recebimento: Recebimento) -> str:
    """What the person said: typed, heard, or the subject of a mail without words."""
    return recebimento.texto.strip() or recebimento.transcricao or (recebimento.assunto or "").strip()


def fala_of(recebimento: Recebimento, cliente_id: str, *, comprovada: bool = True) -> FalaRecebida:
    """The message as a chamado takes it."""
    return FalaRecebida(
        id=recebimento.id,
        cliente_id=cliente_id,
        canal=CanalChamado(canal_of(recebimento.provedor)),
        provedor=recebimento.provedor,
        texto=words_of(recebimento)[:_MOST_SAID] or _WORDLESS.get(recebimento.tipo, SO_OUTRO),
        em=recebimento.recebido_em,
        assunto=recebimento.assunto,
        comprovada=comprovada,
    )


def dito_of(
    recebimento: Recebimento, respondido: Envio | None, conversa_em: datetime | None = None
) -> Dito | None:
    """The message as an answer about an appointment; None for what is no text that somebody typed."""
    words = words_of(recebimento)
    if recebimento.tipo is not TipoConteudo.TEXTO or payload_of(recebimento) or not words:
        return None
    return Dito(
        texto=words[:_MOST_SAID],
        atendimento_id=respondido.atendimento_id if respondido else None,
        aviso=respondido.chave if respondido and respondido.atendimento_id else None,
        agenda_id=recebimento.campos.get("nr_seq_agenda") or None,
        de_fluxo=DE_FLUXO in recebimento.campos,
        conversa_em=conversa_em,
    )


def payload_of(recebimento: Recebimento) -> Payload | None:
    """None for a button that is none of ours."""
    found = _PAYLOAD.fullmatch(recebimento.botao or "")
    return Payload(found[1], found[2]) if found else None


def canal_of(provedor: Provedor) -> Canal:
    return _CANAIS.get(provedor, Canal.WHATSAPP)


def pessoa_of(recebimento: Recebimento) -> Pessoa:
    """Who it may be, by the address it came from and not by what somebody says."""
    provedor, endereco = recebimento.provedor, recebimento.endereco
    if provedor in _ADDRESSED:
        email = endereco if "@" in endereco else recebimento.campos.get("email")
        return Pessoa(recebimento.nome, recebimento.telefone, email, origem=Origem.CANAL)
    account = recebimento.campos.get(_ACCOUNTS.get(provedor, ""))
    if account is None and recebimento.telefone is None:
        account = endereco
    return Pessoa(
        recebimento.nome,
        recebimento.telefone,
        endereco=f"{provedor}:{account}" if account else None,
        origem=Origem.CANAL,
    )


def opcao_said(pergunta: Pergunta, recebimento: Recebimento) -> Opcao | None:
    """The option that the message surely is: its button, its number, or its very words. None on any doubt.

    What was heard in an audio, or read off an image, decides about nobody's appointment.
    """
    if pergunta.tipo is TipoPergunta.CONFIRMACAO and recebimento.tipo not in _SURE:
        return None
    payload = payload_of(recebimento)
    if payload is not None:
        return pergunta.opcao(payload.opcao_id) if payload.pergunta_id == pergunta.id else None
    words = words_of(recebimento)
    numero, said = read_numero(words), bare(words)
    if numero is not None:
        return _only(pergunta, lambda opcao: opcao.numero == numero)
    return _only(pergunta, lambda opcao: bool(said) and said in (bare(opcao.titulo), bare(opcao.id)))


def _only(pergunta: Pergunta, fits: Callable[[Opcao], bool]) -> Opcao | None:
    found = [opcao for opcao in pergunta.opcoes if fits(opcao)]
    return found[0] if len(found) == 1 else None
