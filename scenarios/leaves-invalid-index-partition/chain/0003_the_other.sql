-- migrate:up
CREATE INDEX measures_2026_value ON measures_2026 (value);
ALTER INDEX measures_value ATTACH PARTITION measures_2026_value;

-- migrate:down
DROP INDEX measures_value;
CREATE INDEX measures_value ON ONLY measures (value);
CREATE INDEX measures_2025_value ON measures_2025 (value);
ALTER INDEX measures_value ATTACH PARTITION measures_2025_value;
