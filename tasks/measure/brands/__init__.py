"""Brands named in listings, and whether the supplier may sell them: hits of names in, facts of products out."""
