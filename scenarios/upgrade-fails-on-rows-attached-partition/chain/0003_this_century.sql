-- migrate:up
CREATE TABLE readings_of_this_century PARTITION OF readings FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');
-- migrate:down
DROP TABLE readings_of_this_century;
