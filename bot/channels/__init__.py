"""Where people talk to the assistant: the web page, the terminal."""
