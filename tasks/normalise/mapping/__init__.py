"""Whose column is what: by the supplier file, by the shop's export, or by headers and values."""
