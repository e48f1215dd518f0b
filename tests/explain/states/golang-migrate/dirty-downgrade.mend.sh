sql "DROP VIEW on_open_orders"
