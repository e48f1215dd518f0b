ALTER TABLE packages ADD COLUMN sitemap_bucket text;

CREATE OR REPLACE FUNCTION set_sitemap_bucket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.sitemap_bucket := left(md5(NEW.name), 1); RETURN NEW; END $$;

CREATE TRIGGER packages_set_sitemap_bucket
  BEFORE INSERT ON packages FOR EACH ROW EXECUTE FUNCTION set_sitemap_bucket();
