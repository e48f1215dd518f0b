-- migrate:up
CREATE UNIQUE INDEX people_name_nfc ON people (normalize(name, NFC));

-- migrate:down
DROP INDEX people_name_nfc;
