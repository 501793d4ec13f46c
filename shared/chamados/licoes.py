"""What a person's answer teaches: question and answer out of a chamado, without what tells whose they were."""

import re
from dataclasses import dataclass

from shared.chamados.classe import Setor
from shared.chamados.models import Autor, Chamado, Fala
from shared.chamados.ports import Clientes, Licao, Memoria
from shared.clientes.models import SEM_NOME
from shared.kit.errors import DomainError, NotFound
from shared.kit.logging import get_logger
from shared.kit.masking import mask

NOME = "{{nome}}"
_SHORTEST_NAME = 2
_log = get_logger(__name__)


@dataclass(frozen=True)
class Ensino:
    memoria: Memoria
    clientes: Clientes

    async def teach(self, conta: str, chamado: Chamado, *, validada: bool = False) -> None:
        """Hand the newest answer of a person to the memory: approved by one, or as a suggestion. Repeatable.

        What the memory does not take is not worth a refusal of what a person does. Raises `TransientError`.
        """
        fala = _answer(chamado)
        pergunta = _question(chamado, fala) if fala else ""
        if fala is None or not pergunta:
            return
        nome = await self._name(conta, chamado.cliente_id)
        licao = Licao(
            chave=fala.id,
            cliente_id=chamado.cliente_id,
            setor=chamado.setor or Setor.GERAL,
            pergunta=without_person(pergunta, nome),
            resposta=without_person(fala.texto, nome),
            por=fala.por,
            validada=validada,
        )
        try:
            await self.memoria.learn(conta, licao)
        except DomainError as error:
            _log.warning(
                "chamado.not_learned", extra={"chamado_id": chamado.id, "conta": conta, "slug": error.slug}
            )

    async def _name(self, conta: str, cliente_id: str) -> str:
        try:
            nome = (await self.clientes.get(conta, cliente_id)).cliente.nome
        except NotFound:  # erased or blocked meanwhile
            return ""
        return "" if nome == SEM_NOME else nome


def without_person(texto: str, nome: str) -> str:
    """Without numbers and addresses of a person, and with `{{nome}}` where their first name or whole name stood.

    A first name alone counts only as names are written: many are also words.
    """
    bare = mask(texto).text
    parts = nome.split()
    if not parts or len(parts[0]) < _SHORTEST_NAME:
        return bare
    if len(parts) > 1:
        whole = r"\s+".join(map(re.escape, parts))
        bare = re.sub(rf"(?<!\w){whole}(?!\w)", NOME, bare, flags=re.IGNORECASE)
    first = "|".join(map(re.escape, {parts[0].capitalize(), parts[0].upper()}))
    return re.sub(rf"(?<!\w)(?:{first})(?!\w)", NOME, bare)


def _answer(chamado: Chamado) -> Fala | None:
    return next((fala for fala in reversed(chamado.falas) if fala.autor is Autor.PESSOA), None)


def _question(chamado: Chamado, answer: Fala) -> str:
    """What the cliente said that a person then answered: their words since the last time we had spoken."""
    before = chamado.falas[: chamado.falas.index(answer)]
    asked: list[str] = []
    for fala in reversed(before):
        if fala.autor is Autor.CLIENTE:
            asked.append(fala.texto)
        elif asked:
            break
    return "\n".join(reversed(asked))
