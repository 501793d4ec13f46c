"""An acompanhamento gets back to a cliente on the planned days until there is an answer; a durable flow waits."""
