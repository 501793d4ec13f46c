"""What the routing itself says to people; none of it names anybody."""

SAIU = "Pronto: você não receberá mais as nossas mensagens. Se mudar de ideia, responda VOLTAR."
SAIU_COM_AVISOS = (
    "Pronto: você não receberá mais as nossas mensagens, a não ser avisos sobre a sua própria consulta. "
    "Para não receber nem esses avisos, responda SAIR mais uma vez. Se mudar de ideia, responda VOLTAR."
)
VOLTOU = "Que bom ter você de volta! Você voltará a receber as nossas mensagens. Para parar, responda SAIR."
NUMERO_ERRADO = (
    "Obrigado por avisar, e desculpe o incômodo. Este contato não receberá mais as nossas mensagens."
)
CANCELAR_O_QUE = "O que você quer cancelar?\n1 - Cancelar a consulta\n2 - Parar de receber mensagens"
PERGUNTA_ENCERRADA = (
    "Esta pergunta já foi encerrada, então a sua resposta não mudou nada. "
    "Se precisar de algo, escreva para nós que uma pessoa da equipe responde."
)
CANCELAMENTO_COM_A_EQUIPE = "Certo! Uma pessoa da equipe vai cuidar do cancelamento e confirmar com você."
QUAL = "A sua resposta é sobre qual destas mensagens?"
EQUIPE_RESPONDE = "Recebemos a sua resposta. Uma pessoa da equipe vai cuidar dela e falar com você."
QUE_BOM = "Que bom que deu certo! Se precisar de mais alguma coisa, é só escrever."
SEM_TRANSCRICAO = "A pessoa mandou um áudio que não foi transcrito: ouça-o no aplicativo do canal."
SEM_TEXTO = "A pessoa mandou uma mensagem sem texto (imagem, documento ou outro conteúdo): veja-a no canal."
NAO_TRATADA = "Esta mensagem não pôde ser tratada automaticamente: leia e responda."
# What stands in a chamado where somebody sent no words.
SO_AUDIO, SO_IMAGEM, SO_OUTRO = "(áudio sem transcrição)", "(imagem)", "(mensagem sem texto)"
_MOST_OF_A_QUESTION = 200


def which_of(textos: list[str]) -> str:
    """The questions that an answer may be to, numbered from 1."""
    lines = [f"{numero} - {_short(texto)}" for numero, texto in enumerate(textos, start=1)]
    return "\n".join((QUAL, *lines))


def not_chosen(pergunta: str) -> str:
    """Why somebody must find out what was meant, with what was asked."""
    return (
        "A pessoa não disse a qual das nossas mensagens responde, então nada foi confirmado nem cancelado. "
        f"Perguntamos assim: {pergunta}"
    )


def _short(texto: str) -> str:
    line = " ".join(texto.split())
    return line if len(line) <= _MOST_OF_A_QUESTION else f"{line[:_MOST_OF_A_QUESTION].rstrip()}…"
