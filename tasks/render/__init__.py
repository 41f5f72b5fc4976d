"""Decided rows and findings in; the files and pages of a run out. Nothing here decides or publishes."""
