--liquibase formatted sql

--changeset bob:1 runInTransaction:false
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
--rollback DROP INDEX CONCURRENTLY users_email_key;
