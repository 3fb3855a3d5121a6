"""Channels: each translates its own messages into turns and renders replies."""
