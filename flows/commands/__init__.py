"""One module a command; each reads its arguments, opens what it needs and prints what a person should know."""
