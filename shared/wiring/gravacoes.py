"""Where each provider keeps what people recorded, asked with the credential of the conta's own channel."""

from dataclasses import dataclass

from shared.contas.models import Conta
from shared.kit.canais import Provedor
from shared.wiring.carteiros import CarteirosDaConta, segredo_of


@dataclass(frozen=True)
class GravacoesDaConta:
    """The port `Gravacoes` on settings and adapters."""

    carteiros: CarteirosDaConta

    async def fetch(self, conta: Conta, provedor: Provedor, midia: str) -> bytes | None:
        settings = self.carteiros.settings
        canal = self.carteiros.canal_of(conta, provedor)
        if canal is None:
            return None
        segredo = segredo_of(settings, conta.id, canal.segredo or provedor.value) or {}
        from shared.adapters import gravacoes

        try:
            match provedor:
                case Provedor.META:
                    return await gravacoes.of_meta(settings.provedores.meta, segredo["token"], midia)
                case Provedor.TELEGRAM:
                    return await gravacoes.of_telegram(settings.provedores.telegram, segredo["token"], midia)
                case Provedor.TWILIO:
                    usuario = (segredo["conta_sid"], segredo["auth_token"])
                    return await gravacoes.of_twilio(settings.provedores.twilio, usuario, midia)
                case Provedor.ZAPI:
                    return await gravacoes.of_zapi(settings.provedores.zapi, midia)
        except KeyError:  # a channel that only hears, or with half of its credential
            pass
        return None
