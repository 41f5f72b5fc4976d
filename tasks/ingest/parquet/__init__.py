"""Parquet as text."""
