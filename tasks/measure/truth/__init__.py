"""Whether the texts of a listing tell the truth: what they say against each other and against what can be."""
