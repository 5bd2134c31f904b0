"""How long what was removed can be brought back."""

from datetime import timedelta

# Long enough to see the mistake, short enough to be said beside "removed".
GRACE = timedelta(minutes=15)
