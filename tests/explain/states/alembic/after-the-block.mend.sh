sql "DELETE FROM orders"
