"""Channel-neutral conversations: each handler is a pure function from a turn and a session to a decision."""
