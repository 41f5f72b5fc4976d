"""Publish: an immutable batch is written first, then one conditional write moves the pointer to it."""
