"""Métricas are what a conta can see of its own work: counted and measured, never assumed."""
