-- migrate:up
CREATE TABLE tenants (tenant_id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE countries (code text PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants, total numeric NOT NULL);
CREATE TABLE invoices (id bigint PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants);
CREATE TABLE payments (id bigint PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (tenant_id = current_setting('app.tenant')::int);
CREATE POLICY own ON invoices USING (tenant_id = current_setting('app.tenant')::int);
CREATE POLICY own ON payments USING (tenant_id = current_setting('app.tenant')::int);

-- migrate:down
DROP TABLE payments, invoices, orders, countries, tenants;
