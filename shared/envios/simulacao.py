"""What would become of a message, told without sending or keeping it; pure."""

from dataclasses import replace

from shared.envios.decisao import Contexto, decide
from shared.envios.models import Acao, Envio
from shared.envios.saida import Unfilled, saida_of
from shared.envios.views import Simulacao

# Each step puts a message off to a later slot; more of them lead nowhere.
_MOST_STEPS = 40


def simulate(envio: Envio, contexto: Contexto) -> Simulacao:
    """The decision of now, and where the gate's own delays lead as things stand."""
    primeira = ultima = decide(envio, contexto)
    for _ in range(_MOST_STEPS):
        if ultima.acao is not Acao.ADIAR or ultima.ate is None or ultima.ate <= contexto.agora:
            break
        contexto = replace(contexto, agora=ultima.ate)
        envio = envio.model_copy(update={"nao_antes_de": ultima.ate})
        ultima = decide(envio, contexto)
    texto = None
    if ultima.acao in (Acao.ENVIAR, Acao.USAR_MODELO):
        try:
            texto = saida_of(envio, ultima, contexto).texto
        except Unfilled:
            texto = None
    return Simulacao(
        decisao=primeira,
        texto=texto,
        provedor=ultima.provedor,
        pode_sair_em=None if texto is None else contexto.agora,
    )
