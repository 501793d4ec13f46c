"""To come: limites."""
