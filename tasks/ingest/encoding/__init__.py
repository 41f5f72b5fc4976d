"""Which encoding a feed is in, and the feed as UTF-8."""
