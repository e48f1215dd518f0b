# A dump without the version table was restored.
node_pg_migrate_here up 3
sql "DROP TABLE pgmigrations"
