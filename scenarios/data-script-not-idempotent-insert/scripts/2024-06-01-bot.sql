INSERT INTO users (id, email) VALUES (2, 'bot@example.com');
