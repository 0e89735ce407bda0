"""The history on disk. The only package that knows TinyDB; the app talks to ``storage.history`` alone."""
