ALTER TABLE packages DROP COLUMN sitemap_bucket;
