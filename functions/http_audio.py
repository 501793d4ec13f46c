"""The HTTP route of S0 that writes down what an attendant dictates, under its two names."""

from typing import Any

import azure.durable_functions as df

from shared.audio.formulario import read_audio
from shared.audio.models import MAX_BYTES
from shared.kit.auth import QUEM_ATENDE
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import canais, contas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_FORM = "multipart/form-data"
_BESIDE_THE_AUDIO = 64 * 1024
_EXAMPLE = (
    '--limite\r\nContent-Disposition: form-data; name="audio_file"; filename="relato.ogg"\r\n'
    "Content-Type: audio/ogg\r\n\r\n(os bytes do áudio)\r\n--limite--\r\n"
)


def _transcrever(path: str) -> Route:
    return Route(
        "POST",
        path,
        "Escreve o que foi dito em um áudio de até 25 MB, sem guardar nada",
        papeis=QUEM_ATENDE,
        area="relatos",
        safe=True,
        answers={200: "shared.audio.views:AudioTranscrito"},
        refusals=(409, 422),
        tag="S0: conversão de orçamentos",
        media=(_FORM,),
        files=("audio_file",),
        max_body_bytes=MAX_BYTES + _BESIDE_THE_AUDIO,
        refusal="Token inválido",
        example=_EXAMPLE,
    )


@routes.add(_transcrever("transcrever_audio"))
async def post_transcrever_audio(call: Call[Any, Any]) -> Answer:
    return await _heard(call)


@routes.add(_transcrever("V1/transcrever_audio"))
async def post_v1_transcrever_audio(call: Call[Any, Any]) -> Answer:
    return await _heard(call)


async def _heard(call: Call[Any, Any]) -> Answer:
    audio = read_audio(call.raw, call.headers.get("content-type", ""))
    heard = await canais.transcricao_service().transcribe(call.principal.conta, audio)
    return Answer({"texto_transcrito": heard.texto})
