# A row in the middle was lost, and the order of the rows counts.
node_pg_migrate_here up 3
sql "DELETE FROM pgmigrations WHERE name = '0002_orders'"
