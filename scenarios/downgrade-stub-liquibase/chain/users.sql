--liquibase formatted sql

--changeset ann:1
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
--rollback DROP TABLE users;

--changeset ann:2
CREATE FUNCTION normal_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.email := lower(NEW.email);
    RETURN NEW;
END $$;
CREATE TRIGGER users_email BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION normal_email();
--rollback empty

--changeset bob:3 dbms:mysql
ALTER TABLE users ENGINE = InnoDB;
