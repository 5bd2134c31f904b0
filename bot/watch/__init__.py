"""Tells those who operate the program how it is: health pages, figures, the service manager."""
