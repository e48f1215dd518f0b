# Somebody has run the first statement of a revision by hand.
sql_migrate_here up -limit=1
sql "CREATE TABLE orders (id int PRIMARY KEY)"
