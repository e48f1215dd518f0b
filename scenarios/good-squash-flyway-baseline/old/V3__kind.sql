ALTER TABLE users ADD kind int REFERENCES kinds;
