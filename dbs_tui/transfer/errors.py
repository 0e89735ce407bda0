"""What can go wrong with an export or an import."""


class TransferError(Exception):
    """It could not be done; ``str()`` is one line: what, where, and what to do."""
