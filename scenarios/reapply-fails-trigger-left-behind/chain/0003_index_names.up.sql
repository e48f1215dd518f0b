CREATE INDEX packages_name ON packages (name);
