# Somebody has run the first statement of a revision by hand.
node_pg_migrate_here up 1
sql "CREATE TABLE orders (id int PRIMARY KEY)"
