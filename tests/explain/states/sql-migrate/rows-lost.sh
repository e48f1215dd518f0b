# The version table was emptied.
sql_migrate_here up -limit=2
sql "DELETE FROM gorp_migrations"
