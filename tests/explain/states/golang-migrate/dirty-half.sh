# x-multi-statement sends statement by statement: the first of two was done.
migrate_here up
migrate_here down 1
sql "ALTER TABLE orders ADD COLUMN note text; UPDATE schema_migrations SET version = 4, dirty = true"
