"""How a message is worded and addressed whatever its provider, and what none takes; apart because adapters share it."""

import re

from shared.kit.canais import EnderecoInvalido, ModeloAprovado, Recusado, Saida

_COMO_RESPONDER = "Responda com o número da opção."
_PHONE = re.compile(r"\+[1-9]\d{7,14}")
# WhatsApp's id of somebody who hides the phone, `BR.1502576394655843`; of linked portfolios, `BR.ENT.…`.
_BSUID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")


def plain(saida: Saida, limite: int) -> str:
    """The words with the buttons as numbered options, in their order, unless they number them themselves; `Recusado`
    when empty or over `limite`."""
    texto = saida.texto.strip()
    if not texto:
        raise Recusado("A mensagem está vazia.", codigo="texto_vazio")
    if any(botao.numero is None for botao in saida.botoes):
        opcoes = "\n".join(f"{number}. {botao.titulo}" for number, botao in enumerate(saida.botoes, start=1))
        texto = f"{texto}\n\n{opcoes}\n\n{_COMO_RESPONDER}"
    if len(texto) > limite:
        maximo = f"{limite:,}".replace(",", ".")
        raise Recusado(
            f"A mensagem passa de {maximo} caracteres, o máximo deste canal.", codigo="texto_longo"
        )
    return texto


def variables(modelo: ModeloAprovado) -> tuple[str, ...]:
    """The template's values as providers take them: on one line, single spaces; `Recusado` when one is empty."""
    values = tuple(" ".join(value.split()) for value in modelo.variaveis)
    if not all(values):
        raise Recusado("Falta um valor para o modelo aprovado.", codigo="variavel_vazia")
    return values


def is_phone(endereco: str) -> bool:
    """Whether it is E.164."""
    return _PHONE.fullmatch(endereco) is not None


def is_bsuid(endereco: str) -> bool:
    return _BSUID.fullmatch(endereco) is not None


def unreachable(codigo: str) -> EnderecoInvalido:
    return EnderecoInvalido("Este endereço não recebe mensagens por este canal.", codigo=codigo)
