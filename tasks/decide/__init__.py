"""Decide: findings become verdicts, verdicts and the published state become what is uploaded."""
