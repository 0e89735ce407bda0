"""Out and in: the history as files for people and programs, and back. The app and the command line both ask here."""
