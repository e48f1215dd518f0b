sql "DELETE FROM users"
