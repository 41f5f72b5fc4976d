"""Judge: Great Expectations holds the facts against the rules; findings and a summary come out."""
