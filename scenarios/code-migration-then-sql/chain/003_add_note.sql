-- +goose Up
ALTER TABLE orders ADD note text;
-- +goose Down
ALTER TABLE orders DROP note;
