DROP INDEX users_email_trgm;
DROP EXTENSION pg_trgm;
TRUNCATE users;
