"""By which provider a message leaves and as what: the 24-hour window, templates, and the order of the channels.

Only Meta and Twilio have a window that we must keep (131047, 63016). Z-API drives a phone's own WhatsApp, Telegram
lets a bot write to whoever has opened its chat, e-mail knows no window, and simulado sends nothing. Botconversa's API
takes text and flows, names no template and reports no window: what it does with them is its own account's matter.
"""

from dataclasses import dataclass
from datetime import timedelta

from shared.clientes.models import Canal
from shared.contas.mensageria import ModeloMensagem
from shared.contas.models import Conta
from shared.envios.models import Acao, Envio, Motivo
from shared.envios.parecer import Contexto, Parecer, passes, refuses
from shared.kit.canais import Provedor

WINDOW = timedelta(hours=24)
WINDOWED = frozenset({Provedor.META, Provedor.TWILIO})
_PREFERRED = {
    Canal.WHATSAPP: frozenset({Provedor.META, Provedor.TWILIO, Provedor.ZAPI, Provedor.BOTCONVERSA}),
    Canal.EMAIL: frozenset({Provedor.EMAIL}),
    Canal.TELEGRAM: frozenset({Provedor.TELEGRAM}),
}
# Those that carry messages away: a form only brings them in.
_NAMES = {
    Provedor.SIMULADO: "canal simulado, que não entrega nada",
    Provedor.META: "WhatsApp",
    Provedor.BOTCONVERSA: "WhatsApp (Botconversa)",
    Provedor.ZAPI: "WhatsApp (Z-API)",
    Provedor.TWILIO: "WhatsApp (Twilio)",
    Provedor.TELEGRAM: "Telegram",
    Provedor.EMAIL: "e-mail",
}


@dataclass(frozen=True, slots=True)
class Rota:
    """A way out: free text, or with `modelo` only that template."""

    provedor: Provedor
    modelo: ModeloMensagem | None = None


def find_template(envio: Envio, conta: Conta) -> ModeloMensagem | None:
    """The one that the envio names, else the conta's for its purpose."""
    chave = envio.modelo or envio.finalidade.value
    return next((modelo for modelo in conta.mensageria.modelos if modelo.chave == chave), None)


def template_name(modelo: ModeloMensagem, provedor: Provedor) -> str | None:
    """The name under which `provedor` approved it."""
    names = {Provedor.META: modelo.meta, Provedor.TWILIO: modelo.twilio}
    return names.get(provedor) or None


def lacking(modelo: ModeloMensagem, envio: Envio) -> tuple[str, ...]:
    """The variables of the template that the envio leaves empty."""
    return tuple(name for name in modelo.variaveis if not envio.variaveis.get(name, "").strip())


def candidates(envio: Envio, contexto: Contexto) -> tuple[Provedor, ...]:
    """Who reaches the person: in the conta's order, those of the person's preferred channel first."""
    reach = [
        provedor
        for provedor, endereco in contexto.enderecos.items()
        if endereco and provedor in _NAMES and envio.canal in (None, provedor)
    ]
    first = _PREFERRED.get(contexto.cliente.canal_preferido, frozenset())
    return tuple(sorted(reach, key=lambda provedor: provedor not in first))


def in_window(envio: Envio, contexto: Contexto) -> Parecer | None:
    """None where nobody reaches the person: then there is no window to ask about."""
    reach = candidates(envio, contexto)
    if not reach:
        return None
    rota = _first_way(envio, contexto)
    if rota is None:
        return _shut(envio, contexto, reach[0])
    if rota.modelo is not None:
        return passes("A pessoa não escreveu nas últimas 24 horas: sai o modelo aprovado, no lugar do texto.")
    if rota.provedor in WINDOWED:
        return passes("A pessoa escreveu nas últimas 24 horas: o texto pode sair como está.")
    if rota.provedor is reach[0]:
        return passes("Este canal não exige que a pessoa tenha escrito nas últimas 24 horas.")
    return passes("O canal preferido exigiria um modelo aprovado; o seguinte aceita o texto como está.")


def by_channel(envio: Envio, contexto: Contexto) -> Parecer:
    """The last rule: which provider carries it, or why none does."""
    rota = _first_way(envio, contexto)
    if rota is None:
        return _unreached(envio, contexto)
    acao = Acao.ENVIAR if rota.modelo is None else Acao.USAR_MODELO
    return Parecer(f"Pode sair agora. Canal: {_NAMES[rota.provedor]}.", acao, provedor=rota.provedor)


def _first_way(envio: Envio, contexto: Contexto) -> Rota | None:
    modelo = find_template(envio, contexto.conta)
    for provedor in candidates(envio, contexto):
        if _is_open(provedor, contexto):
            return Rota(provedor)
        if modelo is not None and template_name(modelo, provedor) and not lacking(modelo, envio):
            return Rota(provedor, modelo)
    return None


def _is_open(provedor: Provedor, contexto: Contexto) -> bool:
    if provedor not in WINDOWED:
        return True
    wrote = contexto.ultima_entrada.get(provedor)
    return wrote is not None and contexto.agora - wrote < WINDOW


def _shut(envio: Envio, contexto: Contexto, provedor: Provedor) -> Parecer:
    """Why not even the first of the channels can carry it."""
    modelo = find_template(envio, contexto.conta)
    if modelo is None and envio.modelo is None:
        return refuses(Motivo.FORA_DA_JANELA, "Não há um modelo cadastrado para esta finalidade.")
    if modelo is None:
        return refuses(Motivo.SEM_MODELO, "O modelo pedido não está cadastrado.")
    if not template_name(modelo, provedor):
        return refuses(Motivo.SEM_MODELO, f"Este ainda não foi aprovado no {_NAMES[provedor]}.")
    fields = ", ".join(lacking(modelo, envio))
    return refuses(Motivo.SEM_MODELO, f"Para usar o que existe, preencha: {fields}.")


def _unreached(envio: Envio, contexto: Contexto) -> Parecer:
    """Nobody reaches the person: all were tried, or the channel is off, or an address is missing."""
    tried = envio.provedores_tentados
    if tried and envio.canal in (None, *tried):
        return refuses(Motivo.PROVEDOR)
    canais = contexto.conta.mensageria.canais
    active = [one.provedor for one in canais if one.ativo and one.provedor in _NAMES]
    if canais and (envio.canal not in active if envio.canal else not active):
        return refuses(Motivo.SEM_CANAL, "Ative um canal nas configurações de mensagens.")
    return refuses(Motivo.SEM_ENDERECO)
