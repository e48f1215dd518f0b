-- For the people who count.
CREATE TABLE ${reporting_schema}.reports (id bigint PRIMARY KEY);
