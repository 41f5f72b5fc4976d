"""Pictures: which ones a feed names, what they look like, and their renditions for Wish."""
