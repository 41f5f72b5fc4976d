"""`python -m flows` is the command `shelfready`."""

from flows.command_line import main

if __name__ == "__main__":
    main()
