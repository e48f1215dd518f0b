# A dump without the version table was restored.
sql_migrate_here up
sql "DROP TABLE gorp_migrations"
