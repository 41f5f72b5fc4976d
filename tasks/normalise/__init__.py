"""Normalise: a supplier's own columns become canonical products and offers, every change of a value recorded."""
