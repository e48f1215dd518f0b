# A revision in the middle is noted and never ran.
up_to 0002
sql "INSERT INTO schema_migrations VALUES ('0003')"
dbmate_here migrate
