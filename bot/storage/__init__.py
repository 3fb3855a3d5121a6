"""What is kept about people and for the staff: tables, a unit of work, migrations; on SQLite or PostgreSQL."""
