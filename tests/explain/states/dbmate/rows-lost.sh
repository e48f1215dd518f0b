# The version table was emptied.
dbmate_here migrate
sql "TRUNCATE schema_migrations"
