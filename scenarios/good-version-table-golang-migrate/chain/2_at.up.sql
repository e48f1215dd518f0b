ALTER TABLE schema_migrations ADD COLUMN applied_at timestamptz DEFAULT now();
CREATE VIEW migrated AS SELECT version, NOT dirty AS whole, applied_at FROM schema_migrations;
