"""Finds listed terms in texts, also disguised ones: texts in, hits with their place in the original text out."""
