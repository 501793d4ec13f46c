"""An atendimento is a scheduled appointment; here it is kept, confirmed, reminded of, changed and counted."""
