"""What is declared: rules, lexicons, suppliers, the store, the marketplace; their strict loader and suite builder.

YAML in, frozen values and Great Expectations suites out. Nothing here reads the environment or touches a feed.
"""
