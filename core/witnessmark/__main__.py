"""`python -m witnessmark` is the `witnessmark` command, where no script was installed."""

from witnessmark.cli.app import main

if __name__ == "__main__":
    main()
