"""Who carries each conta's messages: one client per channel and process, made when it is first asked for.

A channel's credential is the setting `CANAIS__{segredo}`, a JSON object of texts; its `conta` names whose it is, so
that no conta can write from another's number. Without one it is `conta_padrao`'s.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.config import Settings
from shared.contas.mensageria import CanalDaConta
from shared.contas.models import Conta
from shared.envios.canais_views import CanaisDaConta, SituacaoCanal
from shared.kit.canais import Carteiro, FalhaDeEnvio, Provedor
from shared.kit.clock import Now
from shared.kit.logging import get_logger

_log = get_logger(__name__)


def segredo_of(settings: Settings, conta_id: str, nome: str) -> Mapping[str, str] | None:
    """The credential of this name, None where there is none, or it is unreadable or another conta's."""
    found = settings.canais.get(nome.lower())
    if found is None:
        return None
    try:
        read = json.loads(found.get_secret_value())
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        _log.error("canal.bad_secret", extra={"segredo_nome": nome})
        return None
    owners = [one.strip() for one in read.get("conta", settings.conta_padrao).split(",")]
    return read if conta_id in owners else None


@dataclass(frozen=True)
class CarteirosDaConta:
    """The port `Carteiros` on settings and adapters."""

    settings: Settings
    now: Now
    made: dict[tuple[str, str], Carteiro] = field(default_factory=dict)

    def provedores(self, conta: Conta) -> Sequence[Provedor]:
        return tuple(dict.fromkeys(canal.provedor for canal in self._canais(conta)))

    async def of(self, conta: Conta, provedor: Provedor) -> Carteiro | None:
        canal = self.canal_of(conta, provedor)
        carteiro = self._kept(conta, canal) if canal else None
        if canal and carteiro is None:  # without its credential, or with half of it
            _log.error("canal.incomplete", extra={"conta": conta.id, "provedor": provedor})
        return carteiro

    def _kept(self, conta: Conta, canal: CanalDaConta) -> Carteiro | None:
        key = (conta.id, canal.model_dump_json())
        if key not in self.made and (carteiro := self._make(conta, canal)):
            self.made[key] = carteiro
        return self.made.get(key)

    def canal_of(self, conta: Conta, provedor: Provedor) -> CanalDaConta | None:
        return next((one for one in self._canais(conta) if one.provedor is provedor), None)

    def situacao(self, conta: Conta) -> CanaisDaConta:
        """What the conta writes by, in order, and whether each could; nothing is asked of a provider."""
        chosen = conta.mensageria.canais
        return CanaisDaConta(
            canais=tuple(self._seen(conta, canal) for canal in chosen or self._canais(conta)),
            da_instalacao=not chosen,
            endereco=self.settings.public_base_url.rstrip("/"),
        )

    def _seen(self, conta: Conta, canal: CanalDaConta) -> SituacaoCanal:
        return SituacaoCanal(
            provedor=canal.provedor,
            ativo=canal.ativo,
            remetente=canal.remetente,
            segredo=canal.segredo or canal.provedor.value,
            pronto=self._kept(conta, canal) is not None,
            simulado=canal.provedor is Provedor.SIMULADO,
        )

    def failure(self, provedor: Provedor, codigo: str) -> FalhaDeEnvio | None:
        from shared.adapters import canais_meta, canais_twilio

        tables = {Provedor.META: canais_meta.falha_de, Provedor.TWILIO: canais_twilio.falha_de}
        return tables[provedor](codigo) if provedor in tables else None

    def _canais(self, conta: Conta) -> list[CanalDaConta]:
        if conta.mensageria.canais:
            return [canal for canal in conta.mensageria.canais if canal.ativo]
        padrao = self.settings.canal_padrao
        return [CanalDaConta(provedor=padrao, segredo=padrao.value)]

    def _make(self, conta: Conta, canal: CanalDaConta) -> Carteiro | None:
        segredo = segredo_of(self.settings, conta.id, canal.segredo or canal.provedor.value) or {}
        maker = _MAKERS.get(canal.provedor)
        try:
            return (
                maker(_Obra(self.settings, self.now, conta, canal=canal, segredo=segredo)) if maker else None
            )
        except KeyError:
            return None


@dataclass(frozen=True)
class _Obra:
    """What a carrier is made of. Reading what is missing raises `KeyError`."""

    settings: Settings
    now: Now
    conta: Conta
    canal: CanalDaConta
    segredo: Mapping[str, str]

    @property
    def remetente(self) -> str:
        return self.canal.remetente or self.segredo["remetente"]


def _simulado(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_simulado import Simulado

    return Simulado(obra.now)


def _meta(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_meta import Meta

    return Meta(obra.settings.provedores.meta, obra.segredo["token"], obra.remetente)


def _twilio(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_twilio import Twilio

    ours = obra.settings.public_base_url.rstrip("/")
    callback = f"{ours}/webhook/twilio/{obra.conta.id}" if ours else ""
    segredo, base_url = obra.segredo, obra.settings.provedores.twilio
    return Twilio(base_url, segredo["conta_sid"], segredo["auth_token"], obra.remetente, callback)


def _zapi(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_zapi import ZApi

    segredo, base_url = obra.segredo, obra.settings.provedores.zapi
    return ZApi(base_url, obra.remetente, segredo["token"], segredo["client_token"])


def _botconversa(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_botconversa import Botconversa

    return Botconversa(obra.settings.provedores.botconversa, obra.segredo["chave"])


def _telegram(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_telegram import Telegram

    return Telegram(obra.settings.provedores.telegram, obra.segredo["token"])


def _email(obra: _Obra) -> Carteiro:
    from shared.adapters.canais_sendgrid import SendGrid

    return SendGrid(
        obra.settings.provedores.sendgrid,
        obra.segredo["chave"],
        obra.remetente,
        now=obra.now,
        nome=obra.conta.nome,
        descadastro=obra.canal.parametros.get("descadastro", ""),
    )


_MAKERS: dict[Provedor, Callable[[_Obra], Carteiro]] = {
    Provedor.SIMULADO: _simulado,
    Provedor.META: _meta,
    Provedor.TWILIO: _twilio,
    Provedor.ZAPI: _zapi,
    Provedor.BOTCONVERSA: _botconversa,
    Provedor.TELEGRAM: _telegram,
    Provedor.EMAIL: _email,
}
