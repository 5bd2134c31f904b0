"""The nouns of readers' replies; none of them has room for an e-mail address."""
