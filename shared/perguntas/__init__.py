"""A pergunta is an open question to a person, bound to what it asks about; an answer lands there and nowhere else."""
