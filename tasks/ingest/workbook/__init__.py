"""Spreadsheets: XLSX, XLS, ODS, opened in a child process."""
