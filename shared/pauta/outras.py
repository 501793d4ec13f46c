"""Whatever else falls due: who wrote and waits, whose address is wrong."""

from collections.abc import Iterator

from shared.pauta.leitura import Fontes
from shared.pauta.models import TipoAcao
from shared.pauta.ordem import Ponto
from shared.pauta.palavras import Hoje, since, when
from shared.tarefas.models import Tarefa, TipoTarefa

_TIPOS = (TipoTarefa.RESPONDER, TipoTarefa.NUMERO_ERRADO)


def others(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    """Those that no other matter tells of."""
    for tarefa in (one for tipo in _TIPOS for one in fontes.tarefas[tipo].itens):
        if tarefa.relato_id in fontes.relatos:
            continue
        titulo, motivo = _words(tarefa, hoje)
        yield Ponto(
            assunto=f"tarefa:{tarefa.id}",
            tipo=TipoAcao.TAREFA,
            titulo=titulo,
            motivo=motivo,
            link=f"/tarefas/{tarefa.id}",
            prazo=tarefa.vence_em,
            quando=when(hoje, tarefa.vence_em),
            urgencia=hoje.by_day(tarefa.vence_em),
            responsavel=tarefa.atendente,
            cliente=tarefa.cliente,
            tarefa_id=tarefa.id,
            relato_id=tarefa.relato_id,
            cliente_id=tarefa.cliente_id,
        )


def _words(tarefa: Tarefa, hoje: Hoje) -> tuple[str, str]:
    waits = since(hoje, tarefa.vence_em)
    if tarefa.tipo is TipoTarefa.NUMERO_ERRADO:
        quem = tarefa.cliente or "um cliente"
        return f"Corrigir o contato de {quem}", f"Quem recebeu diz que o contato não é de {quem}, {waits}."
    quem = tarefa.cliente or "Uma pessoa"
    return f"Responder a {quem}", f"{quem} escreveu e espera uma resposta {waits}."
