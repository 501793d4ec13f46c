"""From a decision to what leaves: the address, the words, the template with its values."""

from shared.envios.decisao import Contexto
from shared.envios.janela import find_template, template_name
from shared.envios.modelos import fill
from shared.envios.models import Acao, Decisao, Envio
from shared.kit.canais import Botao, ModeloAprovado, Saida
from shared.kit.errors import InvalidInput

_MAX_TEXT = 4_096


class Unfilled(Exception):
    """The template that must leave cannot be filled, or that provider approved none."""


def saida_of(envio: Envio, decisao: Decisao, contexto: Contexto) -> Saida:
    """Raises `Unfilled`."""
    assert decisao.provedor is not None
    texto, modelo = _words(envio, decisao, contexto)
    return Saida(
        chave=envio.id,
        endereco=contexto.enderecos[decisao.provedor],
        texto=texto,
        nome=contexto.cliente.nome,
        assunto=envio.assunto or contexto.conta.nome,
        botoes=tuple(Botao(one.id, one.titulo, one.numero) for one in envio.botoes),
        modelo=modelo,
        resposta_a=envio.resposta_a,
    )


def _words(envio: Envio, decisao: Decisao, contexto: Contexto) -> tuple[str, ModeloAprovado | None]:
    if decisao.acao is not Acao.USAR_MODELO:
        return signed(envio.texto, contexto.conta.mensageria.assinatura), None
    assert decisao.provedor is not None
    modelo = find_template(envio, contexto.conta)
    nome = template_name(modelo, decisao.provedor) if modelo else None
    if modelo is None or nome is None:
        raise Unfilled
    try:
        filled = fill(modelo, envio.variaveis)
    except InvalidInput:
        raise Unfilled from None
    return filled.texto, ModeloAprovado(nome, modelo.idioma, filled.valores)


def signed(texto: str, assinatura: str) -> str:
    """With the conta's name under it, where it fits and is not there already."""
    whole = f"{texto}\n\n{assinatura}"
    is_needed = assinatura and assinatura not in texto
    return whole if is_needed and len(whole) <= _MAX_TEXT else texto
