"""What can go wrong when the brief is sent, in the words of who asks for it."""

from shared.kit.errors import Conflict


class SemDestinatarios(Conflict):
    slug, title = "resumo-sem-destinatarios", "Resumo sem destinatários"
    default_detail = "Diga quem da equipe recebe o resumo, em `pauta.destinatarios` de PATCH /conta."
