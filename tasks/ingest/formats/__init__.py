"""The formats a feed can have: every module here that defines `FORMAT`, a FeedFormat, is one of them."""
