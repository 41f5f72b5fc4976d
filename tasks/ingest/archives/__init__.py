"""What a gzip or zip holds: feeds and pictures."""
