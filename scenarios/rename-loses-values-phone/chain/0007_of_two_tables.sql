-- migrate:up
ALTER TABLE users DROP COLUMN born;
ALTER TABLE visits ADD COLUMN remark text;

-- migrate:down
ALTER TABLE visits DROP COLUMN remark;
ALTER TABLE users ADD COLUMN born text;
