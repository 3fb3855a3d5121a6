"""Files that are made from a reply when they are sent, and never stored (docs/adr/0007-checklist.md)."""
