"""The app in a browser on this computer, for those who installed the extra ``web``."""
