"""XML by its repeated element."""
