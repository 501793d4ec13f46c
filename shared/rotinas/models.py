"""The timers as data; apart from the functions so that who shows them need not load those."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rotina:
    """Runs every `cada`, which divides an hour or is a day; the daily ones `as_h` o'clock UTC."""

    id: str
    nome: str
    cada: timedelta
    as_h: int = 0

    @property
    def schedule(self) -> str:
        """The NCRONTAB of its trigger."""
        if self.cada == _DAY:
            return f"0 0 {self.as_h} * * *"
        minutes = self.cada // timedelta(minutes=1)
        return "0 * * * * *" if minutes == 1 else f"0 */{minutes} * * * *"

    def last_before(self, moment: datetime) -> datetime:
        """The latest of its instants, that of `moment` too."""
        return self.next_after(moment) - self.cada

    def next_after(self, moment: datetime) -> datetime:
        begin = _EPOCH + timedelta(hours=self.as_h)
        return begin + ((moment - begin) // self.cada + 1) * self.cada


ENVIOS = Rotina("timer_envios", "Entrega as mensagens que chegaram à sua hora", timedelta(minutes=1))
CHAMADOS = Rotina("timer_chamados", "Cuida dos prazos dos chamados", timedelta(minutes=5))
REENVIO = Rotina("timer_reenvio", "Retoma o que ficou para trás, confirmações também", timedelta(minutes=5))
PAUTA = Rotina("timer_pauta", "Envia à equipe o resumo do dia", timedelta(minutes=5))
KOMMO = Rotina("timer_kommo", "Busca o que mudou no Kommo", timedelta(minutes=15))
RETENCAO = Rotina("timer_retencao", "Elimina o que passou do prazo de guarda", _DAY, as_h=6)
SAUDE = Rotina("timer_saude", "Calcula a saúde de cada cliente", _DAY, as_h=8)
ROTINAS = (ENVIOS, CHAMADOS, REENVIO, PAUTA, KOMMO, RETENCAO, SAUDE)
