"""What can go wrong with a tarefa."""

from shared.kit.errors import Conflict, NotFound


class TarefaNotFound(NotFound):
    slug, title = "tarefa-nao-encontrada", "Tarefa não encontrada"
    default_detail = "Não existe tarefa com este identificador nesta conta."


class TarefaDismissed(Conflict):
    slug, title = "tarefa-dispensada", "Tarefa dispensada"
    default_detail = "Esta tarefa foi dispensada: já houve resposta ou desfecho, ou o horário dela já passou."
