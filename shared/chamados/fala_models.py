"""What a channel hands to chamados; apart from `fala`, which is theirs alone."""

from dataclasses import dataclass
from datetime import datetime

from shared.chamados.models import Autor, CanalChamado, Fala
from shared.kit.canais import Provedor


@dataclass(frozen=True, slots=True)
class FalaRecebida:
    """Words of a cliente, as a recebimento brings them; `id` is its id. `comprovada` False: the sender is only what
    somebody wrote there, so that no conversation of theirs may be joined and nothing may be answered by itself."""

    id: str
    cliente_id: str
    canal: CanalChamado
    provedor: Provedor
    texto: str
    em: datetime
    assunto: str | None = None
    comprovada: bool = True

    @property
    def is_proven(self) -> bool:
        return self.comprovada and self.provedor is not Provedor.FORMULARIO

    @property
    def fala(self) -> Fala:
        return Fala(id=self.id, autor=Autor.CLIENTE, texto=self.texto, em=self.em)
