"""Rotinas: the timers of the app, when they run, when they ran, and what waits for its moment."""
