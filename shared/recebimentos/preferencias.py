"""What people tell a provider itself about our messages, mirrored in the ledger of the clientes behind the address."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.clientes.models import Canal, Cliente, Origem, Pessoa
from shared.kit.auditing import Auditor, Nota
from shared.kit.canais import Preferencia
from shared.kit.clock import Now
from shared.kit.errors import NotFound
from shared.kit.ids import digest_id
from shared.recebimentos.ports import Silencios

_EVIDENCE = "preferencia"


@dataclass(frozen=True)
class PreferenciaService:
    silencios: Silencios
    auditor: Auditor
    now: Now

    async def prefer(self, conta: str, preferencia: Preferencia) -> None:
        """Everybody behind the address falls silent, whoever of them asked: the address is what we write to.

        Resuming takes back only what was said to the provider: who asked us for silence must tell us.
        """
        pessoa = _pessoa(preferencia)
        evidencia = f"{preferencia.provedor}:{_EVIDENCE}:{preferencia.em}"
        behind = await self.silencios.senders(conta, pessoa)
        if preferencia.sair:
            for cliente_id in await self._silenced(conta, pessoa, behind):
                await self._mirror(conta, cliente_id, evidencia, preferencia)
        else:
            for cliente in filter(_asked_the_provider, behind):
                await self._mirror(conta, cliente.id, evidencia, preferencia)

    async def _mirror(self, conta: str, cliente_id: str, evidencia: str, preferencia: Preferencia) -> None:
        acao = "cliente.silenced" if preferencia.sair else "cliente.silence_ended"
        detalhe = {"provedor": preferencia.provedor.value}
        await self.auditor.note(Nota(conta, "webhooks", acao, f"/clientes/{cliente_id}", detalhe))
        try:
            if preferencia.sair:
                now = self.now()
                em = min(datetime.fromtimestamp(preferencia.em, UTC), now) if preferencia.em else now
                await self.silencios.silence(
                    conta, cliente_id, canal=Canal.WHATSAPP, evidencia=evidencia, em=em
                )
            else:
                await self.silencios.end_silence(conta, cliente_id, canal=Canal.WHATSAPP, evidencia=evidencia)
        except NotFound:  # erased meanwhile: there is nobody to write to
            return

    async def _silenced(self, conta: str, pessoa: Pessoa, behind: list[Cliente]) -> list[str]:
        """Whom nobody knows yet becomes known by asking for silence, so that it holds from the first word on."""
        if behind:
            return [cliente.id for cliente in behind]
        said = pessoa.telefone or pessoa.endereco or ""
        made = await self.silencios.identify(conta, pessoa, chave=digest_id(_EVIDENCE, said))
        return [made] if made else []


def _pessoa(preferencia: Preferencia) -> Pessoa:
    endereco = preferencia.endereco
    if endereco.startswith("+"):
        return Pessoa(telefone=endereco, origem=Origem.CANAL)
    return Pessoa(endereco=f"{preferencia.provedor}:{endereco}", origem=Origem.CANAL)


def _asked_the_provider(cliente: Cliente) -> bool:
    return cliente.opt_out is not None and f":{_EVIDENCE}:" in cliente.opt_out.evidencia
