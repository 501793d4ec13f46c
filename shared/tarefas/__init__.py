"""A tarefa is what a person must do, and by when; each comes from a cause and is made once for it."""
