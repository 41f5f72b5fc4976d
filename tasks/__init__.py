"""The stages, one folder each: ingest, normalise, pictures, measure, judge, decide, render, publish.

Beside them stand the types they share, the errors and the storage edge. No stage imports another one.
"""
