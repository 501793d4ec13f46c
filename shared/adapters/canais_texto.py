"""How a message reads where a provider has no buttons, and what none of them takes; apart because adapters share it."""

from shared.kit.canais import ModeloAprovado, Recusado, Saida

_COMO_RESPONDER = "Responda com o número da opção."


def plain(saida: Saida, limite: int) -> str:
    """The words with the buttons as numbered options, in their order; `Recusado` when empty or over `limite`."""
    texto = saida.texto.strip()
    if not texto:
        raise Recusado("A mensagem está vazia.", codigo="texto_vazio")
    if saida.botoes:
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
