"""The words, prescriptions and poses as data files, and the one loader that turns them into domain values."""
