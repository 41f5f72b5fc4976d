"""Measure: rows and products become fact columns; nothing is judged here."""
