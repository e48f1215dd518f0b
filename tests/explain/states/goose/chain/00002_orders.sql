-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES users);

-- +goose Down
DROP TABLE orders;
