# A downgrade failed: the version below is dirty, and the schema is what it was.
migrate_here up
sql "CREATE VIEW on_open_orders AS SELECT id FROM open_orders"
fails migrate_here down 1
