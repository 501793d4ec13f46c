"""S2's search: what the index finds, as the store has it by now."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kit.clock import Now
from shared.mensagens.entradas import BuscaMensagens
from shared.mensagens.indice_models import Achado, Consulta, Indice
from shared.mensagens.models import Mensagem
from shared.mensagens.ports import Clientes
from shared.mensagens.quem import current_client
from shared.mensagens.store import MensagemStore
from shared.mensagens.views import MensagemAchada, as_achada


@dataclass(frozen=True, slots=True)
class Resultado:
    """`lexical`: the embedder was down, and words alone were compared."""

    itens: list[MensagemAchada]
    lexical: bool


@dataclass(frozen=True)
class BuscaService:
    open_mensagens: Callable[[str], MensagemStore]
    clientes: Clientes
    indice: Indice
    now: Now

    async def search(self, conta: str, busca: BuscaMensagens) -> Resultado:
        """What a person validated first, then by score; what is gone or fits no more is left out."""
        client_id = busca.client_id and await current_client(self.clientes, conta, busca.client_id)
        consulta = Consulta(
            texto=busca.query,
            limite=busca.limit,
            limiar=busca.similarity_threshold,
            setor=busca.sector,
            client_id=client_id,
            tag=busca.tag,
        )
        achados = await self.indice.search(conta, consulta)
        found = await self.open_mensagens(conta).many(achado.id for achado in achados)
        now = self.now()
        fitting = [
            (achado, found[achado.id])
            for achado in achados
            if achado.id in found and _fits(found[achado.id], consulta)
        ]
        # The order of the index, where what changed since is put in its place.
        fitting.sort(key=lambda pair: (not pair[1].may_answer(now), -pair[0].pontuacao))
        itens = [as_achada(mensagem, now, achado.pontuacao) for achado, mensagem in fitting]
        return Resultado(itens, lexical=_is_lexical([achado for achado, _ in fitting]))


def _is_lexical(achados: list[Achado]) -> bool:
    return any(not achado.semantico for achado in achados)


def _fits(mensagem: Mensagem, consulta: Consulta) -> bool:
    asked = (
        (consulta.setor, mensagem.sector),
        (consulta.client_id, mensagem.client_id),
        (consulta.tag, mensagem.tag),
    )
    return all(wanted is None or wanted == has for wanted, has in asked)
