"""What our message said and how the rules read an answer to it, for the tables of readings."""

from datetime import datetime

from shared.atendimentos.classe import Classe, Pergunta, RespostaLida
from shared.atendimentos.leitura.regras import read_resposta

ENVIADA = (
    "Oi, Bruno! Sua consulta com a Dra. Célia é na quinta-feira, 08/10/2026, às 14h, na Rua das Acácias. "
    "Responda 1 para confirmar ou 0 para cancelar."
)
SIM, NAO, OUTRO = Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR
DUVIDA, PARAR, ABERTO = Classe.DUVIDA, Classe.OPT_OUT, Classe.INDEFINIDO


def read(texto: str, enviada: str = ENVIADA, quando: datetime | None = None) -> RespostaLida:
    return read_resposta(Pergunta(enviada, texto, quando)).lida
