"""Ingest: feeds as sent become shards of text records, nothing guessed and nothing dropped."""
