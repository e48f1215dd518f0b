# Somebody has written the rows and not run the revisions.
up_to 0002
sql "INSERT INTO schema_migrations VALUES ('0003'), ('0004')"
