"""The durable engine of the developer host: Durable Functions' classic protocol on one SQLite file."""
