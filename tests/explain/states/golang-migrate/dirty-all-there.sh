# Killed after the file was done and before the flag was taken back.
migrate_here up
sql "UPDATE schema_migrations SET version = 4, dirty = true"
