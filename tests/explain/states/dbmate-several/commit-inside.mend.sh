sql "INSERT INTO roles VALUES ('owner')"
