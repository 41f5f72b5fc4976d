"""Products that are listed twice: listings in, clusters of the same product with the reason out.

Blocking finds pairs that may be alike without comparing each with each; what two listings say decides, and a conflict
of brand, colour, size, pieces or number forbids a match whatever their texts or pictures share. A main picture is equal
or not; a hash by which pictures are nearly equal takes the place of `picture` in the listings.
"""
